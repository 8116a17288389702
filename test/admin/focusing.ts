import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { tabTo } from './answering.ts';
import { overflow, violations } from './looks.ts';
import { askForMail } from './seed.ts';
import { type AdminWorld, asLooked, DESK, PHONE, shotOf, THEMES } from './world.ts';

const focused = (page: Page): Promise<string> =>
  page.evaluate('`${document.activeElement.tagName} ${document.activeElement.innerText}`');

/** Where the focus is, for those who have nothing but keys: never nowhere. */
export function focusing(world: () => AdminWorld): void {
  describe('the focus', () => {
    it('goes to the heading of what was opened, and to what came of an answer', async () => {
      const id = await askForMail(world().call, 'Focus on a page');
      const { page, settled, wrongs } = await world().open('owner', '/requests');
      await page.locator(`tbody a[href$="/requests/${id}"]`).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Who is asked').waitFor();
      await expect.poll(() => focused(page)).toMatch(/^H1 /);
      await tabTo(page, /^\|Approve/);
      await page.keyboard.press('Space');
      await page.getByText('You approved it').waitFor();
      await settled();
      expect(await focused(page)).toMatch(new RegExp(`^DIV [\\s\\S]*${id}: You approved it`));
      for (const theme of THEMES)
        for (const width of [DESK, PHONE]) {
          await asLooked(page, { theme, width });
          await settled();
          await shotOf(page, `${theme}-${width}-request that was approved just now`);
          expect(await overflow(page)).toBeLessThanOrEqual(0);
          if (theme !== 'contrast') expect(await violations(page, theme)).toEqual([]);
        }
      await asLooked(page, {});
      await tabTo(page, /Take the approval back/);
      await page.keyboard.press('Enter');
      await page.getByText('You took your approval back').waitFor();
      await settled();
      expect(await focused(page)).toContain('You took your approval back');
      expect(wrongs).toEqual([]);
    });

    it('goes to what came of an answer where the request is gone from the list', async () => {
      const id = await askForMail(world().call, 'Focus on the overview');
      const { page, settled } = await world().open('owner', `/?review=${id}`);
      await page.getByRole('button', { name: 'Reject' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(`${id}: You rejected it`).waitFor();
      await page.getByLabel(`Review ${id}`, { exact: true }).waitFor({ state: 'detached' });
      await settled();
      expect(await focused(page)).toContain(`${id}: You rejected it`);
    });

    it('goes to what went wrong where the form is gone', async () => {
      const id = await askForMail(world().call, 'Focus on what is too late');
      const { page, settled } = await world().open('owner', `/requests/${id}`);
      const { digest } = await world().call('owner', 'GET', `/requests/${id}`);
      await world().call('owner', 'POST', `/requests/${id}/answer`, { answer: 'reject', digest });
      await page.getByRole('button', { name: 'Approve' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await page.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' });
      await settled();
      expect(await focused(page)).toMatch(/has been decided|already/);
    });

    it('is where a window begins, at the top, when a page is loaded', async () => {
      const { page } = await world().open('owner', '/requests/AR-2');
      expect(await focused(page)).toMatch(/^BODY/);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toContain('Skip to the page');
    });
  });
}
