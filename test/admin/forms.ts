import { describe, expect, it } from 'vitest';
import type { AdminWorld } from './world.ts';

const idIn = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

/** Forms that begin something: mistakes beside their fields, and nothing that was typed is lost. */
export function forms(world: () => AdminWorld): void {
  describe('an access review', () => {
    it('is begun by an admin', async () => {
      const { page, wrongs } = await world().open('admin', '/agents/reviews');
      await page.getByRole('link', { name: 'Begin a review' }).click();
      await page.getByLabel('Department').fill('Sales');
      await page.getByLabel('Last day to answer').fill('2031-01-01');
      await page.getByRole('button', { name: 'Begin the review' }).click();
      await page.getByText('What you typed is still there.').waitFor();
      expect(await page.getByLabel('Department').inputValue()).toBe('Sales');
      const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel('Last day to answer').fill(soon);
      await page.getByRole('button', { name: 'Begin the review' }).click();
      await page
        .getByText(/^RV-\d+ has begun$/)
        .first()
        .waitFor();
      await page.getByText(/^RV-\d+: Sales$/).waitFor();
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
      await page.getByText(/Invalid option|expected one of/).waitFor();
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
}
