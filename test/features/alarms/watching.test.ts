import { expect, test } from 'vitest';
import type { AlarmsDeps } from '../../../src/features/alarms/deps.ts';
import { alarms } from '../../../src/features/alarms/domain/state.ts';
import { nameIn } from '../../../src/features/alarms/viewing.ts';
import { watchJob } from '../../../src/features/alarms/watching.ts';
import { Fault } from '../../../src/kernel/faults.ts';
import { instantOf } from '../../../src/kernel/instant.ts';

const AT = instantOf(Date.UTC(2026, 10, 20, 9));
const WEEK = '2026-W47';

/** A week in which this agent used up its quota hour after hour. */
const usedUp = (seq: number) => ({
  type: 'quota-reached',
  data: { agentId: 'writer', span: 'hour', from: `hour ${seq}`, share: 100, limit: 60 },
  log: 'g',
  seq,
  at: AT,
  by: { kind: 'system' },
});

function office(count: number) {
  const events = Array.from({ length: count }, (_, i) => usedUp(i + 1));
  const [raised, asked]: [Set<string>, number[]] = [new Set(), []];
  const view = {
    get: (kind: object, id: string) => (kind === alarms && raised.has(id) ? {} : undefined),
    all: () => new Map(),
  };
  const ledger = {
    view: async () => view,
    reads: {
      countersBetween: async () => new Map(),
      listed: async (week: string, kind: string, limit: number, after = 0) => {
        if (week !== WEEK || kind !== 'quota') return [];
        asked.push(after);
        return events.filter(({ seq }) => seq > after).slice(0, limit);
      },
    },
    commit: async (work: (tx: object) => Promise<{ events: { data: { alarm: string } }[] }>) => {
      for (const { data } of (await work({ view })).events) raised.add(data.alarm);
    },
  };
  const job = watchJob({ ledger, clock: { now: () => AT } } as unknown as AlarmsDeps);
  const look = () => job.run({ due: AT, job: job.kind, id: 'watch', args: {} }, 1);
  return { look, raised, asked, events };
}

test('a week with more finds than are read at once is looked through to its end', async () => {
  const { look, raised } = office(450);
  await look();
  expect(raised.size).toBe(450);
});

test('the next look begins where the last one ended', async () => {
  const { look, raised, asked, events } = office(250);
  await look();
  asked.length = 0;
  await look();
  expect(asked).toEqual([250]);
  events.push(usedUp(251));
  await look();
  expect(raised.size).toBe(251);
});

test('a directory that does not answer leaves the object id: what was done is told as done', async () => {
  const find = () => Promise.reject(new Fault('directory-unavailable', 'away'));
  expect(await nameIn({ find }, 'somebody', 'Nobody')).toBe('somebody');
  expect(await nameIn({ find: async () => undefined }, 'somebody', 'Nobody')).toBe('Nobody');
});
