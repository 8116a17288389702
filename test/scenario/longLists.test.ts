import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/kernel/people.ts';
import { fillWith } from '../support/manyThings.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const AMOUNTS = { agents: 300, cases: 240, pending: 120 };
const PILOT = '00000000-0000-4000-8000-000000000004' as PersonId;
/** Rows that one page of 25 may read: what is on it, what a filter looks through, and the index. */
const MOST = 600;

/** Every list, with its filters and orders: who asks, and what. */
const LISTS: readonly (readonly [as: string, path: string])[] = [
  ['board', '/agents?limit=25'],
  ['board', '/agents?limit=25&order=-name'],
  ['board', '/agents?limit=25&order=-changed'],
  ['board', '/agents?limit=25&status=paused'],
  ['board', '/agents?limit=25&status=active&q=helper&phase=pilot&department=sales'],
  ['board', '/agents?limit=25&owner=owner@contoso.example&ownerless=false'],
  ['outsider', '/agents?limit=25&platform=foundry'],
  ['board', '/connectors?limit=25&order=-name'],
  ['board', '/connectors?limit=25&status=approved&q=mail'],
  ['board', '/requests?limit=25&order=newest'],
  ['board', '/requests?limit=25&order=oldest'],
  ['board', '/requests?limit=25'],
  ['board', '/requests?limit=25&order=newest&status=rejected'],
  ['board', '/requests?limit=25&order=newest&kind=connector'],
  ['board', '/requests?limit=25&order=newest&status=pending'],
  ['board', '/requests?limit=25&order=oldest&status=pending'],
  ['board', '/requests?limit=25&order=due&status=pending'],
  ['board', '/requests?limit=25&status=pending&kind=connector'],
  ['board', '/requests?limit=25&order=newest&agentId=crm-assistant'],
  ['board', '/requests?limit=25&agentId=crm-assistant&status=pending'],
  ['outsider', '/requests?limit=25&order=newest'],
  ['owner', '/requests?waitsFor=me&limit=25'],
  ['board', '/feedback?limit=25'],
  ['board', '/feedback?limit=25&order=newest'],
  ['board', '/feedback?limit=25&status=open&category=hallucinatedFacts'],
  ['board', '/feedback?limit=25&status=closed'],
  ['board', '/feedback?limit=25&agentId=agent-000004'],
  ['outsider', '/feedback?limit=25'],
  ['board', '/ledger/events?limit=25'],
  ['board', '/ledger/events?limit=25&subject=agent:crm-assistant'],
  ['board', '/pauses'],
  ['board', '/grants'],
  ['board', '/exceptions'],
  ['owner', '/reviews'],
];

describe('a list', () => {
  const table = new MemoryTable();
  let world: WholeHouse;
  let sample = '';
  const rowsOf = async ([as, path]: readonly [string, string]): Promise<number> => {
    const before = table.rowsRead;
    const { status, body } = await world.call(as, 'GET', path);
    expect([path, status]).toEqual([path, 200]);
    expect(typeof body === 'string' ? 0 : body.items.length).toBeLessThanOrEqual(25);
    return table.rowsRead - before;
  };
  const fill = async (from: number): Promise<void> => {
    await fillWith(world.ledger, { ...AMOUNTS, from }, { reporter: PILOT, sample });
    await world.settle();
  };
  beforeAll(async () => {
    world = await openWholeHouse({ table });
    const { body } = await world.call('agent:crm-assistant', 'POST', '/authorize', {
      agentId: 'crm-assistant',
      connectorId: 'mail',
      tool: 'send',
      arguments: { to: ['emma@fabrikam.example'], subject: 'Offer', body: 'Here it is.' },
    });
    sample = body.requestId;
    await fill(0);
  }, 60_000);
  afterAll(() => world.close());

  it('reads no more rows for a page when there is three times as much of everything', async () => {
    const few = new Map<string, number>();
    for (const one of LISTS) few.set(one[1], await rowsOf(one));
    for (const times of [1, 2]) await fill(times * AMOUNTS.agents);
    const grown: string[] = [];
    for (const one of LISTS) {
      const [before, now] = [few.get(one[1]) ?? 0, await rowsOf(one)];
      if (now > Math.max(MOST, before)) grown.push(`${one.join(' ')}: ${before} → ${now}`);
    }
    expect(grown).toEqual([]);
  }, 120_000);

  it('comes page by page without a gap, in every order', async () => {
    for (const path of [
      '/agents?limit=100&order=-name',
      '/agents?limit=100&order=changed',
      '/requests?status=pending&limit=50&order=due',
      '/requests?limit=200&order=oldest',
      '/feedback?limit=100&order=newest',
      '/feedback?limit=100',
    ]) {
      const ids: string[] = [];
      for (let next: string | undefined = path; next !== undefined; ) {
        const { body, headers }: Awaited<ReturnType<WholeHouse['call']>> = await world.call(
          'board',
          'GET',
          next,
        );
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        next = /<\/api\/v1([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      }
      expect([path, new Set(ids).size]).toEqual([path, ids.length]);
      expect(ids.length).toBeGreaterThan(200);
    }
  }, 120_000);
});
