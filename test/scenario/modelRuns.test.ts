import { describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { FACTS } from '../../src/compose.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { type Fields, openStory, type Story, story } from './story.ts';

const PATH = '/agents/crm-assistant/model-runs';
const RUN = { run: 'build-7', suite: 'Offers', model: 'gpt-5-mini', passed: 38, failed: 2 };
const record = (house: Story, change: Fields = {}, as = 'gateway', headers: Fields = {}) =>
  house.call(as, 'POST', PATH, { ...RUN, ...change }, headers as Record<string, string>);
const shown = async (house: Story): Promise<readonly Fields[]> =>
  (await house.call('owner', 'GET', '/agents/crm-assistant/factsheet')).body.modelRuns;

describe('a regression run of a model', () => {
  story('is on the fact sheet, the last of each suite', async ({ house }) => {
    expect(await shown(house)).toEqual([]);
    expect(await record(house)).toMatchObject({
      status: 200,
      body: { agentId: 'crm-assistant', run: 'build-7', recorded: true },
    });
    await record(house, { run: 'red-1', suite: 'Red team', failed: 0, agentVersion: '9.1' });
    const link = 'https://pipeline.contoso.example/runs/8';
    await record(house, { run: 'build-8', failed: 0, link });
    expect(await shown(house)).toMatchObject([
      { run: 'build-8', suite: 'Offers', failed: 0, link },
      { run: 'red-1', suite: 'Red team', agentVersion: '9.1' },
    ]);
    const types = await house.history('agent:crm-assistant');
    expect(types.filter((type) => type === 'model-run-recorded')).toHaveLength(3);
    expect(await house.say('owner', 'sheet crm-assistant')).toContain('Last regression runs');
  });

  story('is recorded once, and has one result', async ({ house }) => {
    await record(house);
    const again = await house.changesNothing(() => record(house));
    expect(again.body).toEqual({ agentId: 'crm-assistant', run: 'build-7', recorded: false });
    const other = await house.changesNothing(() => record(house, { failed: 0 }));
    expect(other).toMatchObject({ status: 400, body: { errors: [{ path: 'run' }] } });
  });

  story(
    'is told by gateways, admins and whoever runs the agent; never by the agent',
    async ({ house }) => {
      const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
      const changed = { ...body, technicalOwner: 'finance1@contoso.example' };
      expect(await house.call('admin', 'PUT', '/agents/crm-assistant', changed)).toMatchObject({
        status: 200,
      });
      for (const [i, as] of ['gateway', 'admin', 'finance1'].entries())
        expect((await record(house, { run: `r${i}` }, as)).body).toMatchObject({ recorded: true });
      for (const as of [
        'agent:crm-assistant',
        'agent:mail-assistant',
        'owner',
        'owner2',
        'board',
        'outsider',
      ])
        expect([
          as,
          await house.changesNothing(() => record(house, { run: 'x' }, as)),
        ]).toMatchObject([as, { status: 403, body: { code: 'forbidden' } }]);
      const nobody = await house.call('gateway', 'POST', '/agents/nobody/model-runs', RUN);
      expect(nobody).toMatchObject({ status: 404 });
    },
  );

  story('is bounded', async ({ house }) => {
    for (const change of [
      { run: 'a b' },
      { run: '' },
      { suite: ' ' },
      { suite: 's'.repeat(101) },
      { model: undefined },
      { passed: -1 },
      { passed: 1.5 },
      { failed: 1_000_001 },
      { passed: 0, failed: 0 },
      { link: 'http://pipeline.contoso.example' },
      { link: 'javascript:alert(1)' },
      { link: 'https://somebody@pipeline.contoso.example' },
      { more: 1 },
    ])
      expect([change, (await house.changesNothing(() => record(house, change))).status]).toEqual([
        change,
        400,
      ]);
  });

  story('is in the digest where something failed', async ({ house }) => {
    await record(house);
    await record(house, { run: 'build-8', failed: 0 });
    const { body } = await house.call('board', 'GET', '/digests/2026-W47');
    const rollout = body.sections.find(({ id }: Fields) => id === 'rollout');
    expect(rollout.summary).toContain(
      '2 regression runs of models were recorded, and in 1 of them something failed.',
    );
    expect(rollout.items).toMatchObject([
      {
        text: 'crm-assistant: 2 of 40 tests of "Offers" failed on the model "gpt-5-mini"',
      },
    ]);
  });
});

test('the rows of runs are what a replay gives, and no more than the newest are kept', async () => {
  const table = new MemoryTable();
  const checkpoints = new MemoryCheckpoints();
  const house = await openStory({ table, checkpoints });
  for (let i = 0; i < 23; i += 1) await record(house, { run: `r${i}`, suite: `s${i % 7}` });
  expect((await shown(house)).map(({ run }) => run)).toEqual(['r22', 'r21', 'r20', 'r19', 'r18']);
  const options = { tenant: EXAMPLE_TENANT, features: FACTS };
  expect(await foundIn(toVerify(table, checkpoints, options))).toBe('nothing');
  await house.close();
});
