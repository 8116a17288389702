import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { FACTS } from '../../src/compose.ts';
import type { TellSystems } from '../../src/features/alarms/deps.ts';
import { HOUR, MINUTE } from '../../src/kernel/instant.ts';
import type { LastVerified } from '../../src/kernel/verified.ts';
import { alarmWebhooks } from '../../src/run/webhooks.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { openWithRules } from './rulesInForce.ts';
import type { Story } from './story.ts';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

describe('an alarm', () => {
  const told: Told[] = [];
  const answers: number[] = [];
  /** Accepts everything, unless a test says otherwise. */
  const tellSystems: TellSystems = async (call) => {
    told.push(call);
    return { accepted: answers.shift() ?? 1, of: 1 };
  };
  let world: Story;
  beforeAll(async () => {
    world = await openWithRules({ tellSystems });
    await world.teams.install(world.person('security'));
  });
  afterAll(() => world.close());

  const find = (agentId: string) =>
    world.call('gateway', 'POST', '/observations', {
      source: 'Purview',
      agents: [{ agentId, connectors: ['mail'] }],
    });
  const alarms = async (status: string, as = 'security') =>
    (await world.call(as, 'GET', `/alarms?status=${status}`)).body.items;
  const soc = () => world.teams.channel('soc');
  const cards = (alarm: string) =>
    world.teams.deliveries.filter(({ card }) =>
      JSON.stringify(card ?? {}).includes(`${alarm}, at `),
    );
  const raise = async (agentId: string): Promise<string> => {
    await find(agentId);
    await world.pass(2_000);
    const found = (await alarms('open')).find(({ what }: { what: string }) =>
      what.includes(agentId),
    );
    return found.id;
  };

  test('room is opened by those who may acknowledge, and by nobody else', async () => {
    const { replies } = await world.teams.say(world.person('owner'), 'alarms here', {
      where: soc(),
    });
    expect(JSON.stringify(replies)).toContain('say where alarms are posted');
    const opened = await world.teams.say(world.person('security'), 'alarms here', { where: soc() });
    expect(JSON.stringify(opened.replies)).toContain('Alarms are posted here');
  });

  test('is raised for what an inventory found, once, and posted where it was said', async () => {
    const alarm = await raise('night-crawler');
    expect(await alarms('open')).toMatchObject([
      {
        id: alarm,
        kind: 'growth',
        status: 'open',
        what: 'Agent night-crawler is on no list. Seen by Purview.',
        subject: 'agent:night-crawler',
        ledger: { log: 'g' },
      },
    ]);
    await world.leap(HOUR);
    expect(await alarms('open')).toHaveLength(1);
    expect(cards(alarm).map(({ conversationId }) => conversationId)).toEqual([soc().id]);
    expect(told).toMatchObject([
      { id: `${alarm}-raised`, type: 'alarm.raised', data: { id: alarm, ledger: { log: 'g' } } },
    ]);
  });

  test.each(['owner', 'finance1', 'pilot', 'agent:crm-assistant', 'gateway'])(
    'is neither read nor acknowledged by %s',
    async (as) => {
      const [{ id }] = await alarms('open');
      expect((await world.call(as, 'GET', '/alarms')).status).toBe(403);
      expect((await world.call(as, 'POST', `/alarms/${id}/acknowledge`, {})).status).toBe(403);
      expect(await alarms('open')).toHaveLength(1);
    },
  );

  test('is not acknowledged with the button by somebody who only reads along', async () => {
    const [{ id }] = await alarms('open');
    const [posted] = cards(id);
    const click = (name: string) =>
      world.teams.click(world.person(name), posted?.activityId ?? '', 'alarm-acknowledge', {
        data: { verb: 'alarm-acknowledge', alarm: id },
        where: soc(),
      });
    expect(await click('owner')).toMatchObject({ statusCode: 403 });
    expect(await alarms('open')).toHaveLength(1);
    await world.leap(40 * MINUTE);
    const taken = await click('security');
    expect(JSON.stringify(taken.card)).toContain('Selma Security');
    expect(await click('security')).toMatchObject({ statusCode: 200 });
    const late = await click('admin');
    expect(late.statusCode).toBe(409);
    expect(JSON.stringify(late)).toContain('Selma Security acknowledged this before you');
  });

  test('that is acknowledged stays on a list, and its card and other systems say so', async () => {
    await world.settle();
    expect(await alarms('open')).toEqual([]);
    const [one] = await alarms('acknowledged', 'board');
    expect(one.acknowledged.by).toBe(world.person('security').objectId);
    expect(JSON.stringify(cards(one.id).at(-1)?.card)).toContain('acknowledged this');
    expect(told.at(-1)).toMatchObject({
      id: `${one.id}-acknowledged`,
      data: { status: 'acknowledged', acknowledged: { by: one.acknowledged.by } },
    });
    const second = await world.call('admin', 'POST', `/alarms/${one.id}/acknowledge`, {});
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'already-acknowledged', by: one.acknowledged.by, at: one.acknowledged.at },
    });
    const again = await world.call('security', 'POST', `/alarms/${one.id}/acknowledge`, {});
    expect(again.status).toBe(200);
  });

  test('holds the note of who took it on; one that nobody raised is not there', async () => {
    const id = await raise('day-crawler');
    const path = `/alarms/${id}/acknowledge`;
    expect((await world.call('admin', 'POST', path, { note: 'x'.repeat(501) })).status).toBe(400);
    const { body } = await world.call('admin', 'POST', path, { note: 'It is the intern’s.' });
    expect(body.acknowledged).toMatchObject({ note: 'It is the intern’s.' });
    const nobody = '/alarms/AL-000000000000/acknowledge';
    expect((await world.call('admin', 'POST', nobody, {})).status).toBe(404);
    expect((await world.call('admin', 'POST', '/alarms/AL-1/acknowledge', {})).status).toBe(404);
  });

  test('is told again until other systems accept it, and let be in the end', async () => {
    const before = told.length;
    answers.push(0, 0, 1);
    const id = await raise('tin-crawler');
    await world.leap(MINUTE);
    await world.leap(MINUTE);
    expect(told.slice(before).map(({ type }) => type)).toEqual(Array(3).fill('alarm.raised'));
    await world.leap(HOUR);
    expect(told).toHaveLength(before + 3);
    await world.call('admin', 'POST', `/alarms/${id}/acknowledge`, {});
  });

  test('is counted in the digest, with how long it took', async () => {
    await raise('open-crawler');
    const { body } = await world.call('board', 'GET', '/digests/2026-W47');
    const incidents = body.sections.find(({ id }: { id: string }) => id === 'incidents');
    expect(incidents.summary).toMatch(
      /4 alarms were raised and 3 were acknowledged, half of them within .+\. 1 is open now\./,
    );
    expect(JSON.stringify(incidents.items)).toContain('night-crawler is on no list');
    expect(JSON.stringify(incidents.items)).toContain('(still open)');
  });

  test('is listed in chat for those who may read it', async () => {
    const { replies } = await world.teams.say(world.person('admin'), 'alarms');
    expect(JSON.stringify(replies[0]?.card)).toContain('open-crawler');
    const other = await world.teams.say(world.person('owner'), 'alarms');
    expect(JSON.stringify(other.replies)).toContain('Alarms are for admins');
    const miss = await world.teams.say(world.person('admin'), 'alarms loudly');
    expect(JSON.stringify(miss.replies)).toContain('alarms here');
  });

  test('is not posted any more where somebody said stop', async () => {
    await world.teams.say(world.person('admin'), 'alarms stop', { where: soc() });
    const id = await raise('late-crawler');
    expect(cards(id)).toEqual([]);
  });

  test('leaves a ledger that replays, row by row', async () => {
    expect(
      await foundIn(toVerify(world.table, undefined, { tenant: EXAMPLE_TENANT, features: FACTS })),
    ).toBe('nothing');
  });
});

describe('figures that ask for action', () => {
  test('are an alarm a week', async () => {
    const world = await openWithRules();
    const draft = {
      agentId: 'crm-assistant',
      connectorId: 'mail',
      tool: 'createDraft',
      workflow: 'offers',
      arguments: { to: ['emma@fabrikam.example'], subject: 'Offer', body: 'b' },
    };
    for (let n = 0; n < 6; n += 1) {
      const { body } = await world.call('agent:crm-assistant', 'POST', '/authorize', draft);
      await world.call('agent:crm-assistant', 'POST', '/outcomes', {
        decisionId: body.decisionId,
        outcome: 'edited',
        edit: 'heavy',
      });
    }
    await world.leap(5 * MINUTE);
    await world.leap(5 * MINUTE);
    const { body } = await world.call('admin', 'GET', '/alarms');
    const found = body.items.filter(({ what }: { what: string }) =>
      what.startsWith('Outputs edited heavily: 100 % of 6.'),
    );
    expect(found).toHaveLength(1);
    expect(found[0].todo).toContain('rework the prompt');
    await world.close();
  });
});

describe('a ledger that the daily verification found changed', () => {
  test('is an alarm a week for each place, and stands in the control matrix', async () => {
    let last: LastVerified | undefined;
    const told: Told[] = [];
    const tellSystems: TellSystems = async (call) => {
      told.push(call);
      return { accepted: 1, of: 1 };
    };
    const world = await openWithRules({ tellSystems, verified: () => last });
    const audit = async () => {
      const { body } = await world.call('board', 'GET', '/controls');
      return body.items.find(({ id }: { id: string }) => id === 'audit');
    };
    const round = async (now: Pick<LastVerified, 'outcome' | 'place'>) => {
      last = { at: world.clock.now(), events: 40, ...now };
      await world.leap(5 * MINUTE);
      await world.leap(5 * MINUTE);
      const { body } = await world.call('security', 'GET', '/alarms');
      return body.items.filter(({ kind }: { kind: string }) => kind === 'ledger');
    };
    expect(await round({ outcome: 'asWritten' })).toEqual([]);
    expect((await audit()).because).toMatch(
      /The first 40 events of all logs were last verified on .+\.$/,
    );
    expect(await world.say('security', 'verify')).toContain('up to the first 40 events');
    const found = await round({ outcome: 'differs', place: 'g/R|AR-7' });
    expect(found).toMatchObject([{ what: expect.stringContaining('at g/R|AR-7.') }]);
    expect(await round({ outcome: 'differs', place: 'g/R|AR-7' })).toHaveLength(1);
    expect(await round({ outcome: 'differs', place: 'g/S|AR-8' })).toHaveLength(2);
    expect(told.map(({ type }) => type)).toEqual(['alarm.raised', 'alarm.raised']);
    expect(await audit()).toMatchObject({ status: 'attention' });
    expect(await world.say('security', 'verify')).toContain('not as written');
    await world.close();
  });
});

describe('other systems', () => {
  test('are called with a signature; one that refuses or is silent has not accepted it', async () => {
    const got: { signature: unknown; body: string }[] = [];
    const server = createServer((req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => (body += chunk.toString()));
      req.on('end', () => {
        got.push({ signature: req.headers['webhook-signature'], body });
        res.statusCode = req.url === '/no' ? 500 : 204;
        res.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const at = (path: string) => `http://127.0.0.1:${port}${path}`;
    const { tellSystems } = alarmWebhooks(
      { alarmWebhookUrls: [at('/yes'), at('/no'), 'http://127.0.0.1:9/'] },
      { webhookSecret: 'a secret that both sides know, long enough' },
    );
    const call = { id: 'AL-1a2b3c4d5e6f-raised', type: 'alarm.raised', data: { id: 'x' } };
    expect(await tellSystems?.(call)).toEqual({ accepted: 1, of: 3 });
    expect(got.every(({ signature }) => String(signature).startsWith('v1,'))).toBe(true);
    expect(JSON.parse(got[0]?.body ?? '')).toMatchObject({ type: 'alarm.raised' });
    expect(alarmWebhooks({ alarmWebhookUrls: [] }, { webhookSecret: '' })).toEqual({});
    server.close();
  });
});
