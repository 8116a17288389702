import { isBefore, millisecondsBetween, plus } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Ask, Context } from './commands.ts';
import type { RequestEvent } from './events.ts';
import { partiesOf } from './exclusions.ts';
import { unfillable } from './filling.ts';
import { MOST_PENDING } from './openRequests.ts';
import type { Refusal, RefusalOf } from './refusals.ts';
import { invitedTo } from './seats.ts';
import { livePause, settle, standing } from './standing.ts';
import { isLive, type RequestState } from './state.ts';
import { askAgainAt, MOST_WITHDRAWN } from './withdrawals.ts';

/** Opens a request, or none where `found` is an equal live one. */
export function ask(
  command: Ask,
  found: RequestState | undefined,
  context: Context,
): Result<readonly RequestEvent[], Refusal> {
  if (found !== undefined && isLiveNow(found, context)) return ok([]);
  const refusal = whyNot(command, context);
  if (refusal !== undefined) return refuse(refusal);
  const over = found === undefined ? [] : settle(found, context);
  return ok([...over, asked(command, context)]);
}

const isLiveNow = (state: RequestState, context: Context): boolean =>
  isLive(state) && standing(state, context) === state.status;

function whyNot({ subject, plan, by, open }: Ask, context: Context): Refusal | undefined {
  const pause = livePause(context.hits);
  if (pause !== undefined) return { code: 'agent-paused', pause: pause.id };
  return (
    tooMany({ subject, by, open }, context) ??
    tooOften({ subject, by, open }, context) ??
    unfillable(plan.stages, partiesOf(subject, by), context)
  );
}

function tooMany(
  { subject, by, open }: Pick<Ask, 'subject' | 'by' | 'open'>,
  { now }: Context,
): RefusalOf<'too-many-open'> | undefined {
  const waiting = (open?.pending ?? [])
    .filter(({ byPerson = false }) => byPerson === (by.kind === 'person'))
    .map(({ due }) => due)
    .filter((due) => isBefore(now, due));
  const [next] = waiting.toSorted();
  if (waiting.length < MOST_PENDING || next === undefined) return undefined;
  return { code: 'too-many-open', agentId: subject.agentId, limit: MOST_PENDING, next };
}

function tooOften(
  { subject, by, open }: Pick<Ask, 'subject' | 'by' | 'open'>,
  { now }: Context,
): RefusalOf<'too-many-withdrawn'> | undefined {
  const next = askAgainAt(open?.withdrawn, by, now);
  if (next === undefined) return undefined;
  const waitMs = millisecondsBetween(now, next);
  const { agentId } = subject;
  return { code: 'too-many-withdrawn', agentId, limit: MOST_WITHDRAWN, next, waitMs };
}

function asked({ id, by, subject, plan }: Ask, context: Context): RequestEvent {
  const { stages, windowMs, redeemMs, undoMs, stepUp } = plan;
  const [first] = stages;
  if (first === undefined) throw new RangeError(`${id} has no stages`);
  return {
    type: 'request-asked',
    data: {
      ...subject,
      request: id,
      stages,
      due: plus(context.now, windowMs),
      ...(redeemMs !== undefined && { redeemMs }),
      ...(undoMs !== undefined && { undoMs }),
      ...(stepUp && { stepUp }),
      invited: invitedTo(first, partiesOf(subject, by), context),
    },
  };
}
