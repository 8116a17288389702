import { TestAdapter, TurnContext } from 'botbuilder';
import { afterEach, expect, it, vi } from 'vitest';
import { TeamsApplication } from '../../../src/adapters/teams/application.ts';

afterEach(() => vi.useRealTimers());

it('a turn of teams-ai starts no timer and keeps no state', async () => {
  vi.useFakeTimers();
  const app = new TeamsApplication();
  const timers: number[] = [];
  app.activity('message', (_, state) => {
    timers.push(vi.getTimerCount());
    state.temp.input = 'for this turn';
    return Promise.resolve();
  });
  const inputs: unknown[] = [];
  app.turn('afterTurn', (_, state) => {
    inputs.push(state.temp.input);
    return Promise.resolve(true);
  });
  for (const text of ['one', 'two'])
    await app.run(new TurnContext(new TestAdapter(), { type: 'message', text }));
  expect(timers).toEqual([0, 0]);
  expect(inputs).toEqual(['for this turn', 'for this turn']);
});
