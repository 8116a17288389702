import { describe, expect, it } from 'vitest';
import { tabTo } from './answering.ts';
import { type AdminWorld, asLooked, PHONE } from './world.ts';

/** Agents that are stopped and set going, rights that are asked for, reports that are triaged. */
export function governing(world: () => AdminWorld): void {
  describe('an agent', () => {
    it('is found by a search whose address can be shared', async () => {
      const { page, settled, wrongs } = await world().open('admin', '/agents');
      await page.getByLabel('Name or id').fill('invoice');
      await page.keyboard.press('Enter');
      await page.getByText('crm-assistant').waitFor({ state: 'detached' });
      await settled();
      expect(new URL(page.url()).search).toBe('?find=invoice');
      expect(await page.getByRole('row').count()).toBe(2);
      await page.reload();
      await settled();
      expect(await page.getByLabel('Name or id').inputValue()).toBe('invoice');
      await page.getByRole('link', { name: /Invoice agent/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Invoice agent' }).waitFor();
      expect(wrongs).toEqual([]);
    });

    it('stands in the order that was asked for by keyboard, in an address that can be shared', async () => {
      // Whoever else has imported agents meanwhile.
      const { items } = await world().call('board', 'GET', '/agents?order=name&limit=1');
      const { page, settled, wrongs } = await world().open('board', '/agents');
      const head = page.getByRole('columnheader', { name: 'Agent', exact: true });
      const first = page.getByRole('row').nth(1);
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect(await first.innerText()).toContain(items[0].displayName);
      await tabTo(page, /^\|Agent\b/);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\?order=-name$/);
      await settled();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      expect(await first.innerText()).not.toContain(items[0].displayName);
      await page.reload();
      await settled();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      await page.getByRole('button', { name: 'Status, changed' }).click();
      await page.waitForURL(/\?order=-changed$/);
      expect(wrongs).toEqual([]);
    });

    it('has its requests in the one order that is kept of them', async () => {
      const { page, settled } = await world().open('board', '/requests?show=all&order=oldest');
      const head = page.getByRole('columnheader', { name: 'Request', exact: true });
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect(await page.getByRole('row').nth(1).innerText()).toContain('AR-1\t');
      await page.getByLabel('Agent id').fill('crm-assistant');
      await page.keyboard.press('Enter');
      await page.waitForURL(/agent=crm-assistant/);
      await settled();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
    });

    it('is paused by keyboard alone, shows its receipt, and is resumed', async () => {
      const { page, wrongs } = await world().open('admin', '/agents/invoice-agent');
      await tabTo(page, /Why it must stop/);
      await page.keyboard.type('It pays twice.');
      await tabTo(page, /Pause Invoice agent/);
      await page.keyboard.press('Enter');
      await page.getByText('reads back: stopped').waitFor();
      await page.getByText('May still run:').waitFor();
      expect(await stateOf(world(), 'invoice-agent')).toBe('paused');
      await tabTo(page, /Why it may go on/);
      await page.keyboard.type('The loop is closed.');
      await tabTo(page, /Resume invoice-agent/);
      await page.keyboard.press('Enter');
      await page.getByText('“The loop is closed.”').first().waitFor();
      expect(await stateOf(world(), 'invoice-agent')).toBe('active');
      expect(wrongs).toEqual([]);
    });

    it('whose resuming is refused says why and keeps what was typed', async () => {
      const { page } = await world().open('admin', '/agents/mail-assistant', { width: PHONE });
      await page.getByRole('link', { name: 'Pause or resume' }).click();
      await page.waitForFunction(
        "document.querySelector('#pause').getBoundingClientRect().top < 100",
      );
      await asLooked(page, {});
      await page.getByLabel('Why it may go on').fill('It looks fine to me.');
      await page.getByRole('button', { name: 'Resume mail-assistant' }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').innerText()).toContain('board');
      expect(await page.getByLabel('Why it may go on').inputValue()).toBe('It looks fine to me.');
    });

    it('is not paused by its owner, who is told who can', async () => {
      const { page } = await world().open('owner', '/agents/crm-assistant');
      await page.getByText('can pause and resume it here').waitFor();
      expect(await page.getByRole('button', { name: /^Pause/ }).count()).toBe(0);
      await page.getByText('The ledger is for: governance admin or review board.').waitFor();
    });
  });

  describe('a right', () => {
    it('is asked for in a form that keeps everything after a mistake', async () => {
      const { page } = await world().open('owner', '/agents/ask/connector');
      const why = 'Answers get shorter, and nobody looks tickets up by hand.';
      await page.getByRole('textbox', { name: 'Business justification' }).fill(why);
      await page.getByLabel('Agent that uses it').fill('crm-assistant');
      await page.getByRole('textbox', { name: 'Id', exact: true }).fill('Not An Id');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.getByText('What you typed is still there.').waitFor();
      await page.getByText(/lower-case letters, digits, dots/).waitFor();
      expect(await page.getByRole('textbox', { name: 'Business justification' }).inputValue()).toBe(
        why,
      );
      await page.getByRole('textbox', { name: 'Id', exact: true }).fill('wiki');
      await page.getByLabel('Name of the connector').fill('Wiki');
      await page
        .getByRole('textbox', { name: 'Security notes' })
        .fill('Signs in as the user; nothing leaves.');
      await page
        .getByRole('textbox', { name: 'Rollback plan' })
        .fill('Take it off the list; nothing is left.');
      await page.getByLabel('Name of tool 1').fill('searchPages');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.waitForURL(/\/requests\/AR-\d+$/);
      const id = new URL(page.url()).pathname.split('/').at(-1);
      expect(await world().call('owner', 'GET', `/requests/${id}`)).toMatchObject({
        kind: 'connector',
        connectorId: 'wiki',
        businessJustification: why,
        tools: [{ name: 'searchPages', effect: 'read' }],
      });
    });

    it('to a tier goes the same way', async () => {
      const { page, wrongs } = await world().open(
        'finance1',
        '/agents/ask/tier?agent=invoice-agent&connector=erp',
      );
      await page.getByLabel('For how many days').fill('400');
      await page.getByLabel('Why').fill('The month ends.');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.getByText(/at most 90 days/).waitFor();
      expect(await page.getByLabel('Why').inputValue()).toBe('The month ends.');
      expect(await page.getByLabel('For how many days').inputValue()).toBe('400');
      expect(wrongs).toEqual([expect.stringContaining('400')]);
    });
  });

  describe('a report', () => {
    it('is written, and triaged by an admin', async () => {
      const { page: reporter } = await world().open(
        'pilot',
        '/feedback/report?agent=crm-assistant',
      );
      await reporter.getByLabel('What was it').selectOption('incorrectRouting');
      await reporter.getByText('for example an invoice question that landed with sales').waitFor();
      await reporter.getByLabel('In your words').fill('It went to sales.');
      await reporter.getByRole('button', { name: 'Send' }).click();
      await reporter.waitForURL(/\/feedback\/F-\d+$/);
      const id = new URL(reporter.url()).pathname.split('/').at(-1) ?? '';
      expect(await reporter.getByRole('heading', { name: 'Triage' }).count()).toBe(0);
      const { page, settled, wrongs } = await world().open('admin', `/feedback/${id}`);
      await page.getByLabel('Status').selectOption('inProgress');
      await page.getByLabel('Remedy').selectOption('prompt');
      await page.getByLabel('Owner').fill('nobody@contoso.example');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('nobody of that name is in the directory').waitFor();
      expect(await page.getByLabel('Remedy').inputValue()).toBe('prompt');
      await page.getByLabel('Owner').fill('admin@contoso.example');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(`${id} is saved`).first().waitFor();
      await settled();
      expect(wrongs).toEqual([expect.stringContaining('400')]);
      expect(await world().call('admin', 'GET', `/feedback/${id}`)).toMatchObject({
        status: 'inProgress',
        remedy: 'prompt',
        owner: { name: 'Ada Admin' },
      });
    });
  });
}

const stateOf = async ({ call }: AdminWorld, agent: string): Promise<string> =>
  (await call('admin', 'GET', `/agents/${agent}`)).status;
