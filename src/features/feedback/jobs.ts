import type { Job, JobOutcome } from '../../kernel/outbox.ts';
import type { Json } from '../../ledger/canonical.ts';
import { caseCard } from './cards/case.ts';
import { acknowledge, acknowledgeOwner, lapse } from './changing.ts';
import type { FeedbackDeps } from './deps.ts';
import { cases, HAND_JOB, LAPSE_JOB, TELL_JOB } from './domain/cases.ts';
import { STATUS_NAMES } from './domain/sentences.ts';
import { caseViewOf, reporterViewOf } from './views.ts';

const DONE: JobOutcome = { kind: 'done' };
const LATER_MS = 1_000;

const caseArg = (args: { readonly [field: string]: Json }): string => {
  const value = args['case'];
  if (typeof value !== 'string') throw new TypeError('a due item without case');
  return value;
};

/** Tells a reporter how the case stands now; at its end with the question whether it is fixed. */
const tellJob = (deps: FeedbackDeps): Job => ({
  kind: TELL_JOB,
  claimed: true,
  run: async ({ args }) => {
    const state = await deps.ledger.reads.get(cases, caseArg(args));
    if (!state || state.told >= state.moves) return DONE;
    const to = await deps.ledger.conversation(state.person);
    if (!to) return { kind: 'waiting', person: state.person };
    const card = caseCard(await reporterViewOf(deps, state));
    const summary = `${state.id}: ${STATUS_NAMES[state.status]}`;
    const sent = await deps.chat.send(to, { card, summary });
    if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
    await acknowledge(deps, state, sent.kind === 'sent');
    return DONE;
  },
});

/** Tells whoever a case was given to, with what they need to go on with it. */
const handJob = (deps: FeedbackDeps): Job => ({
  kind: HAND_JOB,
  claimed: true,
  run: async ({ args }) => {
    const state = await deps.ledger.reads.get(cases, caseArg(args));
    const person = state?.handedTo;
    if (!state || person === undefined) return DONE;
    const to = await deps.ledger.conversation(person);
    if (!to) return { kind: 'waiting', person };
    const who = { person, roles: await deps.directory.rolesOf(person) };
    const said = `${state.id} is in your hands now.`;
    const card = caseCard({ ...(await caseViewOf(deps, state, who)), said });
    const sent = await deps.chat.send(to, { card, summary: said });
    if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
    await acknowledgeOwner(deps, state, sent.kind === 'sent');
    return DONE;
  },
});

const lapseJob = (deps: FeedbackDeps): Job => ({
  kind: LAPSE_JOB,
  claimed: false,
  run: async ({ args }) => {
    await lapse(deps, caseArg(args));
    return DONE;
  },
});

export const feedbackJobs = (deps: FeedbackDeps): readonly Job[] => [
  tellJob(deps),
  handJob(deps),
  lapseJob(deps),
];
