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

  describe('release windows', () => {
    it('are narrowed at once and opened by the board, which is said before they are sent', async () => {
      const { page, settled, wrongs } = await world().open('admin', '/agents/releases');
      await page.getByText('Changes may take effect at any time').waitFor();
      await page.getByRole('link', { name: 'Change windows and freezes' }).click();
      await page.getByRole('button', { name: 'Add a window' }).click();
      await page.getByRole('button', { name: 'Add a freeze' }).click();
      const window = page.getByRole('group', { name: 'New window' });
      await window.getByLabel('Time zone').fill('Europe/Atlantis');
      await page.getByLabel('Reason').fill('Changes while people are there.');
      await page.getByRole('button', { name: 'See what it would come to' }).click();
      await page.getByText('is not a time zone').waitFor();
      for (const [theme, width] of [
        ['light', DESK],
        ['dark', PHONE],
      ] as const) {
        await asLooked(page, { theme, width });
        await settled();
        await shotOf(page, `${theme}-${width}-release windows with mistakes`);
        expect(await violations(page, theme)).toEqual([]);
      }
      await asLooked(page, {});
      await window.getByLabel('Time zone').fill('Europe/Berlin');
      await page.getByRole('button', { name: 'Take this freeze away' }).click();
      await window.getByLabel('Name').fill('weekdays');
      await page.reload();
      await settled();
      await page.getByText('You typed this before, and it was not sent.').waitFor();
      await page.getByRole('button', { name: 'See what it would come to' }).click();
      await page.getByText('It holds as soon as you set it.').waitFor();
      await page.getByRole('button', { name: 'Set it now' }).click();
      await page.getByText('Mon, Tue, Wed, Thu, 09:00 to 16:00 (Europe/Berlin)').waitFor();

      await page.getByRole('link', { name: 'Change windows and freezes' }).click();
      await page.getByRole('checkbox', { name: 'Sun' }).click();
      await page.getByLabel('Reason').fill('The shop is open.');
      await page.getByRole('button', { name: 'See what it would come to' }).click();
      await page.getByText('It opens wider, so the board decides').waitFor();
      await shotOf(page, 'light-1280-release windows that open wider');
      await page.getByRole('button', { name: 'Propose it to the board' }).click();
      await page.getByRole('button', { name: 'Take it back' }).waitFor();
      expect(await page.getByRole('button', { name: 'Adopt' }).count()).toBe(0);
      expect(wrongs).toEqual([expect.stringContaining('400')]);

      const board = await world().open('board', '/agents/releases');
      for (const [theme, width] of [
        ['dark', DESK],
        ['light', PHONE],
      ] as const) {
        await asLooked(board.page, { theme, width });
        await board.settled();
        await shotOf(board.page, `${theme}-${width}-release windows that wait for the board`);
        expect(await violations(board.page, theme)).toEqual([]);
      }
      await asLooked(board.page, {});
      await board.page.getByRole('button', { name: 'Adopt' }).click();
      await board.page.getByText('Adopted: it holds from now on.').waitFor();
      await board.page.getByText('Mon, Tue, Wed, Thu, Sun, 09:00 to 16:00').waitFor();
      // What comes after is seeded without windows.
      const { digest } = (
        await world().call('admin', 'PUT', '/release-calendar', {
          windows: [],
          freezes: [],
          reason: 'As it was.',
        })
      ).proposal;
      await world().call('board', 'POST', '/release-calendar/answer', { answer: 'adopt', digest });
    });
  });

  describe('who answers for an agent', () => {
    it('is named by an admin, with who is asked late', async () => {
      const { page, wrongs } = await world().open('admin', '/agents/mail-assistant');
      await page.getByRole('link', { name: 'Change who answers for it' }).click();
      const backup = page.getByLabel('Backup');
      const before = await backup.inputValue();
      await backup.fill('nobody@contoso.example');
      await page.getByRole('checkbox', { name: /^The manager of/ }).click();
      await page.getByRole('checkbox', { name: /^One of the review board/ }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/nobody called .* is in the directory/).waitFor();
      await page.reload();
      await page.getByText('You typed this before, and it was not sent.').waitFor();
      expect(
        await page.getByRole('checkbox', { name: /^One of the review board/ }).isChecked(),
      ).toBe(true);
      await backup.fill(before);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.waitForURL(/\/agents\/mail-assistant$/);
      await page.getByText('If nobody answers').waitFor();
      expect(wrongs).toEqual([expect.stringContaining('400')]);
      const agent = await world().call('admin', 'GET', '/agents/mail-assistant');
      expect(agent.escalationPath).toEqual(['manager', 'board']);
      expect(agent.backupOwner ?? '').toBe(before);
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
