import { CloudAdapter } from 'botbuilder';
import { serveChannelIdentity } from '../../src/adapters/local/channel.ts';
import { exampleAgents } from '../../src/adapters/local/exampleOrganisation.ts';
import { openKeyStore } from '../../src/adapters/local/keys.ts';
import { connectorAuthentication } from '../../src/adapters/teams/connectorAuthentication.ts';
import { requests } from '../../src/features/approvals/domain/entity.ts';
import { viewNonce, viewOf } from '../../src/features/approvals/domain/nonce.ts';
import { personId } from '../../src/kernel/people.ts';
import { callApi, type Machine } from '../scenario/processes/machine.ts';
import type { Activity } from '../support/fakeTeams.ts';
import { type HouseHere, openHouseHere } from './house.ts';
import { type Compared, inTurns } from './inTurns.ts';
import type { Effort, Row } from './row.ts';

/** Copies of an agent of the example organisation, since each may have ten requests open. */
const AGENTS = 20;
const REQUESTS_EACH = 10;
/** Turns at the same time. */
const ABREAST = 8;

/** A click on Approve, decided and committed on Azurite, against the same with the ledger in memory, and against a bare echo bot. */
export async function botTurn(
  machine: Machine,
  { rounds, share }: Effort,
): Promise<readonly Row[]> {
  const agents = Math.ceil(AGENTS * share);
  const [azurite, memory] = [
    await openHouseHere(machine, 'azurite'),
    await openHouseHere(machine, 'memory'),
  ];
  const [onAzurite, inMemory] = [
    await approver(machine, azurite, agents),
    await approver(machine, memory, agents),
  ];
  const echo = await echoer(machine, agents * REQUESTS_EACH);
  await onAzurite(); // all warm
  await inMemory();
  await echo.run();
  const beside = await inTurns(rounds, onAzurite, inMemory);
  const overEcho = await inTurns(rounds, onAzurite, echo.run);
  await echo.stop();
  await azurite.close();
  await memory.close();
  return [
    rowOf('turnOverMemory', 'bot turn, decision committed ÷ ledger in memory', 0.5, beside),
    rowOf('turnOverEcho', 'bot turn, decision committed ÷ a bare botbuilder echo', 0.3, overEcho),
  ];
}

const rowOf = (name: string, what: string, target: number, compared: Compared): Row => ({
  name,
  what,
  value: compared.ratio,
  target,
  at: 'least',
  detail: { turnsPerSecond: compared.ours, theirsPerSecond: compared.theirs, abreast: ABREAST },
});

/** How many a second, where `todo` is done by ABREAST at the same time. */
async function rate(todo: readonly (() => Promise<void>)[]): Promise<number> {
  const left = todo.values();
  const start = performance.now();
  const worker = async (): Promise<void> => {
    for (const one of left) await one();
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  return (todo.length / (performance.now() - start)) * 1_000;
}

/** Each call asks for REQUESTS_EACH actions of so many agents, and then measures the clicks that approve them. */
async function approver(machine: Machine, here: HouseHere, count: number) {
  const agents = await importAgents(machine, here, count);
  const owner = machine.person('owner');
  const id = personId(owner.objectId);
  if (id === undefined) throw new TypeError('the owner is nobody');
  let serial = 0;
  const ask = async (agentId: string): Promise<string> => {
    const { body } = await callApi(here.url, {
      token: await machine.token('gateway'),
      path: '/authorize',
      body: {
        agentId,
        connectorId: 'mail',
        tool: 'send',
        arguments: { to: ['a@b.example'], subject: `Offer ${(serial += 1)}`, body: 'Here it is.' },
      },
    });
    if (body.requestId === undefined) throw new Error(`not asked: ${JSON.stringify(body)}`);
    return body.requestId;
  };
  const clickOn = async (request: string): Promise<Activity> => {
    const state = await here.ledger.reads.get(requests, request);
    if (state === undefined) throw new Error(`there is no ${request}`);
    const nonce = viewNonce(here.parts.cardMac, viewOf(state, id));
    const data = { verb: 'approve', request, digest: state.digest, nonce };
    const action = { type: 'Action.Execute', verb: 'approve', data };
    return machine.teams.activity(owner, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action, trigger: 'manual' },
    });
  };
  return async (): Promise<number> => {
    const wanted = agents.flatMap((agent) => Array.from({ length: REQUESTS_EACH }, () => agent));
    const clicks: Activity[] = [];
    for (const batch of batches(wanted, 16))
      clicks.push(...(await Promise.all(batch.map(async (agent) => clickOn(await ask(agent))))));
    const authorization = machine.teams.token();
    return rate(
      clicks.map((click) => async () => {
        const { body } = await here.house.teams.receive(authorization, click);
        if ((body as { statusCode?: number }).statusCode !== 200)
          throw new Error(`a click was answered ${JSON.stringify(body)}`);
      }),
    );
  };
}

function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

async function importAgents(machine: Machine, { url }: HouseHere, count: number) {
  const model = exampleAgents.find(({ id }) => id === 'crm-assistant');
  const agents = Array.from({ length: count }, (_, i) => ({ ...model, id: `bench-${i}` }));
  const told = await callApi(url, {
    token: await machine.token('admin'),
    path: '/import',
    body: { agents, connectors: [] },
  });
  if (told.status >= 300) throw new Error(`not imported: ${JSON.stringify(told.body)}`);
  return agents.map(({ id }) => id);
}

/** A bot that says what it is told, on botbuilder's own adapter, with the same tokens and the same connector. */
async function echoer(machine: Machine, turns: number) {
  const keys = await openKeyStore(machine.dataDir);
  const channel = await serveChannelIdentity(keys.signing('channel'));
  const { botId, tenantId } = machine.teams;
  const adapter = new CloudAdapter(
    connectorAuthentication({
      botId,
      tenantId,
      openIdMetadataUrl: channel.metadataUrl,
      credentials: { connectorToken: async () => 'token-of-the-bot' },
    }),
  );
  const owner = machine.person('owner');
  const turn = (authorization: string) => async (): Promise<void> => {
    const body = machine.teams.activity(owner, { type: 'message', text: 'Is anybody there?' });
    let status = 0;
    const response = {
      socket: undefined,
      header: () => {},
      send: () => {},
      end: () => {},
      status: (code: number) => {
        status = code;
      },
    };
    const request = { method: 'POST', headers: { authorization }, body };
    await adapter.process(request, response, async (context) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
    });
    if (status !== 200) throw new Error(`the echo was answered ${status}`);
  };
  return {
    run: () => {
      const authorization = machine.teams.token();
      return rate(Array.from({ length: turns }, () => turn(authorization)));
    },
    stop: () => channel.stop(),
  };
}
