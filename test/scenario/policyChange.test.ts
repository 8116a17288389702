import { expect } from 'vitest';
import { DAY } from '../../src/kernel/instant.ts';
import { storyWithRules as story } from './rulesInForce.ts';
import { type Fields, SEND_MAIL, type Story } from './story.ts';

const NO_MAIL_SEARCH = {
  name: 'mail.cedar',
  text: `@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`,
};
const SEARCH: Fields = { ...SEND_MAIL, tool: 'search', arguments: { query: 'offer' } };
const PROPOSAL: Fields = {
  kind: 'policyChange',
  title: 'Mail is read by people',
  justification: 'Agents searched in mailboxes that were none of theirs.',
  files: [NO_MAIL_SEARCH],
};

const search = async (house: Story) =>
  (await house.call('gateway', 'POST', '/authorize', SEARCH)).body;
const bundle = async (house: Story) =>
  (await house.call('board', 'GET', '/policy/bundle')).body.bundle;

async function proposed(house: Story, more: Fields = {}): Promise<string> {
  await house.teams.install(house.person('security'));
  const asked = await house.call('admin', 'POST', '/requests', { ...PROPOSAL, ...more });
  expect(asked.status).toBe(201);
  await house.settle();
  return asked.body.id;
}

story(
  'a policy that two of the board adopt is in force at once, and told',
  { timeout: 60_000 },
  async ({ house }) => {
    await search(house);
    const before = await bundle(house);
    const id = await proposed(house);
    expect(await house.request(id, 'board')).toMatchObject({
      kind: 'policyChange',
      status: 'pending',
      title: 'Mail is read by people',
      files: [NO_MAIL_SEARCH],
      figures: {
        judged: 1,
        unchanged: 0,
        rules: { added: ['no-mail-search'], removed: [], changed: [] },
        changes: [{ from: 'allow', to: 'deny', by: 'no-mail-search', count: 1 }],
      },
    });
    await house.click('board', id, 'approve');
    expect((await search(house)).outcome).toBe('allow');
    await house.click('security', id, 'approve');
    expect(await search(house)).toMatchObject({ outcome: 'deny', policies: ['no-mail-search'] });
    expect(await bundle(house)).not.toBe(before);
    expect(await house.history(id)).toEqual([
      'request-asked',
      'request-answered',
      'request-answered',
      'request-approved',
    ]);
    const [activated] = (await house.lines()).filter(
      ({ type, data }) => type === 'policy-activated' && data['how'] === 'adopted',
    );
    expect(activated?.data).toMatchObject({ before, reason: 'Mail is read by people' });
    const digest = await house.call('board', 'GET', '/digests/2026-W47');
    const told = digest.body.sections.find((one: { id: string }) => one.id === 'permissionChanges');
    expect(JSON.stringify(told)).toContain(
      'The board adopted another policy: Mail is read by people',
    );
    // What the board adopted the board may take back, and nobody else.
    const back = await proposed(house, { title: 'Mail again', files: [] });
    for (const name of ['board', 'security']) await house.click(name, back, 'approve');
    expect((await search(house)).outcome).toBe('allow');
  },
);

story(
  'a policy that is rejected, or that nobody answers, changes nothing',
  { timeout: 60_000 },
  async ({ house }) => {
    const before = await bundle(house);
    const rejected = await proposed(house);
    await house.click('board', rejected, 'reject');
    expect(await house.request(rejected, 'board')).toMatchObject({ status: 'rejected' });
    const left = await proposed(house, { title: 'Once more' });
    await house.leap(9 * DAY);
    expect(await house.request(left, 'board')).toMatchObject({ status: 'expired' });
    expect(await bundle(house)).toBe(before);
    expect((await search(house)).outcome).toBe('allow');
  },
);

story(
  'a policy is not adopted where another came between',
  { timeout: 60_000 },
  async ({ house }) => {
    const [one, other] = [
      await proposed(house),
      await proposed(house, {
        title: 'Nearly the same',
        files: [
          NO_MAIL_SEARCH,
          {
            name: 'more.cedar',
            text: NO_MAIL_SEARCH.text
              .replace('no-mail-search', 'no-crm-search')
              .replace('"mail"', '"crm"'),
          },
        ],
      }),
    ];
    await house.click('board', one, 'approve');
    for (const name of ['board', 'security']) await house.click(name, other, 'approve');
    const { digest } = await house.request(one, 'board');
    const late = await house.call('security', 'POST', `/requests/${one}/answer`, {
      answer: 'approve',
      digest,
    });
    expect(late).toMatchObject({ status: 403, body: { code: 'policy-changed' } });
    expect(late.body.detail).toMatch(/propose it anew/);
    expect(await house.request(one, 'board')).toMatchObject({ status: 'pending' });
  },
);

story(
  'a policy is proposed by admins and the board, adopted by others of the board, and by nobody else',
  async ({ house }) => {
    for (const as of ['owner', 'pilot', 'agent:crm-assistant', 'gateway'])
      expect((await house.call(as, 'POST', '/requests', PROPOSAL)).status).toBe(403);
    // The board has two members: where one proposes, nobody is left to be the second.
    expect((await house.call('board', 'POST', '/requests', PROPOSAL)).body.code).toBe(
      'no-approver',
    );
    const id = await proposed(house);
    const { digest } = await house.request(id, 'board');
    for (const as of ['admin', 'owner', 'finance1', 'pilot']) {
      const body = { answer: 'approve', digest };
      const { status } = await house.call(as, 'POST', `/requests/${id}/answer`, body);
      expect([403, 404]).toContain(status);
    }
    expect((await house.request(id, 'board'))['status']).toBe('pending');
    expect((await search(house)).outcome).toBe('allow');
  },
);

story('what is no policy, or the one in force, is not even proposed', async ({ house }) => {
  const broken = { name: 'b.cedar', text: NO_MAIL_SEARCH.text.replace('forbid', 'permit') };
  const refused = await house.changesNothing(() =>
    house.call('admin', 'POST', '/requests', { ...PROPOSAL, files: [broken] }),
  );
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  expect(refused.body.errors[0].message).toMatch(/only forbid stands in it/);
  const same = await house.call('admin', 'POST', '/requests', { ...PROPOSAL, files: [] });
  expect(same).toMatchObject({ status: 409, body: { code: 'not-needed' } });
});

story(
  'a candidate of the longest text can be read in full on its pages, and adopted',
  { timeout: 60_000 },
  async ({ house }) => {
    const remark = `${'// We have thought about every line of this with care.\n'.repeat(1_100)}`;
    const files = [{ ...NO_MAIL_SEARCH, text: remark + NO_MAIL_SEARCH.text }];
    const id = await proposed(house, { files });
    let seen = '';
    for (let page = 1; page <= 40; page += 1) {
      const card = JSON.stringify(house.seenBy('board', id));
      seen += card;
      if (card.includes('"verb":"approve"')) break;
      await house.click('board', id, 'page');
    }
    expect(seen.split('every line of this').length - 1).toBe(1_100);
    for (const name of ['board', 'security']) {
      const { digest } = await house.request(id, name);
      const answer = await house.call(name, 'POST', `/requests/${id}/answer`, {
        answer: 'approve',
        digest,
      });
      expect(answer.status).toBe(200);
    }
    expect((await search(house)).policies).toEqual(['no-mail-search']);
  },
);
