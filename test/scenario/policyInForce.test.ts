import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PolicySettings } from '../../src/features/policy/domain/judge.ts';
import { filesIn } from '../../src/features/policy/files.ts';
import { startPolicies } from '../../src/features/policy/starting.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { examplePolicySettings, freshPolicies } from '../support/policies.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { TICKETS } from './tickets.ts';

const NO_MAIL = `
@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`;
const SEARCH = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'search',
  arguments: {},
};

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Servers of one table, each with rules of its own and one folder of the tenant between them. */
function company() {
  const table = new MemoryTable();
  const checkpoints = new MemoryCheckpoints();
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const open = async (settings: PolicySettings = examplePolicySettings): Promise<WholeHouse> => {
    const policy = await freshPolicies(settings);
    const proposed = () => filesIn(folder);
    const house = await openWholeHouse({ table, checkpoints, policy, proposedPolicies: proposed });
    closing.push(() => house.close());
    const stop = await startPolicies(
      { ledger: house.ledger, policy, log: silentLog },
      await proposed(),
    );
    closing.push(stop);
    return house;
  };
  const write = (text: string, name = 'tenant.cedar') => writeFileSync(join(folder, name), text);
  return { open, write };
}

const search = async (house: WholeHouse) =>
  (await house.call('gateway', 'POST', '/authorize', SEARCH)).body;
const reload = (house: WholeHouse, as = 'admin') =>
  house.call(as, 'POST', '/policy/reload', { reason: 'Mail is off' });
const bundle = async (house: WholeHouse) =>
  (await house.call('board', 'GET', '/policy/bundle')).body;

describe('the policy in force', () => {
  it('is shown to admins and the board, with the hash that every decision carries', async () => {
    const house = await company().open();
    const shown = await bundle(house);
    expect(shown).toMatchObject({ inForce: true });
    expect((await search(house)).bundle).toBe(shown.bundle);
    expect(
      shown.policies.find(({ id }: { id: string }) => id === 'finance-needs-two'),
    ).toMatchObject({
      effect: 'forbid',
      needsApproval: { approver: 'finance', quorum: 2, stepUp: false },
    });
    for (const as of ['owner', 'pilot', 'agent:crm-assistant', 'gateway'])
      expect((await house.call(as, 'GET', '/policy/bundle')).status).toBe(403);
    for (const as of ['owner', 'board', 'agent:crm-assistant', 'gateway'])
      expect((await reload(house, as)).status).toBe(403);
  });

  it('is tightened from the folder of the tenant, at once and on every server', {
    timeout: 60_000,
  }, async () => {
    const { open, write } = company();
    const [one, other] = [await open(), await open()];
    expect((await search(other)).outcome).toBe('allow');
    write(NO_MAIL);
    expect((await reload(one)).body).toMatchObject({ changed: true });
    const denied = await search(other);
    // The other server knows of the new rules before it has them ready.
    expect(denied.outcome).toBe('deny');
    expect(await search(one)).toMatchObject({
      outcome: 'deny',
      policies: ['no-mail-search'],
      because: 'The agent crm-assistant may not search mail here.',
    });
    await expect
      .poll(async () => (await search(other)).policies, { timeout: 15_000 })
      .toEqual(['no-mail-search']);
    expect((await reload(other)).body).toMatchObject({ changed: false });
    const third = await open();
    expect((await search(third)).policies).toEqual(['no-mail-search']);
  });

  it('stays where the new files are no policy, and says why', async () => {
    const { open, write } = company();
    const house = await open();
    const before = (await bundle(house)).bundle;
    write(NO_MAIL.replace('forbid', 'permit'));
    const refused = await reload(house);
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].message).toMatch(/only forbid stands in it/);
    expect((await bundle(house)).bundle).toBe(before);
    expect((await search(house)).outcome).toBe('allow');
  });

  it('is not loosened by an admin alone', async () => {
    const { open, write } = company();
    write(NO_MAIL);
    const house = await open();
    expect((await search(house)).policies).toEqual(['no-mail-search']);
    write('// nothing');
    const refused = await reload(house);
    expect(refused).toMatchObject({ status: 403, body: { code: 'needs-request' } });
    expect((await search(house)).policies).toEqual(['no-mail-search']);
  });

  it('is replaced by a server with other rules, and then an older server allows nothing', async () => {
    const { open } = company();
    const old = await open();
    const fresh = await open({ ...examplePolicySettings, acceptedDomains: ['else.example'] });
    expect((await search(fresh)).outcome).toBe('allow');
    expect(await search(old)).toMatchObject({ outcome: 'deny', policies: ['policy-not-loaded'] });
    const restarted = await open();
    expect(await search(restarted)).toMatchObject({ policies: ['policy-not-loaded'] });
    expect((await bundle(fresh)).inForce).toBe(true);
    // Going back is somebody's decision.
    expect((await reload(restarted)).body).toMatchObject({ changed: true });
    expect((await search(restarted)).outcome).toBe('allow');
    expect((await search(fresh)).outcome).toBe('deny');
  });
});

const PEOPLE = `
@id("no-third-party-agents")
@priority("60")
@reason("The agent {agent} may not be registered: this tenant takes none of platform {platform}.")
forbid (principal, action == Gov::Action::"createAgent", resource)
when { resource.platform == Gov::Platform::"thirdParty" };

@id("nothing-back-to-pilot")
@priority("60")
@reason("The agent {agent} may not be moved to phase {phase}.")
forbid (principal, action == Gov::Action::"publishAgent", resource)
when { resource.phase == Gov::Phase::"pilot" };

@id("nobody-is-acted-for")
@priority("60")
@reason("The agent {agent} may act for nobody but itself.")
forbid (principal, action == Gov::Action::"invokeAgent", resource);

@id("owners-ask-for-connectors")
@priority("60")
@reason("Only its owners may ask for a connector for the agent {agent}.")
forbid (principal, action == Gov::Action::"connectAgent", resource)
unless { principal.owner };
`;

describe('what people may do with agents', () => {
  it('is theirs by the shipped rules, and what a tenant leaves of it', async () => {
    const { open, write } = company();
    const house = await open();
    const known = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
    const { status: _status, ...agent } = { ...known, capabilities: [] };
    const put = (more: object) =>
      house.call('admin', 'PUT', '/agents/another', { ...agent, id: 'another', ...more });
    const acting = { ...SEARCH, onBehalfOf: 'pilot@contoso.example' };
    const act = async () => (await house.call('gateway', 'POST', '/authorize', acting)).body;
    expect((await put({})).status).toBe(200);
    expect((await act()).outcome).toBe('allow');

    write(PEOPLE);
    expect((await reload(house)).status).toBe(200);
    const third = { ...agent, id: 'third', platform: 'thirdParty' };
    for (const refused of [
      await house.call('admin', 'PUT', '/agents/third', third),
      await house.call('admin', 'POST', '/import', { agents: [third] }),
    ])
      expect(refused).toMatchObject({
        status: 403,
        body: {
          code: 'denied',
          detail:
            'Nothing was changed. The agent third may not be registered: this tenant takes none of platform thirdParty.',
        },
      });
    expect((await house.call('admin', 'GET', '/agents/third')).status).toBe(404);
    expect(await put({ phase: 'pilot' })).toMatchObject({ status: 403, body: { code: 'denied' } });
    expect((await put({ version: '2' })).status).toBe(200);
    expect(await act()).toMatchObject({
      outcome: 'deny',
      policies: ['nobody-is-acted-for'],
      because: 'The agent crm-assistant may act for nobody but itself.',
    });
    expect((await search(house)).outcome).toBe('allow');
    expect(await house.call('pilot', 'POST', '/requests', TICKETS)).toMatchObject({
      status: 403,
      body: { code: 'denied' },
    });
    expect((await house.call('owner', 'POST', '/requests', TICKETS)).status).toBe(201);
  });
});
