import type { Parts } from '../compose.ts';
import { askForRight } from '../features/approvals/asking/askingRights.ts';
import type { GrantAsk } from '../features/approvals/asking/askSchemas.ts';
import type { ApprovalsDeps, Candidates } from '../features/approvals/deps.ts';
import type { RelaxationDeps } from '../features/relaxations/job.ts';
import { simulator } from '../features/simulation/simulate.ts';
import { doneOf } from '../kernel/ledger.ts';
import { ok } from '../kernel/result.ts';

/** Candidates of the policy on this server: simulated in a thread of their own, made ready beside what is in force. */
export const candidatesOf = ({ ledger, clock, policy, openJudging }: Parts): Candidates => ({
  simulate: simulator({
    reads: ledger.reads,
    clock,
    open: openJudging,
    made: () => ({ ...policy.made, shipped: { ...policy.made.shipped } }),
  }),
  ready: async (files) => {
    const loaded = await policy.load(files);
    return loaded.ok ? ok(loaded.value.hash) : loaded;
  },
});

/** The ledger asks as nobody in particular: it has no seat, and excludes nobody. */
export const proposing =
  (approvals: ApprovalsDeps): RelaxationDeps['propose'] =>
  async (wish) => {
    const ask: GrantAsk = { ...wish, kind: 'standingGrant', recipients: [...wish.recipients] };
    const plan = doneOf(await askForRight(approvals, { ask, by: { kind: 'system' } }));
    return plan.kind === 'refused' ? undefined : plan.request;
  };
