import { afterEach, describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { Fault } from '../../src/kernel/faults.ts';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/instant.ts';
import type { Directory, Person } from '../../src/kernel/people.ts';
import { opened, SEND_TIER } from './rights.ts';
import { type Fields, openStory, PAY_INVOICE, SEND_MAIL, type Story, wordsOn } from './story.ts';

const DAY = 24 * HOUR;
const TO_MANAGER = DAY * 0.9;
const TO_BOARD = DAY * 0.95;

/** The example's directory, in which managers change, and of whom it may say nothing. */
function changing() {
  const state: { manager: string | undefined; away: boolean } = {
    manager: 'manager@contoso.example',
    away: false,
  };
  const directory: Directory = {
    ...exampleDirectory,
    managerOf: async (): Promise<Person | undefined> => {
      if (state.away) throw new Fault('directory-unavailable', 'away');
      return state.manager === undefined ? undefined : exampleDirectory.find(state.manager);
    },
  };
  return { state, directory };
}

describe('the escalation path of an agent', () => {
  let house: Story;
  afterEach(() => house.close());

  async function begin(directory: Directory = exampleDirectory): Promise<void> {
    house = await openStory({ directory });
    for (const name of ['manager', 'security', 'pilot', 'admin2'])
      await house.teams.install(house.person(name));
    await house.settle();
  }

  /** Set by an admin who sits nowhere on it. */
  async function withPath(steps: readonly string[], more: Fields = {}, as = 'admin2') {
    const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
    const changed = { ...body, escalationPath: steps, ...more };
    const put = await house.call(as, 'PUT', '/agents/crm-assistant', changed);
    expect(put).toMatchObject({ status: 200, body: { escalationPath: steps } });
    await house.settle();
  }

  const mayAnswer = async (id: string): Promise<readonly string[]> =>
    ((await house.request(id))['mayAnswer'] as readonly Fields[]).map(({ name }) => String(name));

  const approve = async (name: string, id: string) => {
    const { digest } = await house.request(id);
    const body = { answer: 'approve', digest };
    return house.call(name, 'POST', `/requests/${id}/answer`, body);
  };

  const OWNERS = ['Olivia Owner', 'Ben Backup'];

  test('is owner and backup alone where none is named', async () => {
    await begin();
    const id = await house.asked();
    await house.leap(DAY - MINUTE);
    expect(await mayAnswer(id)).toEqual(OWNERS);
    for (const name of ['manager', 'board', 'security'])
      expect((await approve(name, id)).status).toBeGreaterThanOrEqual(403);
    await house.leap(MINUTE);
    expect(await house.request(id)).toMatchObject({ status: 'expired' });
  });

  test('asks the manager at 90 % and the board at 95 %, and silence still ends it', async () => {
    await begin();
    await withPath(['board', 'manager']);
    const id = await house.asked();
    expect(await house.request(id)).toMatchObject({
      escalation: [
        { to: 'backup', from: '2026-11-21T04:12:00.000Z', people: [{ name: 'Ben Backup' }] },
        { to: 'manager', from: '2026-11-21T06:36:00.000Z', people: [] },
        { to: 'board', from: '2026-11-21T07:48:00.000Z', people: [] },
      ],
    });
    expect(wordsOn(house.seenBy('owner', id))).toContain('the business owner’s manager');
    await house.leap(TO_MANAGER - SECOND);
    expect(await mayAnswer(id)).toEqual(OWNERS);
    expect((await approve('manager', id)).status).toBe(404);
    await house.leap(SECOND);
    expect(await mayAnswer(id)).toEqual([...OWNERS, 'Mona Manager']);
    expect(wordsOn(house.seenBy('manager', id))).toContain('manager of the business owner');
    expect((await approve('board', id)).status).toBe(403);
    await house.leap(TO_BOARD - TO_MANAGER);
    expect(await mayAnswer(id)).toEqual([
      ...OWNERS,
      'Mona Manager',
      'Boris Board',
      'Selma Security',
    ]);
    await house.leap(DAY - TO_BOARD);
    expect(await house.request(id)).toMatchObject({ status: 'expired' });
    expect(await house.history(id)).toEqual([
      'request-asked',
      'action-authorized',
      'request-backup-joined',
      'request-escalated',
      'request-escalated',
      'request-expired',
    ]);
  });

  test('lets the manager answer with the card, and says so', async () => {
    await begin();
    await withPath(['manager']);
    const id = await house.asked();
    await house.leap(TO_MANAGER);
    const clicked = await house.click('manager', id, 'approve');
    expect(wordsOn(clicked.card)).toContain('Approved by you.');
    const answered = (await house.lines({ subject: id })).find(
      ({ type }) => type === 'request-answered',
    );
    const right = { by: 'manager', source: 'example' };
    expect(answered?.data).toMatchObject({ as: 'manager', right });
    expect(await house.request(id)).toMatchObject({
      stages: [{ answers: [{ right: { ...right, of: { name: 'Olivia Owner' } } }] }],
    });
    expect(await house.say('owner', `why ${id}`)).toContain(
      'Mona Manager (as manager of the business owner)',
    );
    expect(await house.say('board', `status ${id}`)).toContain(
      'The manager of the business owner was asked too.',
    );
    await house.receipt(id);
  });

  test('lets one of the board answer, and says so', async () => {
    await begin();
    await withPath(['board']);
    const id = await house.asked();
    await house.leap(TO_BOARD);
    expect(await approve('board', id)).toMatchObject({ status: 200, body: { status: 'approved' } });
    expect(await house.say('owner', `why ${id}`)).toContain('in place of the business owner');
  });

  test('asks nobody extra while the directory does not say who the manager is', async () => {
    const { state, directory } = changing();
    await begin(directory);
    await withPath(['manager']);
    const id = await house.asked();
    state.away = true;
    await house.leap(TO_MANAGER + MINUTE);
    expect(await mayAnswer(id)).toEqual(OWNERS);
    expect(await house.history(id)).not.toContain('request-escalated');
    state.away = false;
    await house.leap(10 * MINUTE);
    expect(await mayAnswer(id)).toEqual([...OWNERS, 'Mona Manager']);
    state.away = true;
    expect((await approve('manager', id)).status).toBe(503);
    state.away = false;
    state.manager = 'pilot@contoso.example';
    expect((await approve('manager', id)).status).toBe(403);
    expect((await approve('pilot', id)).status).toBeGreaterThanOrEqual(403);
    state.manager = 'manager@contoso.example';
    expect((await approve('manager', id)).status).toBe(200);
  });

  test('asks nobody where there is no manager, or the path says so no more', async () => {
    const { state, directory } = changing();
    await begin(directory);
    await withPath(['manager']);
    state.manager = undefined;
    const id = await house.asked();
    await house.leap(TO_MANAGER);
    expect(await house.history(id)).toContain('request-escalated');
    expect(await mayAnswer(id)).toEqual(OWNERS);
    state.manager = 'manager@contoso.example';
    const second = await house.asked(SEND_MAIL, {
      arguments: { to: ['a@x.example'], subject: 'B' },
    });
    await house.leap(TO_MANAGER);
    expect(await mayAnswer(second)).toContain('Mona Manager');
    await withPath([]);
    expect(await mayAnswer(second)).toEqual(OWNERS);
    expect((await approve('manager', second)).status).toBe(403);
  });

  test('keeps every exclusion: beneficiary, and whoever named the path', async () => {
    const { state, directory } = changing();
    await begin(directory);
    await withPath(['manager', 'board'], {}, 'admin2');
    state.manager = 'pilot@contoso.example';
    const id = await house.asked(SEND_MAIL, { onBehalfOf: 'pilot@contoso.example' });
    await house.leap(TO_MANAGER);
    expect(await mayAnswer(id)).toEqual(OWNERS);
    expect((await approve('pilot', id)).status).toBeGreaterThanOrEqual(403);
    state.manager = 'admin2@contoso.example';
    const second = await house.asked(SEND_MAIL, {
      arguments: { to: ['a@x.example'], subject: 'B' },
    });
    await house.leap(TO_MANAGER);
    expect(await mayAnswer(second)).toEqual(OWNERS);
    expect((await approve('admin2', second)).status).toBe(403);
  });

  test('never takes the place of other seats', async () => {
    await begin();
    await withPath(['manager', 'board']);
    const pay = await house.asked(PAY_INVOICE);
    expect(await house.request(pay)).not.toHaveProperty('escalation');
    const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
    const lower = (body.capabilities as Fields[]).map((one) => ({ ...one, tier: 'readOnly' }));
    await house.call('admin', 'PUT', '/agents/crm-assistant', { ...body, capabilities: lower });
    const tier = { ...SEND_TIER, agentId: 'crm-assistant' };
    const id = await opened(house, 'pilot', tier);
    expect((await house.request(id))['escalation']).toMatchObject([
      { to: 'backup' },
      { to: 'manager' },
    ]);
  });

  test('stands on the fact sheet', async () => {
    await begin();
    await withPath(['manager']);
    const { body } = await house.call('owner', 'GET', '/agents/crm-assistant/factsheet');
    expect(body.owners.escalation).toEqual([
      'The manager of the business owner, after 90 % of the time',
    ]);
    expect(await house.say('owner', 'sheet crm-assistant')).toContain('If nobody answers');
    const wrong = await house.call('admin', 'PUT', '/agents/crm-assistant', {
      ...(await house.call('admin', 'GET', '/agents/crm-assistant')).body,
      escalationPath: ['manager', 'manager'],
    });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });
});
