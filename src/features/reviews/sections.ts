import type { DigestSection, SectionItem } from '../../kernel/section.ts';
import { campaignsIn, shownCampaign } from './showing.ts';

/** Rounds that are told of. */
const LISTED = 5;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** How far the reviews have come, what comes next, and what nobody answered in time: it is never taken as kept. */
export const reviewsSection: DigestSection = {
  id: 'exceptions',
  build: async ({ view }) => {
    const all = campaignsIn(view).map(shownCampaign);
    const open = all.filter(({ status }) => status !== 'complete');
    const late = open.filter(({ status }) => status === 'overdue').length;
    const items = open.slice(0, LISTED).map(
      ({
        id,
        department = 'all departments',
        agents,
        done,
        completion,
        due,
        status,
      }): SectionItem => ({
        text: `Access review ${id} of ${department}: ${done} of ${agents} agents answered (${percent(completion)})${status === 'overdue' ? ', overdue: what is open stays open' : ''}`,
        at: due,
      }),
    );
    return {
      items,
      more: Math.max(0, open.length - LISTED),
      summary:
        open.length === 0
          ? 'No access review is open.'
          : `${open.length} ${open.length === 1 ? 'access review is' : 'access reviews are'} open, ${late} of them overdue.`,
    };
  },
};
