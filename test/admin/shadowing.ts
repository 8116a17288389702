import { describe, expect, it } from 'vitest';
import { violations } from './looks.ts';
import { type AdminWorld, asLooked, DESK, PHONE, shotOf, THEMES } from './world.ts';

/** Somebody uses what nobody registered, and somebody else says so. */
export function shadowing(world: () => AdminWorld): void {
  describe('shadow use', () => {
    it('is reported where no agent can be named, and read by an admin', async () => {
      const { page, settled, wrongs } = await world().open('pilot', '/feedback/report');
      await page.getByRole('checkbox', { name: /^It is not on the list/ }).click();
      const name = page.getByRole('textbox', { name: 'What is it called' });
      await name.fill('Chatbot of their own');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('say what you saw').waitFor();
      for (const theme of THEMES)
        for (const width of [DESK, PHONE]) {
          await asLooked(page, { theme, width });
          await settled();
          await shotOf(page, `${theme}-${width}-shadow use with a mistake`);
          expect(await violations(page, theme)).toEqual([]);
        }
      await asLooked(page, {});
      await page.getByRole('textbox', { name: 'Where is it used' }).fill('Field sales');
      await page.getByRole('textbox', { name: 'In your words' }).fill('They paste lists into it.');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('heading', { name: 'chatbot of their own: shadow use' }).waitFor();
      // The refused form is the one thing that the browser logs.
      expect(wrongs.filter((wrong) => !wrong.includes('400'))).toEqual([]);

      const { page: admins } = await world().open('admin', '/feedback?category=shadowUse');
      await admins.getByText('chatbot of their own').click();
      await admins.getByText('Field sales').waitFor();
      await shotOf(admins, 'light-1280-case of shadow use');
    });
  });
}
