import { callApi, type Machine } from '../scenario/processes/machine.ts';
import { type Child, startChild } from './child.ts';
import { cpuOf } from './cpu.ts';
import { inTurns } from './inTurns.ts';
import type { Load, Loaded } from './loadGenerator.ts';
import type { Effort, Row } from './row.ts';

const CALL = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'search',
  arguments: { query: 'the offer to Fabrikam of last week', folder: 'Sent Items', top: 20 },
  justification: 'Emma asked for a copy of the offer that we sent her.',
};

/** Calls at the same time. */
const CONCURRENCIES = [16, 64, 256] as const;

/**
 * `POST /authorize` of a server process, decision durable on Azurite, against a bare restify JSON echo of the same body. What
 * limits it is the server's one thread, and no one thing on it. Of its processor time with 64 clients, by a profile: 28 % HTTP
 * as the echo has it (node, restify, the answer), 19 judging a call and making its line, 19 the way to the table, 12 checking
 * what came, 7 the log line, 5 block, hashes and head, 3 the garbage collector. Some 25 calls share a commit there, with 16
 * clients 7: a commit, with all that wakes up around it, costs a millisecond. Azurite takes a third as much beside it.
 */
export async function authorizeOverHttp(
  machine: Machine,
  { rounds, ms, share }: Effort,
): Promise<Row> {
  await using ends = new AsyncDisposableStack();
  const server = await machine.serve();
  ends.defer(async () => void (await server.end('SIGTERM')));
  const echo = startChild<object, number>('echoServer');
  ends.defer(() => echo.stop());
  const generator = startChild<Load, Loaded>('generator');
  ends.defer(() => generator.stop());
  const token = await machine.token('agent:crm-assistant');
  const told = await callApi(server.url, { token, path: '/authorize', body: CALL });
  if (told.body.outcome !== 'allow') throw new Error(`the call is answered: ${told.body.because}`);
  const sent = { headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(CALL) };
  const ours = {
    port: Number(new URL(server.url).port),
    path: '/api/v1/authorize',
    pid: server.pid,
  };
  const theirs = { port: await echo.call({}), path: '/echo', pid: echo.pid };
  const detail: Record<string, number> = {};
  let best = 0;
  for (const concurrency of share < 1 ? [64] : CONCURRENCIES) {
    const load = { ...sent, concurrency, ms };
    const side = (target: Target) => sideOf(target, load, generator, machine.azurite.pid);
    const [authorize, echoing] = [side(ours), side(theirs)];
    const { ratio, ...rates } = await inTurns(rounds, authorize.measure, echoing.measure);
    const { faults, ...figures } = authorize.figures();
    const more = {
      ratio,
      authorizePerSecond: rates.ours,
      echoPerSecond: rates.theirs,
      ...figures,
      echoCpuMicroseconds: echoing.figures().cpuMicroseconds,
    };
    for (const [name, value] of Object.entries(more)) detail[`${name}At${concurrency}`] = value;
    detail['faults'] = (detail['faults'] ?? 0) + faults;
    best = Math.max(best, ratio);
  }
  return {
    name: 'authorizeOverEcho',
    what: 'POST /authorize, decision durable ÷ a bare restify JSON echo',
    value: best,
    target: 0.3,
    at: 'least',
    detail,
  };
}

interface Target extends Pick<Load, 'port' | 'path'> {
  readonly pid: number;
}

/** One of the two servers under load. Its first measurement is preceded by a short one, so that it is warm. */
function sideOf(
  { pid, ...target }: Target,
  load: Omit<Load, 'port' | 'path'>,
  generator: Child<Load, Loaded>,
  azurite: number,
) {
  const sum = { answered: 0, faults: 0, p99: 0, cpu: 0, azuriteCpu: 0 };
  let isWarm = false;
  return {
    measure: async (): Promise<number> => {
      if (!isWarm) await generator.call({ ...target, ...load, ms: load.ms / 4 });
      isWarm = true;
      const before = { cpu: cpuOf(pid), azuriteCpu: cpuOf(azurite) };
      const loaded = await generator.call({ ...target, ...load });
      const { 200: answered = 0, 503: faults = 0, ...others } = loaded.statuses;
      if (Object.keys(others).length > 0 || faults > 1 + answered / 10)
        throw new Error(`answers: ${JSON.stringify(loaded.statuses)}`);
      sum.answered += answered;
      sum.faults += faults;
      sum.p99 = Math.max(sum.p99, loaded.p99);
      sum.cpu += cpuOf(pid) - before.cpu;
      sum.azuriteCpu += cpuOf(azurite) - before.azuriteCpu;
      return (loaded.perSecond * answered) / (answered + faults);
    },
    figures: () => ({
      faults: sum.faults,
      worstP99Ms: sum.p99,
      /** A call. */
      cpuMicroseconds: sum.cpu / sum.answered,
      azuriteCpuMicroseconds: sum.azuriteCpu / sum.answered,
    }),
  };
}
