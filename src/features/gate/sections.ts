import type { DigestSection } from '../../kernel/section.ts';
import { isQuotaEvent } from './domain/quotaEvents.ts';

/** Entries before the rest is counted. */
const LISTED = 20;
const MOST = 200;

/** Agents that came to the end of their quota, or near it. */
export const quotaSection: DigestSection = {
  id: 'cost',
  build: async ({ ledger, week }) => {
    const events = await ledger.reads.listed(week.name, 'quota', MOST);
    const items = events.flatMap((event) => {
      if (!isQuotaEvent(event) || event.type !== 'quota-reached') return [];
      const { agentId, share, limit, span } = event.data;
      return [
        { text: `${agentId} had used ${share} % of its ${limit} calls a ${span}`, at: event.at },
      ];
    });
    return {
      items: items.slice(0, LISTED),
      more: Math.max(0, items.length - LISTED),
      summary:
        items.length === 0
          ? 'No agent came near its quota.'
          : `${items.length} times an agent came near its quota or to its end.`,
    };
  },
};
