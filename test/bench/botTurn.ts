import { randomUUID } from 'node:crypto';
import { exampleAgents } from '../../src/adapters/local/exampleOrganisation.ts';
import { requests } from '../../src/features/approvals/domain/entity.ts';
import { viewNonce, viewOf } from '../../src/features/approvals/domain/nonce.ts';
import { personId } from '../../src/kernel/people.ts';
import { callApi, type Machine } from '../scenario/processes/machine.ts';
import type { Activity } from '../support/fakeTeams.ts';
import { echoBot } from './echoBot.ts';
import { type HouseHere, openHouseHere } from './house.ts';
import { type Compared, inTurns } from './inTurns.ts';
import type { Effort, Row } from './row.ts';
import { ABREAST, Cost, rate } from './turns.ts';

/** Copies of an agent of the example organisation, since each may have ten requests open. */
const AGENTS = 20;
const REQUESTS_EACH = 10;
/**
 * A click on Approve, decided and committed on Azurite, against the same with the ledger in memory, and against a bare echo
 * bot. A turn waits for one answer of storage: the commit, which it shares with the turns beside it. It costs this process
 * 0.3 ms more than in memory. What limits it is Azurite: 1.1 ms a turn for 11.6 rows (5 index a history, 4 are timers and seats
 * that go, the request, its timer), of which lokijs and taking the batch apart are the most by its profile. Clicks that come
 * together are committed together and answered together, so this process waits meanwhile. Half the speed of memory would take
 * some five rows fewer a turn: the index of histories, one row an event and subject, has as many.
 */
export async function botTurn(
  machine: Machine,
  { rounds, share }: Effort,
): Promise<readonly Row[]> {
  await using ends = new AsyncDisposableStack();
  const agents = Math.ceil(AGENTS * share);
  const open = async (where: 'azurite' | 'memory') => {
    const here = await openHouseHere(machine, where);
    ends.defer(() => here.close());
    return approver(machine, here, agents);
  };
  const onAzurite = await open('azurite');
  const inMemory = await open('memory');
  const echo = await echoBot(machine, agents * REQUESTS_EACH);
  ends.defer(() => echo.stop());
  await onAzurite.run(); // all warm
  await inMemory.run();
  await echo.run();
  const beside = await inTurns(rounds, onAzurite.run, inMemory.run);
  const overEcho = await inTurns(rounds, onAzurite.run, echo.run);
  const detail = { ...onAzurite.cost.aTurn, faults: onAzurite.faults() };
  return [
    rowOf(
      {
        name: 'turnOverMemory',
        what: 'bot turn, decision committed ÷ ledger in memory',
        target: 0.5,
      },
      beside,
      { ...detail, theirCpuMs: inMemory.cost.aTurn.cpuMs },
    ),
    rowOf(
      {
        name: 'turnOverEcho',
        what: 'bot turn, decision committed ÷ a bare botbuilder echo',
        target: 0.3,
      },
      overEcho,
      { ...detail, theirCpuMs: echo.cost.aTurn.cpuMs },
    ),
  ];
}

const rowOf = (
  about: Pick<Row, 'name' | 'what' | 'target'>,
  { ratio, ours, theirs }: Compared,
  more: Row['detail'],
): Row => ({
  ...about,
  value: ratio,
  at: 'least',
  detail: { turnsPerSecond: ours, theirsPerSecond: theirs, abreast: ABREAST, ...more },
});

/** Each run asks for REQUESTS_EACH actions of so many agents, and then measures the clicks that approve them. */
async function approver(machine: Machine, here: HouseHere, count: number) {
  const agents = await importAgents(machine, here, count);
  const owner = machine.person('owner');
  const id = personId(owner.objectId);
  if (id === undefined) throw new TypeError('the owner is nobody');
  const cost = new Cost(machine);
  let [serial, faults] = [0, 0];
  const ask = async (agentId: string): Promise<string> => {
    const mail = { to: ['a@b.example'], subject: `Offer ${(serial += 1)}`, body: 'Here it is.' };
    const call = { agentId, connectorId: 'mail', tool: 'send', arguments: mail };
    const token = await machine.token('gateway');
    const { body } = await untilAnswered(() =>
      callApi(here.url, { token, path: '/authorize', body: call }),
    );
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
  const approve = async (authorization: string, click: Activity): Promise<void> => {
    const { tries, status } = await untilAnswered(async () => {
      const { body } = await here.house.teams.receive(authorization, click);
      return { status: (body as { statusCode?: number }).statusCode ?? 0 };
    });
    faults += tries - 1;
    // A click that was not confirmed may have counted all the same: then the next one comes after it.
    if (status !== 200 && !(tries > 1 && status === 409))
      throw new Error(`a click was answered ${status}`);
  };
  const run = async (): Promise<number> => {
    const wanted = agents.flatMap((agent) => Array.from({ length: REQUESTS_EACH }, () => agent));
    const clicks: Activity[] = [];
    for (const batch of batches(wanted, 16))
      clicks.push(...(await Promise.all(batch.map(async (agent) => clickOn(await ask(agent))))));
    const authorization = machine.teams.token();
    const turns = clicks.map((click) => () => approve(authorization, click));
    return cost.of(turns.length, rate(turns));
  };
  return { run, cost, faults: () => faults };
}

/** The most tries where storage does not confirm in time. */
const TRIES = 5;

/** Does it again as long as it is answered 503; answers how many tries that took. */
async function untilAnswered<T extends { readonly status: number }>(
  attempt: () => Promise<T>,
): Promise<T & { readonly tries: number }> {
  for (let tries = 1; ; tries += 1) {
    const answer = await attempt();
    if (answer.status !== 503 || tries === TRIES) return { ...answer, tries };
  }
}

function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

async function importAgents(machine: Machine, { url }: HouseHere, count: number) {
  const model = exampleAgents.find(({ id }) => id === 'crm-assistant');
  const name = `bench-${randomUUID().slice(0, 8)}`; // others where this is tried again
  const agents = Array.from({ length: count }, (_, i) => ({ ...model, id: `${name}-${i}` }));
  const told = await callApi(url, {
    token: await machine.token('admin'),
    path: '/import',
    body: { agents, connectors: [] },
  });
  if (told.status >= 300) throw new Error(`not imported: ${JSON.stringify(told.body)}`);
  return agents.map(({ id }) => id);
}
