import { expect } from 'vitest';
import { storyWithRules as story } from './rulesInForce.ts';

const PROPOSAL = {
  kind: 'policyChange',
  title: 'Mail is read by people',
  justification: 'Agents searched in mailboxes that were none of theirs.',
  files: [
    {
      name: 'mail.cedar',
      text: `@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`,
    },
  ],
};

story(
  'admins and the board read which policy is in force, by whom, and what waits',
  { timeout: 60_000 },
  async ({ house }) => {
    const { bundle } = (await house.call('board', 'GET', '/policy/bundle')).body;
    const first = await house.say('admin', 'policy');
    for (const part of [bundle, 'A server brought it', 'No other policy waits', '/admin/requests'])
      expect(first).toContain(part);
    await house.teams.install(house.person('security'));
    const { id } = (await house.call('admin', 'POST', '/requests', PROPOSAL)).body;
    await house.settle();
    expect(await house.say('board', 'policy')).toMatch(
      new RegExp(`Waiting for the board[^]*${id}[^]*Mail is read by people`),
    );
    for (const name of ['board', 'security']) await house.click(name, id, 'approve');
    const after = await house.say('board', 'policy');
    for (const part of [
      'Selma Security',
      'Mail is read by people',
      'mail.cedar',
      'No other policy',
    ])
      expect(after).toContain(part);
    expect(after).not.toContain(bundle);
  },
);

story('others read the hash that every decision carries, and no more', async ({ house }) => {
  const { bundle } = (await house.call('board', 'GET', '/policy/bundle')).body;
  await house.call('admin', 'POST', '/requests', PROPOSAL);
  for (const name of ['owner', 'pilot', 'finance1', 'outsider']) {
    const told = await house.say(name, 'policy');
    expect(told).toContain(bundle);
    expect(told).not.toMatch(/Mail is read by people|A server brought|AR-/);
  }
  expect(await house.say('admin', 'policy now')).toMatch(/policy/);
  expect(await house.say('admin', 'help')).toContain('shows which policy is in force');
});
