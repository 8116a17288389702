import { describe, expect } from 'vitest';
import { DAY, HOUR } from '../../src/kernel/instant.ts';
import { answer, approvedBy, ask, connector, opened, reviewersCome } from './rights.ts';
import { type Fields, type Story, story, wordsOn } from './story.ts';

/** The mail assistant with bounds that somebody has said. */
const BOUNDS: Fields = {
  quota: { perHour: 10, perDay: 40 },
  dataLabels: ['public', 'general'],
  models: ['gpt-5'],
  expires: '2027-03-31',
};

const agentOf = async (house: Story): Promise<Fields> =>
  (await house.call('admin', 'GET', '/agents/mail-assistant')).body;

const put = async (house: Story, more: Fields) =>
  house.call('admin', 'PUT', '/agents/mail-assistant', { ...(await agentOf(house)), ...more });

async function bounded(house: Story): Promise<void> {
  await reviewersCome(house);
  expect(await put(house, BOUNDS)).toMatchObject({ status: 200 });
}

const change = (changes: Fields, more: Fields = {}): Fields => ({
  kind: 'boundsChange',
  agentId: 'mail-assistant',
  changes,
  reason: 'The fair is next week.',
  ...more,
});

const MORE_CALLS = change({ quota: { perHour: 100, perDay: 400 } });

/** The connector with scopes that somebody has said. */
async function scoped(house: Story): Promise<void> {
  await reviewersCome(house);
  const mail = await connector(house, 'mail');
  const { agents: _used, ...record } = mail;
  const said = { ...record, scopes: [{ name: 'Files.Read' }] };
  const { body, status } = await house.call('admin', 'POST', '/import', { connectors: [said] });
  expect({ body, status }).toMatchObject({ status: 200 });
}

describe('wider bounds', () => {
  story('are not had by an edit, which says how they are', async ({ house }) => {
    await bounded(house);
    expect(await put(house, { quota: { perHour: 100, perDay: 400 } })).toMatchObject({
      status: 403,
      body: { code: 'needs-request', detail: expect.stringContaining('boundsChange') },
    });
    const { status: _status, ...record } = await agentOf(house);
    const wider = { ...record, models: ['gpt-5', 'phi-4'] };
    expect(
      await house.call('admin', 'POST', '/import', { agents: [wider], connectors: [] }),
    ).toMatchObject({
      status: 403,
      body: { code: 'needs-request', detail: expect.stringContaining('“request change”') },
    });
  });

  story('are asked for, reviewed by owner and security, and count', async ({ house }) => {
    await bounded(house);
    const id = await opened(house, 'pilot', MORE_CALLS);
    expect(await house.request(id)).toMatchObject({
      kind: 'boundsChange',
      changes: { quota: { perHour: 100, perDay: 400 } },
      before: { quota: { perHour: 10, perDay: 40 } },
      calls: { thisWeek: 0, lastWeek: 0 },
      does: 'get wider bounds: quota',
      stages: [{ seat: 'business owner' }, { seat: 'security reviewer' }],
    });
    const seen = wordsOn(house.seenBy('owner', id));
    for (const part of [
      '10 calls an hour',
      '400 calls a day',
      'From now on the agent is bounded less',
    ])
      expect(seen).toContain(part);
    await house.click('owner', id, 'approve');
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 10, perDay: 40 } });
    await house.click('security', id, 'approve');
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 100, perDay: 400 } });
    expect((await house.lines({ subject: 'agent:mail-assistant' })).at(-1)).toMatchObject({
      type: 'agent-bounds-changed',
      data: { from: { quota: { perHour: 10, perDay: 40 } }, request: id },
    });
    const { body } = await house.call('board', 'GET', '/digests/2026-W47');
    expect(JSON.stringify(body)).toContain('mail-assistant got wider bounds by a request');
    expect(await house.say('pilot', `why ${id}`)).toContain('until somebody narrows them');
  });

  story('let nobody else act as the agent without a request', async ({ house }) => {
    await bounded(house);
    const [first, second] = ['aa', 'bb'].map((end) => `00000000-0000-4000-8000-0000000000${end}`);
    const refused = { status: 403, body: { code: 'needs-request' } };
    expect(await house.changesNothing(() => put(house, { identities: [first] }))).toMatchObject({
      ...refused,
      body: { detail: expect.stringContaining(`lets the identity ${first} act as the agent`) },
    });
    const { status: _status, ...record } = await agentOf(house);
    const added = { agents: [{ ...record, identities: [first] }], connectors: [] };
    expect(
      await house.changesNothing(() => house.call('admin', 'POST', '/import', added)),
    ).toMatchObject(refused);
    const id = await opened(house, 'pilot', change({ identities: [first, second] }));
    expect(wordsOn(house.seenBy('owner', id))).toContain(`Asked for: ${first}, ${second}`);
    await approvedBy(house, id, 'owner', 'security');
    expect(await agentOf(house)).toMatchObject({ identities: [first, second] });
    expect(await put(house, { identities: [second?.toUpperCase()] })).toMatchObject({
      status: 200,
    });
    expect(await put(house, { identities: [first] })).toMatchObject(refused);
    expect(await put(house, { identities: undefined })).toMatchObject({ status: 200 });
  });

  story('need compliance where confidential data comes in', async ({ house }) => {
    await bounded(house);
    const labels = change({ dataLabels: ['public', 'general', 'confidential'] });
    const id = await opened(house, 'pilot', labels);
    expect((await house.request(id))['stages']).toMatchObject([
      { seat: 'business owner' },
      { seat: 'security reviewer' },
      { seat: 'compliance reviewer' },
    ]);
    await approvedBy(house, id, 'owner', 'security');
    expect(await agentOf(house)).toMatchObject({ dataLabels: ['public', 'general'] });
    await approvedBy(house, id, 'board');
    expect(await agentOf(house)).toMatchObject({
      dataLabels: ['public', 'general', 'confidential'],
    });
  });

  story('fall back by themselves where they were for a while', async ({ house }) => {
    await bounded(house);
    const id = await opened(house, 'pilot', { ...MORE_CALLS, for: 'P7D' });
    await approvedBy(house, id, 'owner', 'security');
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 100, perDay: 400 } });
    // Sent back as it was shown, what was raised stays what it is.
    expect(await put(house, { department: 'Fairs' })).toMatchObject({ status: 200 });
    expect(await agentOf(house)).toMatchObject({
      department: 'Fairs',
      quota: { perHour: 100, perDay: 400 },
    });
    await house.leap(7 * DAY - HOUR);
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 100, perDay: 400 } });
    await house.leap(HOUR);
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 10, perDay: 40 } });
    const ends = (await house.history('agent:mail-assistant')).filter(
      (type) => type === 'agent-bounds-ended',
    );
    expect(ends).toHaveLength(1);
  });

  story('are taken back before their date by an edit', async ({ house }) => {
    await bounded(house);
    const id = await opened(house, 'pilot', { ...MORE_CALLS, for: 'P7D' });
    await approvedBy(house, id, 'owner', 'security');
    expect(await put(house, { quota: { perHour: 10, perDay: 40 } })).toMatchObject({ status: 200 });
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 10, perDay: 40 } });
    await house.leap(8 * DAY);
    expect(await house.history('agent:mail-assistant')).not.toContain('agent-bounds-ended');
  });

  story('of a connector need an admin, and count for all its agents', async ({ house }) => {
    await scoped(house);
    const scopes = [
      { name: 'Files.Read' },
      { name: 'Sites.Selected', reason: 'It proposes dates.' },
    ];
    const id = await opened(house, 'pilot', change({ scopes }, { connectorId: 'mail' }));
    expect((await house.request(id))['stages']).toMatchObject([
      { seat: 'business owner' },
      { seat: 'security reviewer' },
      { seat: 'governance admin' },
    ]);
    await approvedBy(house, id, 'owner', 'security');
    expect(await connector(house, 'mail')).toMatchObject({ scopes: [{ name: 'Files.Read' }] });
    await approvedBy(house, id, 'admin2');
    expect(await connector(house, 'mail')).toMatchObject({ scopes });
    const { body } = await house.call('board', 'GET', '/digests/2026-W47');
    expect(JSON.stringify(body)).toContain('mail got wider bounds by a request');
  });

  story('that are none, or not these, change nothing', async ({ house }) => {
    await bounded(house);
    const refused: readonly (readonly [Fields, number, string])[] = [
      [change({ quota: { perHour: 5, perDay: 40 } }), 409, 'not-needed'],
      [change({ retentionClass: 'short' }), 409, 'not-needed'],
      [change({ quota: { perHour: 100 } }, { agentId: 'mail-asistant' }), 404, 'not-found'],
      [change({}), 400, 'invalid-body'],
      [change({ scopes: [] }), 400, 'invalid-body'],
      [change({ quota: {} }), 400, 'invalid-body'],
      [change({ quota: { perHour: 100 } }, { connectorId: 'mail' }), 400, 'invalid-body'],
      [change({ expires: '2027-12-31' }, { for: 'P7D' }), 400, 'invalid-body'],
      [change({ quota: { perHour: 100 } }, { for: 'P91D' }), 400, 'invalid-body'],
      [change({ labels: ['public'] }, { connectorId: 'erp' }), 403, 'denied'],
      [change({ tierCeiling: 'delegatedAction' }, { connectorId: 'nowhere' }), 404, 'not-found'],
    ];
    for (const [body, status, code] of refused)
      expect(await house.changesNothing(() => ask(house, 'pilot', body))).toMatchObject({
        status,
        body: { code },
      });
  });

  story('are not approved once the record says something else', async ({ house }) => {
    await bounded(house);
    const id = await opened(house, 'pilot', MORE_CALLS);
    expect(await put(house, { quota: { perHour: 5, perDay: 40 } })).toMatchObject({ status: 200 });
    expect(await answer(house, 'owner', id)).toMatchObject({
      status: 409,
      body: { code: 'action-changed' },
    });
    expect(await answer(house, 'owner', id, { answer: 'reject' })).toMatchObject({ status: 200 });
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 5, perDay: 40 } });
  });

  story('are nobody else’s to ask for or to approve', async ({ house }) => {
    await bounded(house);
    expect(await ask(house, 'agent:crm-assistant', MORE_CALLS)).toMatchObject({ status: 403 });
    const id = await opened(house, 'owner', MORE_CALLS);
    expect(await answer(house, 'owner', id)).toMatchObject({ status: 403 });
    expect(await answer(house, 'outsider', id)).toMatchObject({ status: 404 });
    expect(await answer(house, 'board', id)).toMatchObject({ status: 403 });
    await approvedBy(house, id, 'owner2');
    expect(await agentOf(house)).toMatchObject({ quota: { perHour: 10, perDay: 40 } });
  });
});
