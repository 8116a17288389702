import { isBefore } from '../../kernel/instant.ts';
import { argument, type DueItem, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import { type PersonId, personId } from '../../kernel/people.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';
import { probationCard } from './cards/probation.ts';
import type { RegistryDeps } from './deps.ts';
import { BOUNDS_END_JOB } from './domain/agentFold.ts';
import type { RegistryEvent } from './domain/events.ts';
import { agents, connectors } from './domain/fold.ts';
import type { ConnectorState, ProbationEnding } from './domain/model.ts';
import { askAtEnd } from './domain/probation.ts';
import { PROBATION_CARD_JOB, PROBATION_JOB } from './domain/timers.ts';
import { probationViewOf } from './showing/probationView.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };
const LATER_MS = 1_000;

/** The end of a probation has come: the admins are asked. Nothing was allowed from that moment on, asked or not. */
const endJob = ({ ledger, directory }: RegistryDeps): Job => ({
  kind: PROBATION_JOB,
  claimed: false,
  run: async ({ args }) => {
    const asked = (await directory.membersOf('admin')).map(({ id }) => id);
    const id = argument(args, 'connector');
    await ledger.commit(async (tx) => ({
      by: SYSTEM,
      events: askAtEnd(tx.view.get(connectors, id), asked, tx.now),
      result: () => undefined,
    }));
    return DONE;
  },
});

/** Sends the question to one admin, or puts the decision in its place. */
async function deliver(deps: RegistryDeps, { args }: DueItem): Promise<JobOutcome> {
  const person = personId(argument(args, 'person'));
  const state = await deps.ledger.reads.get(connectors, argument(args, 'connector'));
  const card = state?.ending?.cards.find((one) => one.person === person);
  if (!state?.ending || !card || card.done) return DONE;
  return show(deps, state, state.ending, card);
}

async function show(
  deps: RegistryDeps,
  state: ConnectorState,
  ending: ProbationEnding,
  { person, activityId }: ProbationEnding['cards'][number],
): Promise<JobOutcome> {
  const to = await deps.ledger.conversation(person);
  if (!to) return { kind: 'waiting', person };
  const view = await deps.ledger.view();
  const card = probationCard(await probationViewOf(deps, state, ending, { person, view }));
  const message = { card, summary: `The probation of ${state.record.id} has ended` };
  const sent =
    activityId === undefined
      ? await deps.chat.send(to, message)
      : await deps.chat.update(to, activityId, message);
  if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
  const about = { connectorId: state.record.id, person };
  const shows = ending.decided ? 'decision' : 'question';
  const hash = sha256(canonicalJson(card));
  await record(
    deps,
    ending,
    sent.kind === 'gone'
      ? { type: 'probation-card-abandoned', data: { ...about, status: sent.status } }
      : {
          type: 'probation-card-delivered',
          data: { ...about, activityId: sent.activityId, shows, hash },
        },
  );
  return DONE;
}

type CardEvent = Extract<RegistryEvent, { data: { person: PersonId } }>;

/** Says what Teams took; nothing where the connector has come to another end meanwhile. */
async function record(
  { ledger }: RegistryDeps,
  { ends }: ProbationEnding,
  event: CardEvent,
): Promise<void> {
  const { connectorId } = event.data;
  await ledger.commit(async (tx) => ({
    by: SYSTEM,
    events: tx.view.get(connectors, connectorId)?.ending?.ends === ends ? [event] : [],
    result: () => undefined,
  }));
}

/** Bounds that were wider for a while have come to their date, which is written down; they counted no more from that moment on. */
const boundsEndJob = ({ ledger }: RegistryDeps): Job => ({
  kind: BOUNDS_END_JOB,
  claimed: false,
  run: async ({ args }) => {
    const [agentId, request] = [argument(args, 'agent'), argument(args, 'request')];
    await ledger.commit(async (tx) => {
      const raises = tx.view.get(agents, agentId)?.boundRaises ?? [];
      const over = raises.find((one) => one.request === request && !isBefore(tx.now, one.until));
      const events: readonly RegistryEvent[] = over
        ? [{ type: 'agent-bounds-ended', data: { agentId, request, changes: over.changes } }]
        : [];
      return { by: SYSTEM, events, result: () => undefined };
    });
    return DONE;
  },
});

export const registryJobs = (deps: RegistryDeps): readonly Job[] => [
  endJob(deps),
  boundsEndJob(deps),
  { kind: PROBATION_CARD_JOB, claimed: true, run: (item) => deliver(deps, item) },
];
