import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './looks.ts';
import { asked } from './seed.ts';
import { type AdminWorld, PHONE, shotOf, THEMES } from './world.ts';

const EVENTS = '**/api/v1/ledger/events*';

/** One page, as paper gets it: how many sheets it takes. */
async function sheets(page: Page): Promise<number> {
  await page.emulateMedia({ media: 'print' });
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  await page.emulateMedia({ media: 'screen' });
  return pdf.split(/\/Type\s*\/Page\b/).length - 1;
}

const thisWeek = async ({ call }: AdminWorld): Promise<string> =>
  (await call('board', 'GET', '/metrics?weeks=1')).weeks[0].week;

/** The ledger as people read, verify, save and print it. */
export function proving(world: () => AdminWorld): void {
  describe('the ledger', () => {
    it('is verified in the browser', async () => {
      const { page, wrongs } = await world().open('admin', '/ledger/verify');
      await page.getByRole('button', { name: 'Verify now' }).click();
      await page.getByText('Everything fits').waitFor();
      await page.getByText('leaf hashes of lines whose content is not for you').waitFor();
      for (const theme of THEMES) expect(await violations(page, theme)).toEqual([]);
      await page.setViewportSize({ width: PHONE, height: 800 });
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0);
      expect(wrongs).toEqual([]);
    });

    it('that says something else than was signed is found out, with the place', async () => {
      const { page } = await world().open('admin', '/ledger/verify');
      await page.route(EVENTS, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace('Outlook mail', 'Outlook male');
        await route.fulfill({ response, body });
      });
      await page.getByRole('button', { name: 'Verify now' }).click();
      await page.getByText('It does not fit at g/1').waitFor();
    });

    it('says how far it is, and stops when it is told to', async () => {
      const { page } = await world().open('admin', '/ledger/verify');
      await page.route(EVENTS, () => {});
      await page.getByRole('button', { name: 'Verify now' }).click();
      await page.getByText(/^0 of [\d,]+ events read$/).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Cancelled. Nothing was changed or kept.').waitFor();
      await page.getByRole('button', { name: 'Verify again' }).waitFor();
    });

    it('is saved as NDJSON, of one subject', async () => {
      const { page, wrongs } = await world().open('board', '/ledger/export');
      await page.getByLabel('Subject').fill('AR-3');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as NDJSON' }).click();
      const file = await (await saved).path();
      const rows = (await readFile(file, 'utf8')).trim().split('\n');
      expect(rows.map((row) => JSON.parse(row).type)).toEqual(
        expect.arrayContaining(['request-asked', 'request-approved']),
      );
      await page.getByText(`Saved: ${rows.length} lines.`).waitFor();
      expect(wrongs).toEqual([]);
    });

    it('lists what an agent was told, from its own page, by outcome', async () => {
      const asked = { agentId: 'crm-assistant', connectorId: 'mail', arguments: {} };
      for (const tool of ['search', 'shred'])
        await world().call('gateway', 'POST', '/authorize', { ...asked, tool });
      const { page, wrongs } = await world().open('owner', '/agents/crm-assistant');
      await page.getByRole('link', { name: 'What it was allowed and denied' }).click();
      await page.getByRole('link', { name: 'crm-assistant with mail/search' }).first().waitFor();
      await page.getByLabel('Outcome').selectOption('Denied');
      await page.waitForURL('**/ledger/decisions?agent=crm-assistant&outcome=deny');
      await page
        .getByRole('link', { name: 'with mail/search' })
        .first()
        .waitFor({ state: 'detached' });
      await page.getByText('"shred" is not a tool in the catalogue of mail.').first().waitFor();
      // The choice alone says so still.
      await page.getByText('Allowed', { exact: true }).nth(1).waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'crm-assistant with mail/shred' }).first().click();
      await page.getByRole('heading', { name: /^Decision D-/ }).waitFor();
      expect(wrongs).toEqual([]);
    });

    it('answers the five questions about a decision, for its agent’s owner too', async () => {
      const { decisionId } = await world().call('agent:crm-assistant', 'POST', '/authorize', {
        agentId: 'crm-assistant',
        connectorId: 'crm',
        tool: 'findContact',
        arguments: { name: 'Emma' },
        justification: 'To address her properly.',
      });
      for (const theme of THEMES) {
        const { page, wrongs } = await world().open('owner', `/ledger/decisions/${decisionId}`, {
          theme,
          width: PHONE,
        });
        await page.getByText('Did a human approve?').waitFor();
        await page.getByText('To address her properly.').first().waitFor();
        const rests = page.getByRole('region', { name: 'What the decision rests on' });
        expect(await rests.innerText()).toMatch(
          /Environment\s+Production[\s\S]*Phase\s+Department[\s\S]*Connector may hold\s+General/,
        );
        await shotOf(page, `${theme}-360-decision`);
        expect(await violations(page, theme)).toEqual([]);
        expect(wrongs).toEqual([]);
      }
      const { page } = await world().open('pilot', `/ledger/decisions/${decisionId}`);
      await page.getByText(`There is no decision ${decisionId}`).waitFor();
    });
  });

  describe('on paper', () => {
    it('the evidence of a request is proven and takes one sheet', async () => {
      const { page, wrongs } = await world().open('board', '/ledger/evidence/AR-3');
      await page.getByRole('button', { name: 'Prove it in this browser' }).click();
      await page.getByText('Proven in this browser').waitFor();
      await page
        .getByText(/^Audit path of \d+ hashes$/)
        .first()
        .waitFor();
      expect(await page.getByText('Dear Emma').count()).toBe(1);
      expect(await sheets(page)).toBe(1);
      expect(wrongs).toEqual([]);
    });

    it.each(['AR-2', 'AR-5', 'AR-11'])('so does that of %s', async (id) => {
      const { page } = await world().open('board', `/ledger/evidence/${id}`);
      expect(await sheets(page)).toBe(1);
    });

    it('what is long runs over: its head is repeated, and no row is cut', async () => {
      const lines = Array.from({ length: 200 }, (_, n) => `${n + 1} licences: ${n * 12} EUR`);
      const id = await asked(world().call, 'crm-assistant', {
        agentId: 'crm-assistant',
        connectorId: 'mail',
        tool: 'send',
        arguments: { to: ['pia@contoso.example'], subject: 'Prices', body: lines.join('\n') },
      });
      const { page } = await world().open('owner', `/requests/${id}`);
      await page.getByText('200 licences').first().waitFor();
      const { page: board } = await world().open('board', `/ledger/evidence/${id}`);
      expect(await sheets(board)).toBeGreaterThan(0);
      await board.emulateMedia({ media: 'print' });
      const styleOf = (selector: string, name: string): Promise<string> =>
        board.evaluate(`getComputedStyle(document.querySelector('${selector}')).${name}`);
      expect(await styleOf('thead', 'display')).toBe('table-header-group');
      expect(await styleOf('tbody tr', 'breakInside')).toBe('avoid');
      await board.emulateMedia({ media: 'screen' });
    });

    it('what was dark is dark on light', async () => {
      const { page, wrongs } = await world().open('board', '/ledger/evidence/AR-3', {
        theme: 'dark',
      });
      const ink = (): Promise<string> =>
        page.evaluate(`getComputedStyle(document.querySelector('h1')).color`);
      await expect.poll(ink).toBe('rgb(255, 255, 255)');
      await page.emulateMedia({ media: 'print' });
      await expect.poll(ink).toBe('rgb(36, 36, 36)');
      await page.emulateMedia({ media: 'screen' });
      await expect.poll(ink).toBe('rgb(255, 255, 255)');
      expect(wrongs).toEqual([]);
    });

    it('a digest has its sections in their order, and neither bars nor buttons', async () => {
      const week = await thisWeek(world());
      const { page, wrongs } = await world().open('board', `/feedback/digests/${week}`);
      const { sections } = await world().call('board', 'GET', `/digests/${week}`);
      const titles = await page.getByRole('heading', { level: 2 }).allInnerTexts();
      expect(titles).toEqual(sections.map(({ title }: { title: string }) => title));
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
      expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
      expect(wrongs).toEqual([]);
    });
  });
}
