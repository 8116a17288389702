import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { graphDirectory, type RoleGroups } from '../../../src/adapters/graph/directory.ts';
import { instantOf, SECOND } from '../../../src/kernel/instant.ts';
import { type PersonId, personId } from '../../../src/kernel/people.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeGraph, startFakeGraph } from '../../support/fakeGraph.ts';

const idOf = (n: number) =>
  personId(`00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`) as PersonId;
const group = (n: number) => idOf(9_000 + n);
const OWNER = idOf(2);
const GROUPS: RoleGroups = {
  admin: group(1),
  board: group(2),
  security: group(3).toUpperCase(),
  finance: group(4),
};

let graph: FakeGraph;
let now = 0;
const clock = { now: () => instantOf(now) };
const open = (groups = GROUPS) =>
  graphDirectory({
    credential: fakeCredential(),
    origin: graph.origin,
    groups,
    clock,
    budgetMs: 10_000,
    wait: async () => undefined,
  });

function addUser(n: number, name: string, accountEnabled = true) {
  const user = {
    id: idOf(n) as string,
    userPrincipalName: `${name}@contoso.example`,
    displayName: `The ${name}` as string | null,
    accountEnabled,
  };
  graph.users.push(user);
  return user;
}

beforeEach(async () => {
  now = 0;
  graph = await startFakeGraph();
  addUser(2, 'Owner');
});
afterEach(() => graph.close());

describe('finding a person', () => {
  const owner = { id: OWNER, upn: 'Owner@contoso.example', name: 'The Owner' };

  it('takes a user principal name or an object id, in letters of any case', async () => {
    const directory = open();
    for (const key of [
      'Owner@contoso.example',
      'OWNER@CONTOSO.EXAMPLE',
      OWNER,
      OWNER.toUpperCase(),
    ])
      expect(await directory.find(key)).toEqual(owner);
    expect(await directory.find('nobody@contoso.example')).toBeUndefined();
    expect(await directory.find(idOf(77))).toBeUndefined();
  });

  it('finds nobody whose account is not enabled', async () => {
    addUser(3, 'Leaver', false);
    expect(await open().find('leaver@contoso.example')).toBeUndefined();
    graph.fail({ body: { id: OWNER, userPrincipalName: 'owner@contoso.example' } });
    expect(await open().find('owner@contoso.example')).toBeUndefined();
  });

  it('shows the principal name of who has no other', async () => {
    addUser(3, 'Plain').displayName = null;
    expect(await open().find(idOf(3))).toMatchObject({ name: 'Plain@contoso.example' });
  });

  it('takes guests and apostrophes as Entra writes them, each in one part of the path', async () => {
    const guest = {
      ...addUser(3, 'x'),
      userPrincipalName: "pat.o'hara_fabrikam.example#EXT#@contoso.example",
    };
    graph.users.push({ ...guest, id: idOf(4) });
    expect(await open().find(guest.userPrincipalName)).toMatchObject({ id: idOf(4) });
    expect(graph.calls.at(-1)?.url).toContain(
      '/v1.0/users/pat.o%27hara_fabrikam.example%23ext%23%40contoso.example?$select=',
    );
  });

  it.each([
    '',
    ' ',
    '.',
    '..',
    '../groups',
    'me',
    'delta()',
    '$count',
    '@contoso.example',
    'a@',
    'owner@contoso.example/manager',
    'owner@contoso.example?$select=id',
    'owner@contoso.example&$expand=manager',
    'owner%40contoso.example',
    '%2e%2e/groups@contoso.example',
    '..\\groups@contoso.example',
    'a/b@contoso.example',
    "x') or startswith(userPrincipalName,'admin@contoso.example",
    "owner@contoso.example' or '1' eq '1",
    'owner @contoso.example',
    'owner@contoso.example\n',
    'owner@contoso.example\0',
    'owner@@contoso.example',
    'o\u{500}ner@contoso.example',
    'owner@contoso\uFF0Eexample',
    '{00000000-0000-4000-8000-000000000002}',
    '00000000-0000-4000-8000-000000000002/manager',
    'a'.repeat(200_000),
    `${'a'.repeat(114)}@contoso.example`,
  ])('asks nobody about what is no name, %#', async (text) => {
    expect(await open().find(text)).toBeUndefined();
    expect(graph.calls).toEqual([]);
  });

  it.each([
    "x'or'1'@contoso.example",
    '!$count@x',
    'a&b@x',
    '#@x',
    'a+b@x',
    "''@x",
    '..@..',
    '^~@x',
  ])('asks about one user and nothing else: %j', async (text) => {
    expect(await open().find(text)).toBeUndefined();
    for (const { url } of graph.calls)
      expect(url).toMatch(/^\/v1\.0\/users\/[\w.!%~^-]+\?\$select=[\w,]+$/);
  });

  it('believes no answer about somebody else', async () => {
    addUser(3, 'Other');
    graph.fail({ body: { ...graph.users[1] } }, 100);
    await expect(open().find(OWNER)).rejects.toMatchObject({ code: 'directory-unavailable' });
  });

  it('remembers a name for half a minute', async () => {
    const directory = open();
    await Promise.all([directory.find(OWNER), directory.find(OWNER.toUpperCase())]);
    now = 30 * SECOND - 1;
    expect(await directory.find(OWNER)).toEqual(owner);
    expect(graph.calls).toHaveLength(1);
    now += 1;
    const [user] = graph.users;
    if (user) user.accountEnabled = false;
    expect(await directory.find(OWNER)).toBeUndefined();
    expect(graph.calls).toHaveLength(2);
  });

  it('remembers neither nobody nor a failure', async () => {
    const directory = open();
    expect(await directory.find('new@contoso.example')).toBeUndefined();
    addUser(3, 'New');
    graph.fail({ status: 400 });
    await expect(directory.find('new@contoso.example')).rejects.toMatchObject({ name: 'Fault' });
    expect(await directory.find('new@contoso.example')).toMatchObject({ id: idOf(3) });
  });

  it('remembers the last 500', async () => {
    const directory = open();
    for (let n = 1_000; n < 1_500; n += 1) addUser(n, `p${n}`);
    for (let n = 1_000; n < 1_500; n += 1) await directory.find(idOf(n));
    await directory.find(OWNER);
    graph.calls.length = 0;
    await directory.find(idOf(1_001));
    expect(graph.calls).toHaveLength(0);
    await directory.find(idOf(1_000));
    expect(graph.calls).toHaveLength(1);
  });
});

describe('roles', () => {
  it('come from the groups that are told, each by its object id in lower case', () => {
    expect(open().rolesFrom).toEqual({
      source: 'directory',
      groups: { admin: group(1), board: group(2), security: group(3), finance: group(4) },
    });
  });

  it('are those whose group a person is in, by way of other groups too', async () => {
    graph.groups.set(group(1), [OWNER]);
    graph.groups.set(group(3), [idOf(500)]);
    graph.groups.set(idOf(500), [OWNER, group(3)]);
    expect(await open().rolesOf(OWNER)).toEqual(new Set(['admin', 'security']));
  });

  it('are asked for anew each time', async () => {
    const directory = open();
    graph.groups.set(group(1), [OWNER]);
    expect(await directory.rolesOf(OWNER)).toEqual(new Set(['admin']));
    graph.groups.set(group(1), []);
    expect(await directory.rolesOf(OWNER)).toEqual(new Set());
    graph.groups.set(group(1), [OWNER]);
    const [user] = graph.users;
    if (user) user.accountEnabled = false;
    expect(await directory.rolesOf(OWNER)).toEqual(new Set());
  });

  it('are none for who is not there', async () => {
    expect(await open().rolesOf(idOf(77))).toEqual(new Set());
  });

  it('are none where no group is configured, and then nobody is asked', async () => {
    const directory = open({});
    expect(await directory.rolesOf(OWNER)).toEqual(new Set());
    expect(await directory.membersOf('admin')).toEqual([]);
    expect(graph.calls).toEqual([]);
  });

  it('may share a group', async () => {
    graph.groups.set(group(1), [OWNER]);
    const shared = { admin: group(1), board: group(1), security: group(2) };
    expect(await open(shared).rolesOf(OWNER)).toEqual(new Set(['admin', 'board']));
  });

  it('do not come from groups that were not asked about', async () => {
    graph.fail({ body: { value: [idOf(500), group(2)] } }, 1, /checkMemberGroups/);
    expect(await open().rolesOf(OWNER)).toEqual(new Set(['board']));
  });

  it.each(['admin@contoso.example', '../groups', '', `${group(1)}/members`])(
    'need groups that are named by their object ids: %j',
    (name) => {
      expect(() => open({ admin: name })).toThrow(
        expect.objectContaining({ code: 'misconfigured' }),
      );
    },
  );
});

describe('the members of a role', () => {
  it('are people with enabled accounts, each once, over all pages', async () => {
    for (let n = 10; n < 35; n += 1) addUser(n, `p${n}`, n !== 20);
    const all = Array.from({ length: 25 }, (_, i) => idOf(10 + i));
    graph.groups.set(group(2), [idOf(500), ...all]);
    graph.groups.set(idOf(500), all);
    graph.pageSize = 10;
    const members = await open().membersOf('board');
    expect(members.map(({ id }) => id)).toEqual(all.filter((id) => id !== idOf(20)));
    expect(members[0]).toEqual({ id: idOf(10), upn: 'p10@contoso.example', name: 'The p10' });
    expect(graph.calls).toHaveLength(3);
  });

  it('follow no page to another origin', async () => {
    const other = await startFakeGraph();
    onTestFinished(() => other.close());
    const url = `${other.origin}/v1.0/groups/${group(1)}/transitiveMembers/next`;
    graph.fail({ body: { value: [], '@odata.nextLink': url } });
    await expect(open().membersOf('admin')).rejects.toMatchObject({
      code: 'directory-unavailable',
    });
    expect(other.calls).toEqual([]);
  });

  it('are not read for ever', async () => {
    const url = `${graph.origin}/v1.0/groups/${group(1)}/transitiveMembers/microsoft.graph.user?x`;
    graph.fail({ body: { value: [], '@odata.nextLink': url } }, 1_000);
    await expect(open().membersOf('admin')).rejects.toMatchObject({ name: 'Fault' });
    expect(graph.calls).toHaveLength(20);
  });

  it('are listed once for many who ask within five seconds', async () => {
    addUser(3, 'Board');
    graph.groups.set(group(2), [idOf(3)]);
    const directory = open();
    const asked = Array.from({ length: 50 }, () => directory.membersOf('board'));
    for (const members of await Promise.all(asked)) expect(members).toHaveLength(1);
    const listings = () => graph.calls.filter(({ url }) => url.includes('/groups/')).length;
    expect(listings()).toBe(1);
    graph.groups.set(group(2), []);
    now += 5 * SECOND;
    expect(await directory.membersOf('board')).toEqual([]);
    expect(listings()).toBe(2);
  });

  it('are not none because their group is gone', async () => {
    await expect(open().membersOf('admin')).rejects.toMatchObject({
      code: 'directory-unavailable',
    });
  });
});

describe('what else a person is', () => {
  it('has a department where Entra has one', async () => {
    graph.users.push({
      ...addUser(3, 'Sales'),
      id: idOf(4),
      userPrincipalName: 's@x.example',
      department: 'Sales',
    });
    expect(await open().find('s@x.example')).toMatchObject({ department: 'Sales' });
    graph.users.push({
      ...addUser(5, 'None'),
      id: idOf(6),
      userPrincipalName: 'n@x.example',
      department: null,
    });
    expect(await open().find('n@x.example')).not.toHaveProperty('department');
  });

  it('has a manager: a person whose account is enabled, asked anew each time', async () => {
    const directory = open();
    expect(await directory.managerOf(OWNER)).toBeUndefined();
    expect(await directory.managerOf(idOf(77))).toBeUndefined();
    const boss = addUser(3, 'Boss');
    graph.managers.set(OWNER, boss);
    expect(await directory.managerOf(OWNER)).toMatchObject({ id: idOf(3), name: 'The Boss' });
    boss.accountEnabled = false;
    expect(await directory.managerOf(OWNER)).toBeUndefined();
    graph.managers.set(OWNER, { '@odata.type': '#microsoft.graph.orgContact', id: idOf(8) });
    expect(await directory.managerOf(OWNER)).toBeUndefined();
  });

  it.each([
    ['fails', { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } }],
    ['answers with something else', { body: { id: 'nobody' } }],
  ])('is not guessed where Graph %s', async (_, answer) => {
    graph.fail(answer);
    await expect(open().managerOf(OWNER)).rejects.toMatchObject({ code: 'directory-unavailable' });
  });
});
