import { describe, expect } from 'vitest';
import { type Fields, type Story, story } from './story.ts';

const SALES = 'https://contoso.sharepoint.example/sites/sales';
const CHANNEL = '19:offers@thread.tacv2';
const ALLOWED = ['allow', 'department-reads-and-drafts'];

/** An agent that may use the content of one site and one channel, and two connectors whose tools only point at content. */
async function reader(house: Story): Promise<void> {
  const connector = (id: string, systemClass: string, tool: Fields) => ({
    id,
    displayName: id,
    status: 'approved',
    environments: ['production'],
    tierCeiling: 'readOnly',
    labels: ['general'],
    systemClass,
    tools: [{ effect: 'read', ...tool }],
  });
  const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
  const done = await house.call('admin', 'POST', '/import', {
    connectors: [
      connector('sites', 'files', { name: 'readFile', referenceArguments: ['url'] }),
      connector('team', 'chat', { name: 'readChannel', referenceArguments: ['channel'] }),
    ],
    agents: [
      {
        ...body,
        id: 'reader',
        capabilities: ['sites', 'team'].map((connectorId) => ({
          connectorId,
          tier: 'readOnly',
          reason: 'Reads',
        })),
        contentSources: {
          allow: [`${SALES}/*`, CHANNEL],
          deny: ['https://contoso-my.sharepoint.example/*', '19:*@thread.v2'],
        },
      },
    ],
  });
  expect(done).toMatchObject({ status: 200 });
}

describe('content from listed places', () => {
  story('is all that an agent gets, whatever its calls point at', async ({ house }) => {
    await reader(house);
    const finding = async (connectorId: string, tool: string, args: Fields) => {
      const call = { agentId: 'reader', connectorId, tool, arguments: args };
      const { body } = await house.call('gateway', 'POST', '/authorize', call);
      expect(body.because.length).toBeGreaterThan(10);
      return [body.outcome, ...body.policies];
    };
    const file = (args: Fields) => finding('sites', 'readFile', args);
    expect(await file({ url: `${SALES}/offer.docx` })).toEqual(ALLOWED);
    for (const url of [`${SALES}/../hr/a.docx`, `${SALES}-evil/a.docx`, 5, {}, null])
      expect([url, ...(await file({ url }))]).toEqual([url, 'deny', 'content-source-unlisted']);
    expect(await file({})).toEqual(['deny', 'content-source-unlisted']);
    for (const url of ['https://contoso-my.sharepoint.example/personal/ann/a.docx', 'item-77'])
      expect([url, ...(await file({ url }))]).toEqual([url, 'deny', 'content-source-denied']);

    const channel = (id: string) => finding('team', 'readChannel', { channel: id });
    expect(await channel(CHANNEL)).toEqual(ALLOWED);
    expect(await channel('19:other@thread.tacv2')).toEqual(['deny', 'content-source-unlisted']);
    expect(await channel('19:offers@thread.v2')).toEqual(['deny', 'content-source-denied']);
  });
});
