import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleDirectory } from '../../../src/adapters/local/exampleDirectory.ts';
import { acknowledge } from '../../../src/features/feedback/changing.ts';
import type { FeedbackDeps } from '../../../src/features/feedback/deps.ts';
import { cases, TELL_JOB } from '../../../src/features/feedback/domain/cases.ts';
import { SHIPPED } from '../../../src/features/feedback/domain/categories.ts';
import { feedbackJobs } from '../../../src/features/feedback/jobs.ts';
import { openWholeHouse, type WholeHouse } from '../../support/wholeHouse.ts';

let world: WholeHouse;
beforeAll(async () => {
  world = await openWholeHouse();
  await world.teams.install(world.person('pilot'));
});
afterAll(() => world.close());

test('a move that was told is not told again, whoever tries and however late', async () => {
  const deps: FeedbackDeps = {
    ledger: world.ledger,
    directory: exampleDirectory,
    clock: world.clock,
    chat: world.house.teams.chat,
    newId: randomUUID,
    categories: SHIPPED,
    requestFor: async () => undefined,
  };
  const report = { agentId: 'crm-assistant', category: 'wrongDataSource', text: 'Old prices.' };
  await world.call('pilot', 'POST', '/feedback', report);
  await world.call('admin', 'POST', '/feedback/F-1/triage', { status: 'inProgress' });
  await world.settle();
  const told = await world.ledger.reads.get(cases, 'F-1');
  expect(told).toMatchObject({ moves: 1, told: 1 });
  const [sent, { size }] = [world.teams.deliveries.length, await world.ledger.reads.head()];
  const job = feedbackJobs(deps).find(({ kind }) => kind === TELL_JOB);
  const item = { due: world.clock.now(), job: TELL_JOB, id: 'F-1', args: { case: 'F-1' } };
  expect(await job?.run(item, 2)).toEqual({ kind: 'done' });
  expect(world.teams.deliveries).toHaveLength(sent);
  if (told) await acknowledge(deps, told, true);
  expect((await world.ledger.reads.head()).size).toBe(size);
});
