import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { DAY } from '../../src/kernel/instant.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { startAzurite } from '../support/azurite.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { approvedBy, authorize, opened, reviewersCome } from './rights.ts';
import { type Fields, openStory, SEND_MAIL, type Story, story, wordsOn } from './story.ts';

/** A busy machine may take long over a call to storage; that is not what is told here. */
const PATIENCE_MS = 15_000;
const DUE = '2026-11-30T09:00:00.000Z';

async function tableOn(storage: 'memory' | 'Azurite') {
  if (storage === 'memory') return { table: new MemoryTable(), stop: () => Promise.resolve() };
  const azurite = await startAzurite({ inMemory: true });
  const table = tableOfConnection(azurite.connectionString, 'Ledger', PATIENCE_MS);
  await table.create();
  return { table, stop: () => azurite.stop() };
}

const started = async (house: Story, more: Fields = {}): Promise<string> => {
  const { status, body } = await house.call('admin', 'POST', '/reviews', { due: DUE, ...more });
  expect(status).toBe(201);
  await house.settle();
  return body.id;
};

const agentReview = async (house: Story, id: string, agent: string, as = 'owner') =>
  (await house.call(as, 'GET', `/reviews/${id}/agents/${agent}`)).body;

const answers = (
  house: Story,
  as: string,
  [id, agent]: readonly [review: string, agent: string],
  all: readonly Fields[],
) => house.call(as, 'POST', `/reviews/${id}/agents/${agent}`, { answers: all });

/** Keeps everything that is open. */
async function keepAll(house: Story, as: string, id: string, agent: string) {
  const { items } = await agentReview(house, id, agent, as);
  const open = (items as Fields[]).filter((one) => one['answer'] === undefined);
  const kept = open.map(({ key }) => ({ item: key, choice: 'keep' }));
  expect(await answers(house, as, [id, agent], kept)).toMatchObject({ status: 200 });
}

/** Everything that was sent to a person: its words. */
const sentTo = (house: Story, name: string): readonly string[] =>
  house.teams.deliveries
    .filter(({ conversationId }) => conversationId === house.person(name).chat.id)
    .map(({ text, card }) => text ?? (card ? wordsOn(card) : ''));
const saidTo = (house: Story, name: string): string => sentTo(house, name).join('\n');
const reminders = (house: Story, name: string): number =>
  sentTo(house, name).filter((text) => text.includes('wait for an answer')).length;

describe.each(['memory', 'Azurite'] as const)('an access review on %s', (storage) => {
  let house: Story;
  let stop: () => Promise<void>;
  let id: string;
  let grant: string;
  beforeAll(async () => {
    const on = await tableOn(storage);
    stop = on.stop;
    house = await openStory({ table: on.table, checkpoints: new MemoryCheckpoints() });
    await reviewersCome(house);
    grant = await opened(house, 'pilot', {
      kind: 'standingGrant',
      agentId: 'crm-assistant',
      connectorId: 'mail',
      tool: 'send',
      recipients: ['emma@fabrikam.example'],
      until: '2026-12-18T09:00:00Z',
      justification: 'Forty offers went to her unchanged.',
    });
    await approvedBy(house, grant, 'owner', 'security');
    id = await started(house);
  });
  afterAll(async () => {
    await house.close();
    await stop();
  });

  it('asks each owner with one card an agent, in four sections', async () => {
    expect(id).toBe('RV-1');
    const review = await agentReview(house, id, 'crm-assistant');
    const sections = (review.items as Fields[]).map(({ section }) => section);
    expect(new Set(sections)).toEqual(new Set(['permissions', 'connectors', 'exceptions']));
    expect(JSON.stringify(review)).toContain(`grant:${grant}`);
    const told = saidTo(house, 'owner');
    for (const part of ['mail-assistant', 'crm-assistant', 'Permissions', 'Delegated scopes'])
      expect(told).toContain(part);
    expect(told).not.toContain('invoice-agent');
    expect(saidTo(house, 'finance1')).toContain('invoice-agent');
  });

  it('takes away at once what is not kept', async () => {
    expect(await authorize(house, { ...SEND_MAIL, dryRun: true })).toMatchObject({
      outcome: 'allow',
    });
    const given = await answers(
      house,
      'owner',
      [id, 'crm-assistant'],
      [{ item: `grant:${grant}`, choice: 'revoke' }],
    );
    expect(given).toMatchObject({ status: 200 });
    expect(await authorize(house, { ...SEND_MAIL, dryRun: true })).toMatchObject({
      outcome: 'needsApproval',
    });
    await answers(
      house,
      'owner',
      [id, 'crm-assistant'],
      [{ item: 'capability:mail', choice: 'reduce' }],
    );
    expect(await authorize(house, { ...SEND_MAIL, dryRun: true })).toMatchObject({
      outcome: 'deny',
      policies: ['above-tier'],
    });
    const { body } = await house.call('owner', 'GET', '/agents/crm-assistant');
    expect(body).not.toHaveProperty('lastReviewed');
  });

  it('is complete with the last answer, which the record shows', async () => {
    await keepAll(house, 'owner2', id, 'crm-assistant');
    const { body } = await house.call('owner', 'GET', '/agents/crm-assistant');
    expect(body).toMatchObject({ lastReviewed: '2026-11-20', reviewBy: '2027-02-19' });
    const all = await house.call('admin', 'GET', '/reviews');
    expect(all.body.items).toMatchObject([{ id, agents: 3, done: 1, status: 'open' }]);
    expect(all.body.items[0].completion).toBeCloseTo(1 / 3);
  });

  it('reminds at half and at nine tenths of the time, the backup too at the end', async () => {
    expect(reminders(house, 'owner')).toBe(0);
    await house.leap(5 * DAY);
    expect(reminders(house, 'owner')).toBe(1);
    expect(reminders(house, 'owner2')).toBe(0);
    await house.leap(4 * DAY);
    expect(reminders(house, 'owner')).toBe(2);
    expect(reminders(house, 'owner2')).toBe(1);
  });

  it('tells the admins what is open at the due date, and never takes it as kept', async () => {
    await keepAll(house, 'finance1', id, 'invoice-agent');
    await house.leap(DAY);
    await house.settle();
    const told = saidTo(house, 'admin');
    expect(told).toContain('1 of 3 agents are not fully answered: mail-assistant');
    const { body } = await house.call('board', 'GET', '/reviews');
    expect(body.items).toMatchObject([{ status: 'overdue', done: 2, agents: 3 }]);
    const review = await agentReview(house, id, 'mail-assistant');
    expect(review.open).toBe(review.items.length);
    const digest = await house.call('board', 'GET', '/digests/2026-W49');
    expect(JSON.stringify(digest.body)).toContain(
      `Access review ${id} of all departments: 2 of 3 agents answered (67 %), overdue`,
    );
    await keepAll(house, 'owner', id, 'mail-assistant');
    expect((await house.call('board', 'GET', `/reviews/${id}`)).body).toMatchObject({
      status: 'complete',
      completion: 1,
    });
  });
});

describe('an access review', () => {
  story('is begun by admins, of agents that there are, with time to answer', async ({ house }) => {
    for (const as of ['owner', 'board', 'pilot', 'agent:mail-assistant', 'gateway'])
      expect(
        await house.changesNothing(() => house.call(as, 'POST', '/reviews', { due: DUE })),
      ).toMatchObject({ status: 403 });
    for (const due of ['2026-11-20T09:00:00Z', '2028-01-01T00:00:00Z', 'soon'])
      expect(await house.call('admin', 'POST', '/reviews', { due })).toMatchObject({ status: 400 });
    expect(
      await house.call('admin', 'POST', '/reviews', { due: DUE, department: 'nowhere' }),
    ).toMatchObject({ status: 404 });
    const id = await started(house, { department: 'finance' });
    expect((await house.call('admin', 'GET', `/reviews/${id}`)).body).toMatchObject({
      department: 'finance',
      agents: 1,
    });
  });

  story(
    'is answered by owner and backup of that agent, and seen by nobody else',
    async ({ house }) => {
      const id = await started(house);
      const keep = [{ item: 'capability:mail', choice: 'keep' }];
      for (const as of [
        'outsider',
        'pilot',
        'finance1',
        'admin',
        'board',
        'gateway',
        'agent:mail-assistant',
      ])
        expect({
          as,
          ...(await house.changesNothing(() => answers(house, as, [id, 'mail-assistant'], keep))),
        }).toMatchObject({ as, status: 403 });
      for (const as of ['outsider', 'pilot', 'finance1'])
        expect((await house.call(as, 'GET', `/reviews/${id}/agents/mail-assistant`)).status).toBe(
          404,
        );
      expect((await house.call('outsider', 'GET', '/reviews')).body).toEqual({
        items: [],
        waiting: [],
      });
      expect((await house.call('outsider', 'GET', `/reviews/${id}`)).status).toBe(403);
      const wrong: readonly (readonly [Fields, number])[] = [
        [{ item: 'capability:erp', choice: 'keep' }, 400],
        [{ item: 'connector:mail', choice: 'reduce' }, 400],
        [{ item: 'capability:mail', choice: 'widen' }, 400],
      ];
      for (const [one, status] of wrong)
        expect(
          await house.changesNothing(() => answers(house, 'owner', [id, 'mail-assistant'], [one])),
        ).toMatchObject({ status });
      const much = Array.from({ length: 11 }, (_, i) => ({
        item: `grant:AR-${i + 1}`,
        choice: 'revoke',
      }));
      expect((await answers(house, 'owner', [id, 'mail-assistant'], much)).status).toBe(400);
      expect((await answers(house, 'owner', [id, 'mail-assistant'], keep)).status).toBe(200);
      const other = [{ item: 'capability:mail', choice: 'revoke' }];
      expect(
        await house.changesNothing(() => answers(house, 'owner2', [id, 'mail-assistant'], other)),
      ).toMatchObject({ status: 409 });
    },
  );

  story('is answered on its card, by nobody with another’s', async ({ house }) => {
    const id = await started(house);
    const said = await house.say('owner', 'reviews');
    expect(said).toContain('mail-assistant');
    expect(await house.say('outsider', 'reviews')).toContain('Nothing waits for you');
    expect(await house.say('outsider', 'reviews mail-assistant')).toContain('No review');
    expect(await house.say('owner', 'reviews mail-assistant')).toContain(
      'What is mail-assistant to keep?',
    );
    const cardOf = (name: string): string =>
      house.teams.deliveries.findLast(
        ({ conversationId, card }) =>
          conversationId === house.person(name).chat.id &&
          card !== undefined &&
          wordsOn(card).includes('What is mail-assistant to keep?'),
      )?.activityId ?? expect.fail('no card');
    const tap = (name: string, inputs: Fields, options: Fields = {}) =>
      house.teams.click(house.person(name), cardOf('owner'), 'review-answer', {
        ...options,
        inputs,
      });
    expect(await tap('owner', {})).toMatchObject({ statusCode: 200 });
    expect((await agentReview(house, id, 'mail-assistant')).open).toBe(2);
    // Somebody else taps the very same button.
    expect(await house.changesNothing(() => tap('outsider', { item0: 'revoke' }))).toMatchObject({
      statusCode: 409,
    });
    expect(await house.changesNothing(() => tap('owner2', { item0: 'revoke' }))).toMatchObject({
      statusCode: 409,
    });
    expect(await tap('owner', { item0: 'reduce', item1: 'keep' })).toMatchObject({
      statusCode: 200,
    });
    const { body } = await house.call('owner', 'GET', '/agents/mail-assistant');
    expect(body).toMatchObject({
      capabilities: [{ connectorId: 'mail', tier: 'readOnly' }],
      lastReviewed: '2026-11-20',
    });
  });

  story('has a calendar for those whom it concerns', async ({ house }) => {
    await started(house);
    const owners = await house.call('owner', 'GET', '/reviews/calendar.ics');
    expect(owners.status).toBe(200);
    expect(String(owners.body)).toContain('SUMMARY:Access review RV-1 is due');
    expect(
      String((await house.call('outsider', 'GET', '/reviews/calendar.ics')).body),
    ).not.toContain('RV-1');
    for (const as of ['gateway', 'agent:mail-assistant'])
      expect((await house.call(as, 'GET', '/reviews/calendar.ics')).status).toBe(403);
  });

  story('begins again every quarter, where that was asked for', async ({ house }) => {
    await started(house, { quarterly: true });
    await house.leap(91 * DAY);
    const { body } = await house.call('admin', 'GET', '/reviews');
    expect(body.items).toMatchObject([
      { id: 'RV-2', quarterly: true, due: '2027-03-01T09:00:00.000Z' },
      { id: 'RV-1' },
    ]);
  });
});
