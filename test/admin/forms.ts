import { describe, expect, it } from 'vitest';
import { violations } from './looks.ts';
import { type AdminWorld, asLooked, DESK, PHONE, shotOf, THEMES } from './world.ts';

const idIn = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

/** Forms that begin something: mistakes beside their fields, and nothing that was typed is lost. */
export function forms(world: () => AdminWorld): void {
  describe('an access review', () => {
    it('is begun by an admin', async () => {
      const { page, wrongs } = await world().open('admin', '/agents/reviews');
      await page.getByRole('link', { name: 'Begin a review' }).click();
      await page.getByLabel('Department').fill('sales');
      await page.getByLabel('Last day to answer').fill('2031-01-01');
      await page.getByRole('button', { name: 'Begin the review' }).click();
      await page.getByText('What you typed is still there.').waitFor();
      expect(await page.getByLabel('Department').inputValue()).toBe('sales');
      const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel('Last day to answer').fill(soon);
      await page.getByRole('button', { name: 'Begin the review' }).click();
      await page
        .getByText(/^RV-\d+ has begun$/)
        .first()
        .waitFor();
      await page.getByText(/^RV-\d+: sales$/).waitFor();
      expect(wrongs).toEqual([expect.stringContaining('400')]);
    });

    it('is not begun by others', async () => {
      const { page, settled } = await world().open('owner', '/agents/reviews');
      await settled();
      expect(await page.getByRole('link', { name: 'Begin a review' }).count()).toBe(0);
      await expect(
        world().call('owner', 'POST', '/reviews', { due: '2026-12-01T09:00:00Z' }),
      ).rejects.toThrow('403');
    });
  });

  describe('wider bounds of a connector', () => {
    it('are asked for beside what holds today; only what is different is sent', async () => {
      const { page, wrongs } = await world().open('owner', '/agents/connectors/crm');
      await page.getByRole('link', { name: 'Ask for wider bounds' }).click();
      await page.getByLabel('Agent').fill('crm-assistant');
      await page.getByRole('textbox', { name: 'Why' }).fill('Contracts are kept there.');
      const labels = page.getByLabel('May hold');
      const today = await labels.inputValue();
      await labels.fill(`${today}, secret`);
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.getByText('What you typed is still there.').waitFor();
      await page.getByText(/It must be one of/).waitFor();
      expect(await labels.inputValue()).toBe(`${today}, secret`);
      expect(await page.getByRole('textbox', { name: 'Why' }).inputValue()).toBe(
        'Contracts are kept there.',
      );
      await labels.fill('public, general, confidential, highlyConfidential');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.waitForURL(/\/requests\/AR-\d+$/);
      expect(wrongs).toEqual([expect.stringContaining('400')]);
      const request = await world().call('owner', 'GET', `/requests/${idIn(page.url())}`);
      expect(request).toMatchObject({
        kind: 'boundsChange',
        connectorId: 'crm',
        changes: { labels: ['public', 'general', 'confidential', 'highlyConfidential'] },
      });
      expect(Object.keys(request.changes)).toEqual(['labels']);
    });
  });
  describe('other rules', () => {
    const rule = (reason: string): string => `@id("no-mail-out")
@priority("68")
@reason("${reason}")
forbid (principal, action == Gov::Action::"send", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`;

    it('are proposed once they were tried, with what speaks against them at their line', async () => {
      const { page, settled, wrongs } = await world().open('admin', '/agents/ask/rules');
      await page.getByRole('button', { name: 'Add a file' }).click();
      await page.getByLabel('Name').fill('mail-out.cedar');
      const text = page.getByLabel('Text of mail-out.cedar');
      await text.fill(`// Ours\n${rule('no mail leaves')}`);
      expect(await page.getByRole('button', { name: 'Propose it' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByText('@reason must be one whole sentence').waitFor();
      await page.getByRole('button', { name: 'Line 2' }).click();
      expect(await page.evaluate('getSelection()?.toString()')).toBe('@id("no-mail-out")');
      for (const theme of THEMES)
        for (const width of [DESK, PHONE]) {
          await asLooked(page, { theme, width });
          await settled();
          await shotOf(page, `${theme}-${width}-rules that are refused`);
          expect(await violations(page, theme)).toEqual([]);
        }
      await asLooked(page, {});
      await text.fill(rule('No mail leaves through an agent.'));
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByText(/decisions of the last 4 weeks/).waitFor();
      await page.getByLabel('Title').fill('Mail stays inside');
      await page.getByRole('button', { name: 'Propose it' }).click();
      await page.getByText('What you wrote is still there.').waitFor();
      expect(await text.inputValue()).toBe(rule('No mail leaves through an agent.'));
      await page.getByLabel('Justification').fill('Two went to the wrong person.');
      await page.getByRole('button', { name: 'Propose it' }).click();
      await page.waitForURL(/\/requests\/AR-\d+$/);
      expect(wrongs).toEqual(Array(2).fill(expect.stringContaining('400')));
      const request = await world().call('board', 'GET', `/requests/${idIn(page.url())}`);
      expect(request).toMatchObject({
        kind: 'policyChange',
        title: 'Mail stays inside',
        files: [{ name: 'mail-out.cedar' }],
      });
    });

    it('say that they are tried, and stop when they are told to', async () => {
      const { page } = await world().open('board', '/agents/ask/rules');
      await page.route('**/policy/simulate', () => {});
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByRole('progressbar').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Cancelled. Nothing was changed or kept.').waitFor();
    });

    it('are not for others, who are told whose they are', async () => {
      const { page } = await world().open('owner', '/agents/ask/rules');
      await page.getByText(/Rules are proposed by: .*review board/).waitFor();
      expect(await page.getByRole('button', { name: 'Try it' }).count()).toBe(0);
    });
  });
}
