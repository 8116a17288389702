import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { overflow, violations } from './looks.ts';
import { askForMail } from './seed.ts';
import { type AdminWorld, asLooked, DESK, PHONE, shotOf, THEMES } from './world.ts';

const GRANT = '/agents/ask/grant?agent=crm-assistant';
const WORDS = 'Please wait for the new price list.';
const DRAFTS = `Object.keys(sessionStorage).filter((key) => key.startsWith('countersign.draft'))`;

const draftsIn = (page: Page): Promise<readonly string[]> => page.evaluate(DRAFTS);
/** Of one place: a window that others typed in before keeps theirs. */
const draftsOf = async (page: Page, place: string): Promise<readonly string[]> =>
  (await draftsIn(page)).filter((key) => key.endsWith(`|${place}`));
const TOO_OLD = JSON.stringify({
  type: 'about:blank',
  title: 'Sign in again',
  status: 401,
  code: 'unauthenticated',
  detail: 'The token has run out.',
  instance: '',
});

/** What was typed and not sent yet outlives whatever happens to the page, and nobody else sees it. */
export function keeping(world: () => AdminWorld): void {
  describe('what was typed', () => {
    it('is there after a reload, and gone once it was sent', async () => {
      const id = await askForMail(world().call, 'Typed and loaded anew');
      const { page, settled } = await world().open('owner', `/requests/${id}`);
      await page.getByLabel('Reason, if you reject').selectOption('notNow');
      await page.getByLabel('In your words').fill(WORDS);
      await page.reload();
      await settled();
      expect(await page.getByLabel('In your words').inputValue()).toBe(WORDS);
      expect(await page.getByLabel('Reason, if you reject').inputValue()).toBe('notNow');
      expect(await draftsOf(page, `answer to ${id}`)).toHaveLength(1);
      await page.getByRole('button', { name: 'Reject' }).click();
      await page.getByText('You rejected it').waitFor();
      // The page may learn of the end before the call itself is answered.
      await expect.poll(() => draftsOf(page, `answer to ${id}`)).toEqual([]);
      expect((await world().call('owner', 'GET', `/requests/${id}`)).reason).toBe(WORDS);
    });

    it('is there after a sign-in that has run out, for the same person alone', async () => {
      const id = await askForMail(world().call, 'Typed and signed out');
      const context = await world().browser.newContext({ reducedMotion: 'reduce' });
      try {
        const page = await context.newPage();
        await page.goto(`${world().url}/admin/requests/${id}`);
        await page.getByRole('button', { name: /Olivia Owner/ }).click();
        await page.getByLabel('In your words').fill(WORDS);
        await page.route('**/answer', (route) =>
          route.fulfill({ status: 401, contentType: 'application/problem+json', body: TOO_OLD }),
        );
        await page.getByRole('button', { name: 'Approve' }).click();
        await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
        await page.unrouteAll();
        await page.getByRole('button', { name: /Olivia Owner/ }).click();
        await page.getByText('Who is asked').waitFor();
        expect(await page.getByLabel('In your words').inputValue()).toBe(WORDS);
        // A window that is signed in as somebody else, as by a token that was put there.
        await page.evaluate("sessionStorage.removeItem('countersign.local')");
        await page.reload();
        await page.getByRole('button', { name: /Pia Pilot/ }).click();
        await page.locator('main h1').waitFor();
        await expect.poll(() => draftsIn(page)).toEqual([]);
      } finally {
        await context.close();
      }
    });

    it('is forgotten by whoever leaves', async () => {
      const context = await world().browser.newContext({ reducedMotion: 'reduce' });
      try {
        const page = await context.newPage();
        await page.goto(`${world().url}/admin${GRANT}`);
        await page.getByRole('button', { name: /Olivia Owner/ }).click();
        await page.getByLabel('Tool').fill('send');
        await expect.poll(() => draftsIn(page)).toHaveLength(1);
        expect(JSON.stringify(await page.evaluate('({ ...sessionStorage })'))).toContain('send');
        await page.getByRole('button', { name: 'Switch' }).click();
        await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
        expect(await draftsIn(page)).toEqual([]);
      } finally {
        await context.close();
      }
    });

    it('is there on the way back to a form, which says so and can be emptied', async () => {
      const { page, settled, wrongs } = await world().open('owner', GRANT);
      await page.getByLabel('Tool').fill('send');
      await page.getByRole('textbox', { name: 'Why' }).fill(WORDS);
      await page.getByRole('link', { name: 'crm-assistant' }).first().click();
      await page.getByText('What it was allowed and denied').waitFor();
      await page.goBack();
      await page.getByText('You typed this before, and it was not sent.').waitFor();
      expect(await draftsOf(page, GRANT)).toHaveLength(1);
      expect(await page.getByLabel('Tool').inputValue()).toBe('send');
      expect(await page.getByRole('textbox', { name: 'Why' }).inputValue()).toBe(WORDS);
      for (const theme of THEMES)
        for (const width of [DESK, PHONE]) {
          await asLooked(page, { theme, width });
          await settled();
          await shotOf(page, `${theme}-${width}-form that was typed before`);
          expect(await overflow(page)).toBeLessThanOrEqual(0);
          if (theme !== 'contrast') expect(await violations(page, theme)).toEqual([]);
        }
      await asLooked(page, {});
      await page.getByRole('button', { name: 'Empty the form' }).click();
      expect(await page.getByLabel('Tool').inputValue()).toBe('');
      expect(await page.getByLabel('Agent').inputValue()).toBe('crm-assistant');
      expect(await draftsOf(page, GRANT)).toEqual([]);
      expect(wrongs).toEqual([]);
    });

    it('is there in the form for a connector, with its tools, and in that for rules', async () => {
      const connector = await world().open('owner', '/agents/ask/connector?agent=crm-assistant');
      await connector.page.getByLabel('Name of tool 1').fill('listTickets');
      await connector.page.getByRole('button', { name: 'Add a tool' }).click();
      await connector.page.getByLabel('Name of tool 2').fill('closeTicket');
      await connector.page.getByText('Legal correspondence').click();
      await connector.page.reload();
      await connector.settled();
      expect(await connector.page.getByLabel('Name of tool 2').inputValue()).toBe('closeTicket');
      const boxes = connector.page.getByRole('group', { name: 'Does it reach any of these?' });
      const ticked = boxes.getByRole('checkbox', { checked: true });
      expect(await ticked.count()).toBe(1);
      expect(await boxes.getByRole('checkbox', { name: 'Legal' }).isChecked()).toBe(true);
      await connector.page.getByRole('button', { name: 'Empty the form' }).click();
      const rules = await world().open('board', '/agents/ask/rules');
      await rules.page.getByRole('button', { name: 'Add a file' }).click();
      await rules.page.getByLabel('Name').fill('ours.cedar');
      await rules.page.reload();
      await rules.settled();
      expect(await rules.page.getByLabel('Name').last().inputValue()).toBe('ours.cedar');
      await rules.page.getByRole('button', { name: 'Empty the form' }).click();
      expect(await draftsOf(rules.page, '/agents/ask/rules')).toEqual([]);
    });

    it.each([
      ['a pause', 'admin', '/agents/crm-assistant', 'Why it must stop', 'pause of crm-assistant'],
      ['a way on', 'admin', '/agents/mail-assistant', 'Why it may go on', 'resume P-1'],
      ['a case', 'admin', '/feedback/F-1', 'A word to its reporter', 'triage of F-1'],
      ['a report', 'pilot', '/feedback/report', 'In your words', '/feedback/report'],
    ])('is there in the form for %s, until it is emptied', async (_, ...row) => {
      const [as, path, field, place] = row;
      const { page, settled } = await world().open(as, path);
      await page.getByLabel(field).fill(WORDS);
      await expect.poll(() => draftsOf(page, place)).toHaveLength(1);
      await page.reload();
      await settled();
      expect(await page.getByLabel(field).inputValue()).toBe(WORDS);
      await page.getByRole('button', { name: 'Empty the form' }).click();
      expect(await page.getByLabel(field).inputValue()).toBe('');
      expect(await draftsOf(page, place)).toEqual([]);
    });
  });
}
