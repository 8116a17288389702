import { ROLE_NAMES, ROLES } from '../../kernel/people.ts';
import type { DigestSection, SectionItem } from '../../kernel/section.ts';
import type { ApprovalsDeps } from './deps.ts';
import { requests } from './domain/entity.ts';
import { seatPrefix } from './domain/rows.ts';
import { aroundOf, matterFor } from './showing/render.ts';

/** Shown at most; the rest is counted. */
const LISTED = 10;
const MOST = 100;

/** What waits for the people who read the digest, the most urgent first: from the seats' indexes alone. */
export const waitingSection = (deps: ApprovalsDeps): DigestSection => ({
  id: 'waiting',
  build: async ({ ledger, view }) => {
    const pages = await Promise.all(
      ROLES.map(async (role) => ({
        role,
        page: await ledger.reads.rows(seatPrefix(role), { limit: MOST }),
      })),
    );
    const waiting = pages.flatMap(({ role, page }) =>
      page.items.map(({ key, value }) => ({ role, key, id: value['request'] })),
    );
    const ids = [...new Set(waiting.map(({ id }) => id))].filter((id) => typeof id === 'string');
    const items: SectionItem[] = [];
    for (const id of ids.slice(0, LISTED)) {
      const state = await ledger.reads.get(requests, id);
      if (!state) continue;
      const matter = matterFor(state, await aroundOf(deps, state, view));
      const seats = waiting.filter((one) => one.id === id).map(({ role }) => ROLE_NAMES[role]);
      items.push({
        // Without whom it goes to and how much: a digest is read by more people than may read that.
        text: `${id}: ${matter.agentId} wants to ${matter.does} (${seats.join(', ')})`,
        at: state.due,
        subject: id,
      });
    }
    return {
      items,
      more: Math.max(0, ids.length - LISTED),
      summary:
        ids.length === 0
          ? 'Nothing waits for the board or its reviewers.'
          : `${ids.length} ${ids.length === 1 ? 'request waits' : 'requests wait'} for an answer.`,
    };
  },
});
