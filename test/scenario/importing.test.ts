import { describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { type Fields, openStory, type Story, story } from './story.ts';

const CSV = { 'content-type': 'text/csv' };
const agentOf = async (house: Story, id: string): Promise<Fields> =>
  (await house.call('admin', 'GET', `/agents/${id}`)).body;

const COLUMNS =
  'id,displayName,platform,environment,phase,department,businessOwner,technicalOwner,capabilities,outcome,successMetric,failureMode,version,businessGroup';
const row = (id: string, more = '') =>
  `${id},"Agent, ${id}",foundry,pilot,pilot,sales,owner@contoso.example,admin@contoso.example,mail readOnly Reads,Done,Count,Stop,1,${more}`;
const table = (...rows: readonly string[]) => [COLUMNS, ...rows].join('\r\n');
const sent = (house: Story, csv: string, path = '/import/agents', as = 'admin') =>
  house.call(as, 'POST', path, csv, CSV);

describe('a preview', () => {
  story('says of each id what would become of it, and writes nothing', async ({ house }) => {
    const [mail, crm] = [
      await agentOf(house, 'mail-assistant'),
      await agentOf(house, 'crm-assistant'),
    ];
    const body = {
      agents: [
        mail,
        { ...crm, phase: 'pilot', criticality: 'high' },
        { ...mail, id: 'fresh' },
        {
          ...(await agentOf(house, 'invoice-agent')),
          phase: 'enterprise',
          capabilities: [{ connectorId: 'mail', tier: 'readOnly', reason: 'x' }],
        },
        { ...mail, id: 'lost', businessOwner: 'nobody@contoso.example' },
      ],
    };
    const preview = await house.changesNothing(() =>
      house.call('admin', 'POST', '/import?preview=true', body, { 'idempotency-key': 'k' }),
    );
    expect(preview.status).toBe(200);
    expect(preview.body).toEqual({
      preview: true,
      agents: { added: 1, narrowed: 1, unchanged: 1, refused: 2 },
      connectors: { added: 0, narrowed: 0, unchanged: 0, refused: 0 },
      changes: [
        {
          kind: 'agent',
          id: 'lost',
          change: 'refused',
          path: 'agents.4.businessOwner',
          because: 'nobody called "nobody@contoso.example" is in the directory',
        },
        {
          kind: 'agent',
          id: 'invoice-agent',
          change: 'refused',
          path: 'agents.3',
          because: 'this adds the connector mail',
        },
        {
          kind: 'agent',
          id: 'crm-assistant',
          change: 'narrowed',
          path: 'agents.1',
          fields: ['criticality', 'phase'],
        },
        { kind: 'agent', id: 'fresh', change: 'added', path: 'agents.2' },
        { kind: 'agent', id: 'mail-assistant', change: 'unchanged', path: 'agents.0' },
      ],
      more: 0,
    });
    // The key was not spent on it.
    const key = { 'idempotency-key': 'k' };
    const good = { agents: body.agents.slice(0, 3) };
    expect((await house.call('admin', 'POST', '/import', good, key)).body.agents).toEqual({
      added: 1,
      narrowed: 1,
      unchanged: 1,
    });
  });

  story('of a table names rows and columns', async ({ house }) => {
    const csv = table(row('one'), row('one'), row('mail-assistant'));
    const { body } = await house.changesNothing(() =>
      sent(house, csv, '/import/agents?preview=true'),
    );
    expect(body.agents).toEqual({ added: 0, narrowed: 1, unchanged: 0, refused: 1 });
    expect(body.changes).toMatchObject([
      { id: 'one', change: 'refused', path: 'rows.3.id' },
      { id: 'mail-assistant', change: 'narrowed' },
    ]);
  });
});

describe('a table', () => {
  story('is imported like JSON', async ({ house }) => {
    expect(await sent(house, table(row('one', 'retail'), row('two')))).toMatchObject({
      status: 200,
      body: { agents: { added: 2, narrowed: 0, unchanged: 0 } },
    });
    expect(await agentOf(house, 'one')).toMatchObject({
      displayName: 'Agent, one',
      businessGroup: 'retail',
      capabilities: [{ connectorId: 'mail', tier: 'readOnly', reason: 'Reads' }],
    });
    const again = await house.changesNothing(() => sent(house, table(row('one', 'retail'))));
    expect(again.body.agents).toEqual({ added: 0, narrowed: 0, unchanged: 1 });
    expect(await sent(house, table(row('one')))).toMatchObject({
      status: 403,
      body: { code: 'needs-request', detail: expect.stringContaining('business group retail') },
    });
  });

  story('with mistakes is refused whole', async ({ house }) => {
    const csv = table(
      row('one'),
      row('two').replace('foundry', 'abacus'),
      row('three').replace('owner@', 'nobody@'),
    );
    const refused = await house.changesNothing(() => sent(house, csv));
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(refused.body.errors).toMatchObject([{ path: 'rows.3.platform' }]);
    const strangers = await house.changesNothing(() =>
      sent(
        house,
        table(
          row('one').replace('mail readOnly', 'fax readOnly'),
          row('three').replace('owner@', 'nobody@'),
        ),
      ),
    );
    expect(strangers.body.errors.map(({ path }: Fields) => path)).toEqual([
      'rows.3.businessOwner',
      'rows.2.capabilities',
    ]);
  });

  story('of connectors as well', async ({ house }) => {
    const csv =
      'id,displayName,status,environments,tierCeiling,labels,systemClass,tools,scopes\r\n' +
      'desk,Desk,approved,pilot,draftOnly,general,ticketing,"list: read\nclose: write, reversible",Mail.Read because reasons';
    expect(await sent(house, csv, '/import/connectors')).toMatchObject({
      status: 200,
      body: { connectors: { added: 1 } },
    });
    expect((await house.call('admin', 'GET', '/connectors/desk')).body).toMatchObject({
      tools: [{ name: 'list' }, { name: 'close', reversible: true }],
      scopes: [{ name: 'Mail.Read', reason: 'reasons' }],
    });
    const without = csv.replace(' because reasons', '');
    expect((await sent(house, without, '/import/connectors')).status).toBe(400);
  });

  story('is taken from admins, as CSV, and of eight mebibytes', async ({ house }) => {
    for (const as of ['owner', 'board', 'security', 'gateway', 'agent:crm-assistant'])
      for (const path of ['/import/agents', '/import/connectors?preview=true'])
        expect((await sent(house, table(row('one')), path, as)).status).toBe(403);
    expect((await house.call('admin', 'POST', '/import/agents', {})).status).toBe(415);
    expect((await house.call('admin', 'POST', '/import', 'id', CSV)).status).toBe(415);
    const large = table(row('one', 'x'.repeat(8 * 1024 * 1024)));
    expect((await sent(house, large)).status).toBe(413);
    const bytes = await fetch(`${house.url}/api/v1/import/agents`, {
      method: 'POST',
      body: Uint8Array.of(0xff, 0xfe, 0x69),
      headers: { authorization: 'Bearer admin', ...CSV },
    });
    expect(bytes.status).toBe(400);
  });
});

test('ten thousand agents are looked at, imported, and found unchanged', {
  timeout: 120_000,
}, async () => {
  let asked = 0;
  const find = (name: string) => {
    asked += 1;
    return exampleDirectory.find(name);
  };
  const house = await openStory({ directory: { ...exampleDirectory, find } });
  try {
    const csv = table(...Array.from({ length: 10_000 }, (_, i) => row(`agent-${i}`)));
    asked = 0;
    const preview = await sent(house, csv, '/import/agents?preview=true');
    expect(preview.body).toMatchObject({ agents: { added: 10_000 }, more: 8_000 });
    expect(asked).toBeLessThan(10);
    expect((await sent(house, csv)).body.agents).toMatchObject({ added: 10_000 });
    const again = await house.changesNothing(() => sent(house, csv));
    expect(again.body.agents).toMatchObject({ unchanged: 10_000 });
    expect(house.alarms).toEqual([]);
  } finally {
    await house.close();
  }
});
