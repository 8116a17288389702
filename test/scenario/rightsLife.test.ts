import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { FACTS } from '../../src/compose.ts';
import { DAY } from '../../src/kernel/instant.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { startAzurite } from '../support/azurite.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import {
  answer,
  approvedBy,
  authorize,
  connector,
  INSIDE,
  opened,
  READ_TICKETS,
  reviewersCome,
  SEND_INSIDE,
  sendingAllowed,
  TICKETS,
  ticketsOnProbation,
} from './rights.ts';
import { openStory, type Story, wordsOn } from './story.ts';

/** A busy machine may take long over a call to storage; that is not what is told here. */
const PATIENCE_MS = 15_000;

async function tableOn(storage: 'memory' | 'Azurite') {
  if (storage === 'memory') return { table: new MemoryTable(), stop: () => Promise.resolve() };
  const azurite = await startAzurite({ inMemory: true });
  const table = tableOfConnection(azurite.connectionString, 'Ledger', PATIENCE_MS);
  await table.create();
  return { table, stop: () => azurite.stop() };
}

describe.each(['memory', 'Azurite'] as const)('on %s: two months of rights', (storage) => {
  let house: Story;
  let stopStorage: () => Promise<void>;
  const checkpoints = new MemoryCheckpoints();
  beforeAll(async () => {
    const { table, stop } = await tableOn(storage);
    stopStorage = stop;
    house = await openStory({ table, checkpoints });
    await reviewersCome(house);
  });
  afterAll(async () => {
    await house.close();
    await stopStorage();
  });

  test('a connector is rejected, asked for again, and goes on probation', async () => {
    const id = await opened(house, 'pilot', { ...TICKETS, rollbackPlan: 'None yet.' });
    await answer(house, 'owner', id, { answer: 'reject', reason: 'Say how it is taken away.' });
    expect((await connector(house))['status']).toBe('rejected');
    await ticketsOnProbation(house);
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });
  });

  test('a tier is raised, used once, and ends with what waits on it', async () => {
    await sendingAllowed(house);
    const sent = await house.asked(SEND_INSIDE);
    await approvedBy(house, sent, 'owner');
    expect(await house.redeem(await house.receipt(sent), INSIDE)).toMatchObject({ status: 200 });
    await house.leap(30 * DAY - 60_000);
    const waits = await house.asked({ ...SEND_INSIDE, arguments: { ...INSIDE, body: 'Late' } });
    await house.leap(60_000);
    expect((await house.request(waits))['status']).toBe('expired');
    expect(await authorize(house, SEND_INSIDE)).toMatchObject({ outcome: 'deny' });
  });

  test('the probation ends meanwhile, is extended, and leads into production', async () => {
    const choose = async (verb: string) => {
      await house.settle();
      const asked = house.teams
        .inbox(house.person('admin').chat)
        .findLast(({ card }) => wordsOn(card).includes('What now with'));
      const activity = asked?.activityId ?? expect.fail('nobody was asked');
      const clicked = await house.teams.click(house.person('admin'), activity, verb);
      await house.settle();
      return clicked.statusCode;
    };
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'deny' });
    expect(await choose('extend')).toBe(200);
    expect(await authorize(house, READ_TICKETS)).toMatchObject({ outcome: 'allow' });
    await house.leap(30 * DAY);
    expect(await choose('promote')).toBe(200);
    expect(await connector(house)).toMatchObject({
      status: 'approved',
      environments: ['pilot', 'production'],
    });
  });

  test('a revoked connector takes what rests on it along', async () => {
    await sendingAllowed(house, { reason: 'Once more.' });
    const waits = await house.asked({ ...SEND_INSIDE, arguments: { ...INSIDE, body: 'Again' } });
    const mail = { ...(await connector(house, 'mail')), status: 'revoked' };
    await house.call('admin', 'POST', '/import', { connectors: [mail] });
    await house.settle();
    expect((await house.request(waits))['status']).toBe('expired');
  });

  test('every event is of its type, and the ledger verifies, every row replayed', async () => {
    const schemas = new Map(FACTS.flatMap(({ events }) => Object.entries(events)));
    const lines = await house.lines();
    for (const { type, data } of lines)
      if (schemas.has(type) && !('redacted' in data))
        expect([type, schemas.get(type)?.safeParse(data).error?.issues]).toEqual([type, undefined]);
    const seen = new Set(lines.map(({ type }) => type));
    for (const type of [
      'connector-rejected',
      'connector-put-on-probation',
      'capability-granted',
      'tier-raised',
      'tier-ended',
      'probation-ended',
      'probation-card-delivered',
      'probation-extended',
      'connector-promoted',
      'revocation-settled',
    ])
      expect(seen).toContain(type);
    const options = { tenant: EXAMPLE_TENANT, features: FACTS };
    expect(await foundIn(toVerify(house.table, checkpoints, options))).toBe('nothing');
    expect(house.alarms).toEqual([]);
  });
});
