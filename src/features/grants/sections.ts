import type { DigestSection } from '../../kernel/section.ts';
import type { GrantState } from './domain/state.ts';
import { liveGrants } from './showing.ts';

/** Entries before the rest is counted. */
const LISTED = 20;

/** Without whom it reaches: a digest is read by more people than may read that. */
const sentence = ({ grant, agentId, connectorId, tool, ...terms }: GrantState) => {
  const { amountUpTo, currency = '', relaxation } = terms;
  const most = amountUpTo === undefined ? '' : `, each time up to ${amountUpTo} ${currency}`;
  const proposed = relaxation
    ? ' (proposed by the ledger; nothing has spoken against it since)'
    : '';
  return `${grant}: ${agentId} may use ${connectorId}/${tool} without asking${most}${proposed}`;
};

/** What is done without asking, as long as it is: an exception from the rule that a person approves. */
export const grantsSection: DigestSection = {
  id: 'exceptions',
  build: async ({ view, now }) => {
    const live = liveGrants(view, now);
    return {
      items: live
        .slice(0, LISTED)
        .map((one) => ({ text: sentence(one), at: one.until, subject: one.grant })),
      more: Math.max(0, live.length - LISTED),
      summary:
        live.length === 0
          ? 'No standing grant is in force.'
          : `${live.length} standing ${live.length === 1 ? 'grant is' : 'grants are'} in force.`,
    };
  },
};
