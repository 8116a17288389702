import { describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { laneName, partitionOf } from '../../src/adapters/tables/rows/keys.ts';
import type { LedgerLine } from '../../src/kernel/ledger.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const LANES = [0, 1, 2, 3].map(laneName);
const CALLS = 3_000;
const AT_ONCE = 100;

const sizes = async (table: MemoryTable): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await Promise.all(
      LANES.map(async (lane) => {
        const row = await table.get(partitionOf(EXAMPLE_TENANT, lane), 'H');
        return [lane, Number(row?.columns['size'] ?? 0)] as const;
      }),
    ),
  );

async function allLines(world: WholeHouse): Promise<readonly LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for (let after: string | undefined; ; ) {
    const page = await world.ledger.reads.lines({
      limit: 1_000,
      ...(after !== undefined && { after }),
    });
    lines.push(...page.items);
    if (page.next === undefined) return lines;
    after = page.next;
  }
}

/** Calls of both servers, so many at once, until all are answered. */
async function flood(
  worlds: readonly WholeHouse[],
  answered: (outcome: string) => void,
): Promise<void> {
  let begun = 0;
  const one = async (): Promise<void> => {
    while (begun < CALLS) {
      begun += 1;
      const world = worlds[begun % worlds.length];
      const call = {
        agentId: 'crm-assistant',
        connectorId: 'crm',
        tool: 'findContact',
        arguments: { n: begun },
      };
      const answer = await world?.call('agent:crm-assistant', 'POST', '/authorize', call);
      answered(answer?.body.outcome ?? `${answer?.status} ${answer?.body.code}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

describe('two servers with thousands of calls in flight, and a pause in their middle', () => {
  test('no allow commits after the pause is acknowledged, on either server', {
    timeout: 60_000,
  }, async () => {
    const [table, checkpoints] = [new MemoryTable(), new MemoryCheckpoints()];
    const first = await openWholeHouse({ table, checkpoints });
    const second = await openWholeHouse({ table, checkpoints });
    const outcomes = new Map<string, number>();
    let paused: Promise<ReadonlyMap<string, number>> | undefined;
    const pause = async () => {
      const { status } = await first.call('admin', 'POST', '/pauses', {
        target: 'agent:crm-assistant',
        reason: 'race',
      });
      expect(status).toBe(201);
      return sizes(table);
    };
    await flood([first, second], (outcome) => {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcomes.get('allow') === CALLS / 4) paused ??= pause();
    });
    const before = await paused;
    const late = (await allLines(first)).filter(
      ({ log, seq, line }) =>
        seq > (before?.get(log) ?? Infinity) && line.includes('"outcome":"allow"'),
    );
    expect(late).toEqual([]);
    // On a busy machine some are told to try again: that confirms nothing.
    const rest = [...outcomes.keys()].filter(
      (outcome) => outcome !== 'allow' && outcome !== 'deny',
    );
    expect(rest.filter((outcome) => outcome !== '503 try-again')).toEqual([]);
    expect(outcomes.get('deny')).toBeGreaterThan(0);
    await first.close();
    await second.close();
  });
});
