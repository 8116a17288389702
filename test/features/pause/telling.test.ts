import { expect, test } from 'vitest';
import type { PauseDeps } from '../../../src/features/pause/deps.ts';
import { type PauseState, pauses } from '../../../src/features/pause/domain/state.ts';
import { ownersFreedJob, ownersToldJob } from '../../../src/features/pause/telling.ts';
import { instantOf } from '../../../src/kernel/instant.ts';
import type { PersonId } from '../../../src/kernel/people.ts';

const AT = instantOf(Date.UTC(2026, 10, 20, 9));
const PAUSE: PauseState = {
  id: 'P-1',
  target: { kind: 'all' },
  reason: 'A prompt leaked.',
  by: undefined,
  byBoard: false,
  at: AT,
  seq: 7,
  told: false,
  planned: [],
  levers: [],
};

const someone = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;

/** Agents of 25 owners, four each; Teams is busy at the calls named in `busy`. */
function office(busy: readonly number[] = [], start: PauseState = PAUSE) {
  const all = new Map(
    Array.from({ length: 100 }, (_, n) => [
      `agent-${n}`,
      {
        record: { id: `agent-${n}`, environment: 'production', capabilities: [] },
        people: { business: someone(n % 25), technical: someone(n % 25) },
        status: 'active',
      },
    ]),
  );
  let state = start;
  let calls = 0;
  const [texts, commits]: [string[], number[]] = [[], []];
  const view = {
    get: (kind: object, id: string) => (kind === pauses ? state : all.get(id)),
    all: (kind: object) => (kind === pauses ? new Map([[state.id, state]]) : all),
  };
  const ledger = {
    view: async () => view,
    reads: { get: async () => state },
    conversation: async (person: string) => ({ person }),
    commit: async (work: (tx: object) => Promise<{ events: readonly { data: object }[] }>) => {
      const { events } = await work({ view });
      commits.push(events.length);
      for (const event of events)
        state = pauses.evolve(
          state,
          { ...event, at: AT, log: 'g', seq: 8, by: { kind: 'system' } } as never,
          'P-1',
        );
    },
  };
  const send = async ({ person }: { person: string }, { text }: { text: string }) => {
    calls += 1;
    if (busy.includes(calls)) return { kind: 'later', afterMs: 700 };
    texts.push(`${person} ${text}`);
    return { kind: 'sent', activityId: 'a' };
  };
  const deps = { ledger, clock: { now: () => AT }, chat: { send } } as unknown as PauseDeps;
  const job = start.lifted ? ownersFreedJob(deps) : ownersToldJob(deps);
  const run = () => job.run({ due: AT, job: job.kind, id: 'P-1', args: { pause: 'P-1' } }, 0);
  return { run, texts, commits, state: () => state };
}

const owners = (texts: readonly string[]) => texts.map((text) => text.slice(0, 36));

test('each owner is told once, ten in a commit, however many agents they have', async () => {
  const { run, texts, commits, state } = office();
  expect(await run()).toMatchObject({ kind: 'later' });
  expect(texts).toHaveLength(10);
  await run();
  expect(await run()).toEqual({ kind: 'done' });
  expect(owners(texts)).toEqual(Array.from({ length: 25 }, (_, n) => someone(n)));
  expect(texts[0]).toContain('Of your agents it reaches agent-0, agent-25, agent-50 and agent-75');
  expect(commits).toEqual([1, 1, 1]);
  expect(state().owners).toEqual({ after: someone(24), done: true });
  expect(await run()).toEqual({ kind: 'done' });
  expect(texts).toHaveLength(25);
});

test('where Teams is busy, it goes on later with whoever has not been told', async () => {
  const { run, texts } = office([1, 5]);
  expect(await run()).toEqual({ kind: 'later', afterMs: 700 });
  expect(await run()).toEqual({ kind: 'later', afterMs: 700 });
  expect(texts).toHaveLength(3);
  while ((await run()).kind !== 'done');
  expect(owners(texts)).toEqual(Array.from({ length: 25 }, (_, n) => someone(n)));
});

const OVER: PauseState = {
  ...PAUSE,
  lifted: { at: AT, by: someone(3), reason: 'It is mended.', automatic: false },
};

test('of its end hears who heard of its beginning, save who lifted it', async () => {
  const { run, texts, state } = office([], { ...OVER, owners: { after: someone(7), done: false } });
  expect(await run()).toEqual({ kind: 'done' });
  expect(owners(texts)).toEqual([0, 1, 2, 4, 5, 6, 7].map(someone));
  expect(texts[0]).toContain('P-1 was lifted: it stops everything no longer.');
  expect(texts[0]).toContain('had reached agent-0, agent-25, agent-50 and agent-75');
  expect(state().freed).toEqual({ after: someone(7), done: true });
  expect(state().owners).toEqual({ after: someone(7), done: false });
  expect(await run()).toEqual({ kind: 'done' });
  expect(texts).toHaveLength(7);
});

test('of the end of a pause of which nobody was told, nobody is', async () => {
  const { run, texts, commits } = office([], OVER);
  expect(await run()).toEqual({ kind: 'done' });
  expect([texts, commits]).toEqual([[], []]);
});
