import { argument, type DueItem, type Job, type JobOutcome } from '../../../kernel/outbox.ts';
import { type Actor, personId } from '../../../kernel/people.ts';
import { ok } from '../../../kernel/result.ts';
import type { Json } from '../../../ledger/canonical.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import { changeRequest } from '../answering/change.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { Command } from '../domain/commands.ts';
import { requests } from '../domain/entity.ts';
import { BACKUP_JOB, CARD_JOB, SETTLE_JOB } from '../domain/rows.ts';
import { isBehind, type RequestState, type Viewer } from '../domain/state.ts';
import type { Tick } from '../domain/ticks.ts';
import { aroundOf, messageFor } from '../showing/render.ts';
import { escalateJob } from './escalating.ts';
import { handoverJob } from './handover.ts';
import { rightsJobs } from './rightsJobs.ts';
import { strikeJob } from './strike.ts';

const SYSTEM: Actor = { kind: 'system' };
const DONE: JobOutcome = { kind: 'done' };
/** Teams keeps no promise about when it is back. */
const LATER_MS = 1_000;

/** What time does to a request: an ordinary commit, which comes to nothing where it is too early or no longer needed. */
const tickJob = (deps: ApprovalsDeps, kind: string, type: Tick['type']): Job => ({
  kind,
  claimed: false,
  run: async ({ args }) => {
    await changeRequest(deps, {
      request: argument(args, 'request'),
      by: SYSTEM,
      command: () => ok({ type }),
    });
    return DONE;
  },
});

/** Brings the card in one person's conversation up to date: sends it, or updates the one that stands there. */
async function deliver(deps: ApprovalsDeps, { args }: DueItem): Promise<JobOutcome> {
  const person = personId(argument(args, 'person'));
  const state = await deps.ledger.reads.get(requests, argument(args, 'request'));
  const viewer = state?.audience.find((one) => one.person === person);
  if (!state || !viewer || !isBehind(state, viewer)) return DONE;
  return show(deps, state, viewer);
}

async function show(
  deps: ApprovalsDeps,
  state: RequestState,
  { person, standing }: Viewer,
): Promise<JobOutcome> {
  const to = await deps.ledger.conversation(standing?.conversation ?? person);
  if (!to) return { kind: 'waiting', person };
  const message = messageFor(
    deps,
    state,
    person,
    await aroundOf(deps, state, await deps.ledger.view()),
  );
  const sent = standing
    ? await deps.chat.update(to, standing.activityId, message)
    : await deps.chat.send(to, message);
  if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
  const command: Command =
    sent.kind === 'gone'
      ? { type: 'abandonCard', person, status: sent.status }
      : {
          type: 'acknowledgeCard',
          person,
          conversation: person,
          activityId: sent.activityId,
          hash: cardHash(message.card),
          shows: state.version,
        };
  await changeRequest(deps, { request: state.id, by: SYSTEM, command: () => ok(command) });
  return DONE;
}

/** What was shown, for the ledger: sha256 of the card's canonical JSON. */
const cardHash = (card: Json | undefined): string => sha256(canonicalJson(card ?? null));

export const approvalJobs = (deps: ApprovalsDeps): readonly Job[] => [
  { kind: CARD_JOB, claimed: true, run: (item) => deliver(deps, item) },
  tickJob(deps, SETTLE_JOB, 'settle'),
  tickJob(deps, BACKUP_JOB, 'joinBackup'),
  escalateJob(deps),
  strikeJob(deps),
  handoverJob(deps),
  ...rightsJobs(deps),
];
