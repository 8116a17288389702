import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const read = { agentId: 'crm-assistant', connectorId: 'crm', tool: 'findContact', arguments: {} };

describe('a pause by message', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
  });
  afterAll(() => world.close());

  const outcome = async () =>
    (await world.call('agent:crm-assistant', 'POST', '/authorize', read)).body.outcome;
  const say = async (name: string, text: string) => {
    const { replies } = await world.teams.say(world.person(name), text);
    return {
      text: JSON.stringify(replies.map(({ card, text: words }) => card ?? words)),
      activityId: replies.at(-1)?.activityId ?? '',
    };
  };

  test('an exact agent id pauses at once, and the receipt says what was read back and offers undo', async () => {
    const { text, activityId } = await say('admin', 'pause crm-assistant because wrong prices');
    expect(text).toContain('P-1');
    expect(text).toContain('wrong prices');
    expect(text).toContain('pause-undo');
    expect(await outcome()).toBe('deny');
    const undone = await world.teams.click(world.person('admin'), activityId, 'pause-undo');
    expect(undone.statusCode).toBe(200);
    expect(await outcome()).toBe('allow');
  });

  test('a wide target asks first, names who is hit, and only somebody with the right confirms', async () => {
    const { text, activityId } = await say(
      'admin',
      'pause environment:production for 2h because drill',
    );
    expect(text).toContain('crm-assistant');
    expect(text).toContain('invoice-agent');
    expect(await outcome()).toBe('allow');
    const other = await world.teams.click(world.person('owner'), activityId, 'pause-confirm');
    expect(other.statusCode).toBe(403);
    expect(await outcome()).toBe('allow');
    await world.teams.click(world.person('admin'), activityId, 'pause-confirm');
    expect(await outcome()).toBe('deny');
    expect((await say('admin', 'pauses')).text).toContain('everything in production');
    expect(
      (await say('admin2', 'resume environment:production because drill over')).text,
    ).toContain('Running again');
    expect(await outcome()).toBe('allow');
  });

  test.each([
    'pause crm-assistant',
    'pause because no name',
    'pause crm-аssistant because look-alike',
    'pause agent * because wildcard',
    'pause "crm-assistant" because quoted',
    '> pause crm-assistant because quoted line',
    'please pause crm-assistant because of this',
    'pause crm-assistant for ever because of this',
  ])('a near miss stops nothing and is told the right form: %s', async (words) => {
    const { text } = await say('admin', words);
    expect(text.length).toBeGreaterThan(10);
    expect(await outcome()).toBe('allow');
  });

  test('an unknown name is answered with the nearest one', async () => {
    expect((await say('admin', 'pause crm-asistant because typo')).text).toContain(
      'Did you mean crm-assistant?',
    );
  });

  test('whoever has no right is told so', async () => {
    expect((await say('owner', 'pause crm-assistant because I want to')).text).toContain(
      'Only governance admins',
    );
    expect(await outcome()).toBe('allow');
  });

  test('a timed pause tells its pauser when it is over', async () => {
    await say('admin', 'pause crm-assistant for 30m because short');
    expect(await outcome()).toBe('deny');
    await world.pass(31 * 60_000);
    await world.settle();
    expect(await outcome()).toBe('allow');
    expect(JSON.stringify(world.teams.deliveries)).toContain('has lifted itself');
  });
});
