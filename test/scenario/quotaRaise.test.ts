import { expect } from 'vitest';
import { DAY, MINUTE } from '../../src/kernel/instant.ts';
import { sendersCopy } from './quotaAgents.ts';
import { opened, reviewersCome } from './rights.ts';
import { type Fields, type Story, story } from './story.ts';

const READ: Fields = {
  agentId: 'metered',
  connectorId: 'mail',
  tool: 'search',
  arguments: { q: 'offer' },
};

const read = async (house: Story): Promise<Fields> =>
  (await house.call('gateway', 'POST', '/authorize', READ)).body;

/** How many of so many reads are allowed. */
async function allowed(house: Story, tries: number): Promise<number> {
  let count = 0;
  for (let i = 0; i < tries; i += 1) count += (await read(house))['outcome'] === 'allow' ? 1 : 0;
  return count;
}

const quotaOf = async (house: Story): Promise<unknown> =>
  (await house.call('admin', 'GET', '/agents/metered')).body.quota;

story('a quota that was raised for a day is as before from its date on', async ({ house }) => {
  await reviewersCome(house);
  await sendersCopy(house, { perHour: 2, perDay: 100 });
  await house.leap(20 * MINUTE);
  expect(await allowed(house, 4)).toBe(2);
  const id = await opened(house, 'pilot', {
    kind: 'boundsChange',
    agentId: 'metered',
    changes: { quota: { perHour: 5, perDay: 100 } },
    reason: 'The fair is tomorrow.',
    for: 'P1D',
  });
  await house.click('owner', id, 'approve');
  expect(await allowed(house, 2)).toBe(0);
  await house.click('security', id, 'approve');
  expect(await quotaOf(house)).toEqual({ perHour: 5, perDay: 100 });
  expect(await allowed(house, 5)).toBe(3);

  // Twenty minutes before its end, in an hour in which nobody has asked for anything yet.
  await house.leap(DAY - 20 * MINUTE);
  expect(await allowed(house, 4)).toBe(4);
  await house.leap(20 * MINUTE);
  // What was used under the raised quota counts against the one that holds again.
  expect(await read(house)).toMatchObject({
    outcome: 'deny',
    policies: ['quota-used-up'],
    because: expect.stringContaining('2 calls an hour'),
  });
  expect(await quotaOf(house)).toEqual({ perHour: 2, perDay: 100 });
  await house.leap(40 * MINUTE);
  expect(await allowed(house, 4)).toBe(2);
  const ended = (await house.history('agent:metered')).filter(
    (type) => type === 'agent-bounds-ended',
  );
  expect(ended).toHaveLength(1);
  expect(await house.request(id, 'security')).toMatchObject({ status: 'approved' });
});
