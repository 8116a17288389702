import { withDepartment } from '../../../kernel/behalf.ts';
import type { Draft, Tx } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import { problem } from '../../../kernel/problems.ts';
import { quoted } from '../../../kernel/quoted.ts';
import type { Call } from '../../../kernel/route.ts';
import { fromCommitted } from '../../../kernel/stored.ts';
import { type AuthorizeCall, judgeCall } from '../../policy/domain/judge.ts';
import { agents } from '../../registry/domain/fold.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { Reader } from '../showing/show.ts';
import { type AskAnswer, askAnswer, type Show } from './askAnswer.ts';
import { askedBefore, keptAnswer } from './askedBefore.ts';
import { askForPolicy } from './askingPolicy.ts';
import { askRightOverHttp } from './askingRights.ts';
import type { ActionAsk, PolicyAsk, RightAsk } from './askSchemas.ts';
import { type Ask, type AskPlan, prepareAsk } from './planAsk.ts';

/** Asks over the API: for an action, or for a right. */
export function askOverHttp(
  deps: ApprovalsDeps,
  call: Call<unknown, unknown, ActionAsk | PolicyAsk | RightAsk>,
  show: Show,
): Promise<AskAnswer> {
  const { body } = call;
  return body.kind === 'outboundAction'
    ? askForAction(deps, { ...call, body }, show)
    : body.kind === 'policyChange'
      ? askForPolicy(deps, { ...call, body }, show)
      : askRightOverHttp(deps, { ...call, body }, show);
}

/** What a try to ask came to. */
type Asked =
  | AskPlan
  | { readonly kind: 'denied'; readonly because: string }
  | { readonly kind: 'allowed'; readonly because: string };

function callOf({ kind: _kind, justification, onBehalfOf, ...rest }: ActionAsk): AuthorizeCall {
  return {
    ...rest,
    ...(justification !== undefined && { justification }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
}

/** Opens a request for an action: judged first, and an equal live request is the answer instead of a second one. */
async function askForAction(
  deps: ApprovalsDeps,
  call: Call<unknown, unknown, ActionAsk>,
  show: Show,
): Promise<AskAnswer> {
  const by = await requesterOf(deps, call);
  if (!by)
    return problem('forbidden', `This token does not speak for ${quoted(call.body.agentId)}.`);
  const action = await withDepartment(callOf(call.body), deps.directory);
  const ask = await prepareAsk(deps, action);
  const committed = await deps.ledger.commit(
    (tx) => askWork(deps, tx, { action, by, ask }),
    call.idempotency,
  );
  if (committed.kind === 'repeated') return askedBefore(deps, committed.answer, call);
  const asked = committed.kind === 'done' ? committed.result : undefined;
  const told = asked && (await answerTo(deps, asked, call, show));
  return fromCommitted(committed, () => told ?? problem('internal', 'An answer was expected.'));
}

async function requesterOf(
  deps: ApprovalsDeps,
  { principal, body }: Call<unknown, unknown, ActionAsk>,
): Promise<Actor | undefined> {
  if (principal.kind === 'gateway') return { kind: 'gateway', id: principal.objectId };
  if (principal.kind !== 'agent') return undefined;
  const agent = (await deps.ledger.view()).get(agents, body.agentId);
  return deps.speaksFor(principal.objectId, body.agentId, agent)
    ? { kind: 'agent', id: body.agentId }
    : undefined;
}

async function askWork(
  deps: ApprovalsDeps,
  tx: Tx,
  { action, by, ask }: { readonly action: AuthorizeCall; readonly by: Actor; readonly ask: Ask },
): Promise<Draft<Asked>> {
  const judged = judgeCall(deps.rules, tx.view, action, tx.now);
  const { outcome, because } = judged.finding;
  if (outcome !== 'needsApproval')
    return {
      by,
      events: [],
      result: () => ({ kind: outcome === 'deny' ? 'denied' : 'allowed', because }),
    };
  const plan = await ask.plan(tx, { call: action, judged, by });
  if (plan.kind === 'refused') return { by, events: [], result: () => plan };
  const events = plan.kind === 'opened' ? plan.events : [];
  return { by, events, result: () => plan, answer: () => keptAnswer(plan, tx) };
}

async function answerTo(
  deps: ApprovalsDeps,
  asked: Asked,
  reader: Reader,
  show: Show,
): Promise<AskAnswer> {
  if (asked.kind === 'denied') return problem('denied', asked.because);
  if (asked.kind === 'allowed')
    return problem('not-needed', `No approval is needed. ${asked.because}`);
  return askAnswer(deps, asked, reader, show);
}
