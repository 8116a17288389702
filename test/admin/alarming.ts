import { describe, expect, it } from 'vitest';
import { violations } from './looks.ts';
import { type AdminWorld, asLooked, DESK, PHONE, shotOf, THEMES } from './world.ts';

/** Alarms, as those who watch over agents take them on. */
export function alarming(world: () => AdminWorld): void {
  describe('an alarm', () => {
    it('is acknowledged with a note by the first, and the second is told who that was', async () => {
      const { page: late } = await world().open('admin', '/');
      const button = /^Acknowledge Agent night-crawler/;
      await late.getByRole('button', { name: button }).click();
      const { page, settled, wrongs } = await world().open('security', '/');
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('textbox', { name: 'Note' }).waitFor();
      for (const theme of THEMES)
        for (const width of [DESK, PHONE]) {
          await asLooked(page, { theme, width });
          await settled();
          await shotOf(page, `${theme}-${width}-alarm with a note`);
          expect(await violations(page, theme)).toEqual([]);
        }
      await asLooked(page, {});
      await page.getByRole('textbox', { name: 'Note' }).fill('I ask the team that runs it.');
      await page.keyboard.press('Enter');
      await page.getByText('The alarm is yours').first().waitFor();
      await page.getByRole('button', { name: button }).waitFor({ state: 'detached' });
      await page.getByText('Acknowledged: 2').click();
      await page.getByText(/I ask the team that runs it/).waitFor();
      await shotOf(page, 'light-1280-alarms acknowledged');
      expect(wrongs).toEqual([]);

      await late.getByRole('button', { name: 'Acknowledge', exact: true }).click();
      await late.getByText('Selma Security acknowledged it before you.').first().waitFor();
      await late.getByRole('button', { name: button }).waitFor({ state: 'detached' });
      const { items } = await world().call('board', 'GET', '/alarms?status=acknowledged');
      expect(items).toMatchObject([
        { acknowledged: { note: 'I ask the team that runs it.' } },
        { acknowledged: { note: expect.stringContaining('finance team') } },
      ]);
    });

    it('is neither shown to an owner, nor acknowledged by somebody who only reads', async () => {
      const { page } = await world().open('owner', '/');
      await page.getByText(/Not shown to you: .*alarms/).waitFor();
      expect(await page.getByRole('heading', { name: 'Alarms' }).count()).toBe(0);
      await expect(
        world().call('owner', 'POST', '/alarms/AL-000000000000/acknowledge', {}),
      ).rejects.toThrow('403');
    });
  });
}
