import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LONG_ID } from './seed.ts';
import { type AdminWorld, asLooked, DESK, PHONE, shotOf, THEMES, type ThemeName } from './world.ts';

/** Every page, and every state of one that looks different: who looks, and where. */
const LOOKS: readonly (readonly [name: string, as: string, path: string])[] = [
  ['overview of an admin', 'admin', '/'],
  ['overview of an owner', 'owner', '/'],
  ['overview with a request opened', 'owner', '/?review=AR-1'],
  ['requests that wait', 'owner', '/requests'],
  ['requests of the past', 'admin', '/requests?show=all'],
  ['requests of the past, the oldest first', 'admin', '/requests?show=all&order=oldest'],
  ['no request that fits', 'admin', '/requests?show=all&agent=nobody'],
  ['request to answer', 'owner', '/requests/AR-1'],
  ['request that was rejected', 'owner', '/requests/AR-2'],
  ['request without its payload', 'admin', '/requests/AR-1'],
  ['request for a connector', 'security', '/requests/AR-5'],
  ['request for a tier', 'security', '/requests/AR-6'],
  ['request for a grant', 'security', '/requests/AR-7'],
  ['request for a promotion', 'security', '/requests/AR-8'],
  ['request for a deviation', 'security', '/requests/AR-9'],
  ['request for bounds', 'security', '/requests/AR-10'],
  ['request for other rules', 'board', '/requests/AR-11'],
  ['request for more models', 'security', '/requests/AR-12'],
  ['requests of somebody without a role', 'outsider', '/requests?show=all'],
  ['overview of somebody without a role', 'outsider', '/'],
  ['overview of a pilot', 'pilot', '/'],
  ['overview of the board', 'board', '/'],
  ['overview of security', 'security', '/'],
  ['request that is not there', 'owner', '/requests/AR-999'],
  ['agents', 'admin', '/agents'],
  ['agents that are paused', 'owner', '/agents?status=paused'],
  ['no agent that fits', 'admin', '/agents?find=nobody'],
  ['agent that is paused', 'admin', '/agents/mail-assistant'],
  ['agent of an owner', 'owner', '/agents/crm-assistant'],
  ['agent with a long name', 'admin', `/agents/${LONG_ID}`],
  ['naming who answers for an agent', 'admin', '/agents/crm-assistant/owners'],
  ['naming who answers that is not for them', 'owner', '/agents/crm-assistant/owners'],
  ['agents in another order', 'admin', '/agents?order=-name'],
  ['agent that is not there', 'owner', '/agents/agent-999'],
  ['connectors', 'admin', '/agents/connectors'],
  ['connectors on probation', 'admin', '/agents/connectors?list=probation'],
  ['no connector on a list', 'admin', '/agents/connectors?list=revoked'],
  ['connector', 'admin', '/agents/connectors/mail'],
  ['what is allowed already', 'admin', '/agents/approved'],
  ['what is allowed for an outsider', 'outsider', '/agents/approved'],
  ['agents of an outsider', 'outsider', '/agents'],
  ['importing', 'admin', '/agents/import'],
  ['importing from a platform that is not set up', 'admin', '/agents/import?from=foundry'],
  ['importing that is not for them', 'owner', '/agents/import'],
  ['reviews of an admin', 'admin', '/agents/reviews'],
  ['reviews of an owner', 'owner', '/agents/reviews'],
  ['beginning a review', 'admin', '/agents/reviews/start'],
  ['release windows', 'admin', '/agents/releases'],
  ['release windows of an owner', 'owner', '/agents/releases'],
  ['changing release windows', 'admin', '/agents/releases/change'],
  ['changing release windows that is not for them', 'owner', '/agents/releases/change'],
  ['asking for bounds of a connector', 'owner', '/agents/connectors/mail/bounds'],
  ['proposing rules', 'board', '/agents/ask/rules'],
  ['proposing rules that is not for them', 'owner', '/agents/ask/rules'],
  ['what to ask for', 'owner', '/agents/ask?agent=crm-assistant'],
  ['asking for a grant', 'owner', '/agents/ask/grant?agent=crm-assistant'],
  ['asking for a promotion', 'owner', '/agents/ask/promotion?agent=mail-assistant'],
  ['asking for a deviation', 'owner', '/agents/ask/deviation?agent=mail-assistant'],
  ['asking for bounds', 'owner', '/agents/ask/bounds?agent=mail-assistant'],
  ['asking for a connector', 'owner', '/agents/ask/connector?agent=crm-assistant'],
  ['asking for a tier', 'owner', '/agents/ask/tier?agent=mail-assistant'],
  ['feedback', 'admin', '/feedback'],
  ['no case that fits', 'admin', '/feedback?agent=nobody'],
  ['case to triage', 'admin', '/feedback/F-1'],
  ['case of a reporter', 'pilot', '/feedback/F-1'],
  ['reporting', 'pilot', '/feedback/report'],
  ['weeks', 'board', '/feedback/digests'],
  ['digest that was empty', 'board', '/feedback/digests/2026-W01'],
  ['digest that is not for them', 'owner', '/feedback/digests/2026-W01'],
  ['ledger', 'admin', '/ledger'],
  ['ledger of a request', 'admin', '/ledger?subject=AR-3'],
  ['ledger from the beginning', 'admin', '/ledger?all=1&line=g/1'],
  ['ledger of an agent with a long name', 'admin', `/ledger?subject=agent:${LONG_ID}`],
  ['nothing in the ledger', 'admin', '/ledger?subject=AR-77'],
  ['decisions', 'admin', '/ledger/decisions'],
  ['decisions of an owner', 'owner', '/ledger/decisions?agent=crm-assistant&outcome=deny'],
  ['no decision', 'outsider', '/ledger/decisions'],
  ['evidence', 'board', '/ledger/evidence/AR-3'],
  ['evidence without the payload', 'admin', '/ledger/evidence/AR-1'],
  ['verifying', 'admin', '/ledger/verify'],
  ['exporting', 'admin', '/ledger/export'],
  ['a page that is not for them', 'owner', '/ledger'],
  ['no page', 'owner', '/nowhere'],
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Where colours are forced they are the system's, and axe reads ours: those of the contrast theme are looked at in Teams. */
const LEFT_OUT: Readonly<Record<ThemeName, object>> = {
  light: {},
  dark: {},
  contrast: { 'color-contrast': { enabled: false } },
};

/** What axe finds wrong, a line each. */
export async function violations(page: Page | Frame, theme: ThemeName): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run({ exclude: [['[data-tabster-dummy]']] }, ${JSON.stringify({ resultTypes: ['violations'], rules: LEFT_OUT[theme] })}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** By how many pixels it has to be scrolled aside. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

/** Each page in each theme, on a desk and on a phone: everything that is wrong with it at once. */
export function looks(world: () => AdminWorld): void {
  const inTurn = turns();
  // Each person has a window; several windows are looked at together.
  describe.concurrent('everybody can read', { timeout: 300_000 }, () => {
    it.each(LOOKS)('%s', (name, as, path) =>
      inTurn(as, async () => {
        const { page, wrongs, settled } = await world().go(as, path);
        const found: string[] = [];
        for (const theme of THEMES)
          for (const width of [DESK, PHONE]) {
            await asLooked(page, { theme, width });
            await settled();
            await shotOf(page, `${theme}-${width}-${name}`);
            const wider = await overflow(page);
            if (wider > 0) found.push(`${theme}, ${width} px: ${wider} px too wide`);
            for (const one of await violations(page, theme))
              found.push(`${theme}, ${width} px: ${one}`);
          }
        await asLooked(page, {});
        expect(found).toEqual([]);
        expect(await page.getByRole('alert').count()).toBe(path.includes('999') ? 1 : 0);
        const expected = path.includes('999') ? [expect.stringContaining('404')] : [];
        expect(wrongs).toEqual(expected);
      }),
    );
  });
}

/** Runs what is done in one window one after the other. */
function turns(): (window: string, look: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (window, look) => {
    const turn = (last.get(window) ?? Promise.resolve()).then(look);
    last.set(
      window,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
