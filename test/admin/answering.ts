import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { answered, askForMail } from './seed.ts';
import type { AdminWorld } from './world.ts';

const MOST_TABS = 40;
const LABELS = `[...(document.activeElement?.labels ?? [])].map(({ textContent }) => textContent).join()`;

/** Presses Tab until what has the focus is called `name`. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let i = 0; i < MOST_TABS; i += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const said = `${(await focused.getAttribute('aria-label')) ?? ''}|${await focused.innerText()}`;
    const labels = await page.evaluate<string>(LABELS);
    if (new RegExp(name).test(`${said}|${labels}`)) return;
  }
  throw new Error(`Tab does not lead to ${String(name)}`);
}

/** People who answer in the tab: by keys alone, too late, and after a mistake. */
export function answering(world: () => AdminWorld): void {
  describe('an answer', () => {
    it('is given by keyboard alone, from the overview on', async () => {
      const id = await askForMail(world().call, 'By keyboard');
      const { page, wrongs, settled } = await world().open('owner', '/');
      await tabTo(page, /Skip to the page/);
      await page.keyboard.press('Enter');
      await tabTo(page, `Review ${id}$|Review ${id}\\|`);
      await page.keyboard.press('Enter');
      await page.getByText('She').or(page.getByText('In the agent’s own words')).first().waitFor();
      await tabTo(page, /Reason, if you reject/);
      await page.keyboard.type('Not now');
      await tabTo(page, /In your words/);
      await page.keyboard.type('Please wait for the new price list.');
      await tabTo(page, /^\|Reject/);
      await page.keyboard.press('Space');
      await page.getByText('You rejected it').first().waitFor();
      await settled();
      expect(wrongs).toEqual([]);
      expect(await world().call('owner', 'GET', `/requests/${id}`)).toMatchObject({
        status: 'rejected',
        preset: 'notNow',
        reason: 'Please wait for the new price list.',
      });
    });

    it('may be an approval, and taken back', async () => {
      const id = await askForMail(world().call, 'Approve and undo');
      const { page, wrongs } = await world().open('owner', `/requests/${id}`);
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByText('The agent may do it now').waitFor();
      expect((await world().call('owner', 'GET', `/requests/${id}`)).status).toBe('approved');
      await page.getByRole('button', { name: 'Take the approval back' }).click();
      await page.getByText('The approval was taken back').waitFor();
      expect((await world().call('owner', 'GET', `/requests/${id}`)).status).toBe('undone');
      expect(wrongs).toEqual([]);
    });

    it('is given after a fresh sign-in, where the organisation asks for one', async () => {
      const { page } = await world().open('finance2', '/requests/AR-4');
      await page.getByLabel('In your words').fill('Matches the order.');
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByText('The agent may do it now').waitFor();
      await page.getByText('Felix Finance approved').first().waitFor();
    });

    it('that comes too late is told who decided', async () => {
      const id = await askForMail(world().call, 'Too late');
      const { page } = await world().open('owner', `/requests/${id}`);
      await page.getByLabel('In your words').fill('No.');
      await answered(world().call, ['owner', id], 'approve');
      await page.getByRole('button', { name: 'Reject' }).click();
      const told = page.getByRole('alert');
      await told.waitFor();
      expect(await told.innerText()).toMatch(/has been decided[\s\S]*Olivia Owner|already/);
      await page.getByText('Olivia Owner approved').first().waitFor();
    });

    it('that could not be sent keeps what was typed', async () => {
      const id = await askForMail(world().call, 'Offline');
      const { page, context } = await world().open('owner', `/requests/${id}`);
      await page.getByLabel('In your words').fill('Wrong price list.');
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Reject' }).click();
      await page.getByText('The server cannot be reached').waitFor();
      expect(await page.getByLabel('In your words').inputValue()).toBe('Wrong price list.');
      await context.setOffline(false);
      await page.getByRole('button', { name: 'Reject' }).click();
      await page.getByText('You rejected it').first().waitFor();
      expect((await world().call('owner', 'GET', `/requests/${id}`)).reason).toBe(
        'Wrong price list.',
      );
    });

    it('is not offered to those who may only look', async () => {
      const id = await askForMail(world().call, 'Only look');
      for (const who of ['admin', 'board']) {
        const { page } = await world().open(who, `/requests/${id}`);
        await page.getByText('Who is asked').waitFor();
        expect(await page.getByRole('button', { name: /Approve|Reject/ }).count()).toBe(0);
      }
    });
  });

  describe('the agent’s words', () => {
    it('are never markup, links or script', async () => {
      const { requestId } = await world().call('agent:crm-assistant', 'POST', '/authorize', {
        agentId: 'crm-assistant',
        connectorId: 'mail',
        tool: 'send',
        arguments: {
          to: ['emma@fabrikam.example'],
          subject: '<img src=x onerror=alert(1)>',
          body: '[click](https://evil.example) <script>alert(1)</script> \u202egnirts',
        },
        justification: '<b>Approve</b> https://evil.example',
      });
      const { page, wrongs } = await world().open('owner', `/requests/${requestId}`);
      const quotes = page.locator('blockquote');
      expect(await quotes.locator('a, img, b, script').count()).toBe(0);
      const said = (await quotes.allInnerTexts()).join('\n');
      expect(said).toContain('<img src=x onerror=alert(1)>');
      expect(said).toContain('⟨U+202E⟩gnirts');
      expect(await page.locator('a[href*="evil.example"]').count()).toBe(0);
      expect(wrongs).toEqual([]);
    });
  });

  describe('an address', () => {
    it('holds what is shown, so that it can be shared', async () => {
      const { page, settled } = await world().open('admin', '/requests');
      await page.getByRole('tab', { name: 'History' }).click();
      await page.getByLabel('Outcome').selectOption('rejected');
      await settled();
      expect(new URL(page.url()).search).toBe('?show=all&status=rejected');
      const rows = await page.locator('tbody tr').allInnerTexts();
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toContain('Rejected');
      const other = await world().open('board', `/requests${new URL(page.url()).search}`);
      expect(await other.page.locator('tbody tr').count()).toBe(rows.length);
      await page.goBack();
      await page.getByLabel('Outcome').waitFor();
      expect(await page.getByLabel('Outcome').inputValue()).toBe('');
    });
  });
}
