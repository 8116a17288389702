import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { overflow, violations } from './looks.ts';
import { type AdminWorld, asLooked, DESK, PHONE, shotOf, THEMES } from './world.ts';

const AGENT = {
  displayName: 'Minutes agent',
  platform: 'copilot',
  environment: 'dev',
  phase: 'pilot',
  department: 'Sales',
  businessOwner: 'owner@contoso.example',
  technicalOwner: 'owner2@contoso.example',
  capabilities: [],
  useCase: {
    outcome: 'Minutes on the same day',
    successMetric: 'Hours',
    failureMode: 'Wrong names',
  },
  version: '1',
};

const json = (name: string, value: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(value)),
});

/** What people ask for, look through and bring in. */
export function asking(world: () => AdminWorld): void {
  describe('what else is asked for', () => {
    it('a deviation, with every mistake beside its field and nothing lost', async () => {
      const { page } = await world().open('owner', '/agents/ask/deviation?agent=crm-assistant');
      await page.getByLabel('What differs').fill('It answers at night.');
      await page.getByLabel('Who answers for it').fill('nobody@contoso.example');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.getByText('What you typed is still there.').waitFor();
      expect(await page.getByLabel('What differs').inputValue()).toBe('It answers at night.');
      await page.getByRole('textbox', { name: 'Why' }).fill('The fair is abroad.');
      await page.getByLabel('Who answers for it').fill('admin@contoso.example');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.waitForURL(/\/requests\/AR-\d+$/);
      const id = new URL(page.url()).pathname.split('/').at(-1);
      expect(await world().call('owner', 'GET', `/requests/${id}`)).toMatchObject({
        kind: 'deviation',
        agentId: 'crm-assistant',
        from: 'quota',
        what: 'It answers at night.',
      });
    });

    it('rules are read line by line before they are adopted', async () => {
      const { page, wrongs } = await world().open('board', '/requests/AR-11');
      const lines = page.getByLabel('Lines of mail.cedar');
      await lines.waitFor();
      expect(await lines.innerText()).toContain('+ forbid (principal,');
      await page.getByText('no-mail-search').first().waitFor();
      await page.getByRole('button', { name: 'Approve' }).waitFor();
      expect(wrongs).toEqual([]);
    });
  });

  describe('an inventory', () => {
    it('is looked at before anything of it is written', async () => {
      const { page, wrongs } = await world().open('admin', '/agents/import');
      const file = json('inventory.json', { agents: [{ id: 'minutes-agent', ...AGENT }] });
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByText('Agent minutes-agent').waitFor();
      await expect(world().call('admin', 'GET', '/agents/minutes-agent')).rejects.toThrow('404');
      await page.getByRole('button', { name: 'Import inventory.json' }).click();
      await page.getByText('The inventory is imported').first().waitFor();
      expect(await world().call('admin', 'GET', '/agents/minutes-agent')).toMatchObject({
        displayName: 'Minutes agent',
      });
      expect(wrongs).toEqual([]);
    });

    it('says that it is looked at, and stops when it is told to', async () => {
      const { page } = await world().open('admin', '/agents/import');
      await page.route('**/api/v1/import**', () => {});
      const file = json('slow.json', { agents: [{ id: 'slow-agent', ...AGENT }] });
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByText('Looking at what it would change …').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Looking at what it would change …').waitFor({ state: 'detached' });
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.getByRole('button', { name: /^Import / }).count()).toBe(0);
    });

    it('with mistakes is refused row by row', async () => {
      const { page } = await world().open('admin', '/agents/import');
      const file = json('wrong.json', {
        agents: [
          { id: 'a-good-one', ...AGENT },
          { id: 'Not An Id', ...AGENT, phase: 'moon' },
        ],
      });
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByText('Agent 2, id:').waitFor();
      await page.getByText('Agent 2, phase:').waitFor();
      expect(await page.getByRole('button', { name: /^Import / }).count()).toBe(0);
    });

    it('may be what a platform lists, with what is said of all its agents', async () => {
      const { page, settled, wrongs } = await world().open('admin', '/agents/import');
      await page.getByLabel('Source').selectOption('Microsoft Entra agent identities');
      await page.getByRole('button', { name: 'See what would change' }).click();
      await page.getByText('What you typed is still there.').waitFor();
      for (const [label, words] of [
        ['Business owner', 'owner@contoso.example'],
        ['Technical owner', 'nobody@contoso.example'],
        ['Department', 'sales'],
        ['What they are for', 'Trips are planned'],
        ['What shows that it works', 'Trips within budget'],
        ['What may go wrong', 'A wrong booking'],
      ] as const)
        await page.getByRole('textbox', { name: label }).fill(words);
      await page.getByRole('button', { name: 'See what would change' }).click();
      await page.getByText('All or nothing').waitFor();
      expect(await page.getByRole('button', { name: /^Import / }).isDisabled()).toBe(true);
      await page.getByRole('textbox', { name: 'Technical owner' }).fill('admin@contoso.example');
      await page.getByRole('button', { name: 'See what would change' }).click();
      await page.getByText('Agent travel-planner').waitFor();
      for (const theme of THEMES)
        for (const width of [DESK, PHONE]) {
          await asLooked(page, { theme, width });
          await settled();
          await shotOf(page, `${theme}-${width}-what a platform would change`);
          expect(await overflow(page)).toBeLessThanOrEqual(0);
          expect(await violations(page, theme)).toEqual([]);
        }
      await asLooked(page, {});
      await page.reload();
      await page.getByText('You typed this before, and it was not sent.').waitFor();
      await page.getByRole('button', { name: 'See what would change' }).click();
      await page.getByRole('button', { name: /^Import Microsoft Entra/ }).click();
      await page.getByText('The inventory is imported').first().waitFor();
      expect(await world().call('admin', 'GET', '/agents/travel-planner')).toMatchObject({
        platform: 'copilot',
        capabilities: [],
        useCase: { outcome: 'Trips are planned' },
      });
      await page.getByRole('button', { name: 'See what would change' }).click();
      await page.getByText('every agent that it shows is registered already').waitFor();
      expect(wrongs).toEqual([expect.stringContaining('400')]);
    });

    it('says of a platform that this server does not read what to set', async () => {
      const { page } = await world().open('admin', '/agents/import?from=copilotStudio');
      await page.getByText(/Set COPILOT_STUDIO_ENVIRONMENTS/).waitFor();
      expect(await page.getByRole('button', { name: 'See what would change' }).count()).toBe(0);
    });

    it('names the places that could not be read', async () => {
      const { page, settled } = await world().open('admin', '/agents/import?from=entra');
      const none = { added: 0, narrowed: 0, unchanged: 0, refused: 0 };
      const because = 'It refused. Grant the app AgentIdentity.Read.All in Microsoft Graph.';
      const unread = [{ place: 'Microsoft Graph', because }];
      const preview = {
        preview: true,
        agents: none,
        connectors: none,
        changes: [],
        more: 0,
        unread,
      };
      await page.route('**/import/sources/entra?preview=true', (route) =>
        route.fulfill({ json: preview }),
      );
      await page.getByRole('button', { name: 'See what would change' }).click();
      await page.getByText(because).waitFor();
      await page.getByText('Nothing of what could be read.').waitFor();
      await settled();
      await shotOf(page, 'a place that could not be read');
      expect(await violations(page, 'light')).toEqual([]);
      expect(await page.getByRole('button', { name: /^Import / }).count()).toBe(0);
    });

    it('may be a table, such as the example', async () => {
      const { page } = await world().open('admin', '/agents/import');
      await page.getByLabel('What it holds').selectOption('Agents, a table as CSV');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save an example to begin from' }).click();
      const buffer = await readFile(await (await saved).path());
      await page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
      await page.getByText('Agent meeting-notes').waitFor();
      await page.getByRole('button', { name: 'Import a.csv' }).click();
      await page.getByText('The inventory is imported').first().waitFor();
      expect(
        (await world().call('admin', 'GET', '/agents/meeting-notes')).capabilities,
      ).toHaveLength(2);
    });
  });

  describe('a tool that calls others', () => {
    const connector = {
      id: 'desk',
      displayName: 'Service desk',
      status: 'approved',
      environments: ['pilot'],
      tierCeiling: 'draftOnly',
      labels: ['general'],
      systemClass: 'ticketing',
      tools: [
        {
          name: 'run',
          effect: 'read',
          dispatch: { toolArgument: 'tool', argumentsArgument: 'with' },
        },
        {
          name: 'attach',
          effect: 'draft',
          referenceArguments: ['file'],
          contentArguments: ['url'],
        },
      ],
      dataClassification: {
        label: 'confidential',
        confidentialNotes: false,
        executiveMailboxes: false,
        hrDocuments: true,
        legalCorrespondence: false,
      },
    };

    it('is shown as one, with all that the catalogue says', async () => {
      await world().call('admin', 'POST', '/import', { connectors: [connector] });
      const { page, settled, wrongs } = await world().open('owner', '/agents/approved');
      const item = page.getByRole('listitem').filter({ hasText: 'Service desk' });
      expect(await item.innerText()).toMatch(/run\s+as the tool it calls\s+attach\s+by itself/);
      await page.getByRole('link', { name: 'Service desk' }).click();
      await page.getByText('its name: tool · its arguments: with').waitFor();
      await page.getByText('points at content: file · takes content from: url').waitFor();
      await page.getByText('Confidential at most; reaches HR documents').waitFor();
      for (const theme of THEMES)
        for (const width of [DESK, PHONE]) {
          await asLooked(page, { theme, width });
          await settled();
          await shotOf(page, `${theme}-${width}-connector that calls others`);
        }
      await asLooked(page, {});
      expect(wrongs).toEqual([]);
    });
  });

  describe('an access review', () => {
    it('is answered by the owner, item by item', async () => {
      const { page, settled, wrongs } = await world().open('owner', '/agents/reviews');
      const section = page.getByRole('region', { name: /what is crm-assistant to keep\?$/ });
      await section.getByRole('radio', { name: 'Keep' }).first().check();
      await section.getByRole('button', { name: /^Answer 1 of \d+$/ }).click();
      await page.getByText('1 answered').first().waitFor();
      await settled();
      const { waiting } = await world().call('owner', 'GET', '/reviews');
      const mine = waiting.find(({ agentId }: { agentId: string }) => agentId === 'crm-assistant');
      expect(mine.items.filter(({ answer }: { answer?: string }) => answer === 'keep').length).toBe(
        1,
      );
      expect(wrongs).toEqual([]);
    });
  });

  describe('the controls', () => {
    it('are shown to those who oversee, with why and what to do', async () => {
      const { page } = await world().open('security', '/');
      await page.getByRole('rowheader', { name: /^Identity/ }).waitFor();
      const controls = page.getByRole('region', { name: 'Controls' });
      expect(await controls.getByRole('rowheader', { name: /^Retention/ }).count()).toBe(1);
      await page.getByText('Name a retentionClass for each').waitFor();
      const { page: owners } = await world().open('owner', '/');
      await owners.getByText(/Not shown to you: .*the control matrix/).waitFor();
      await expect(world().call('owner', 'GET', '/controls')).rejects.toThrow('403');
    });
  });
}
