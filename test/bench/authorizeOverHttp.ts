import { callApi, type Machine } from '../scenario/processes/machine.ts';
import { startChild } from './child.ts';
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

/** `POST /authorize` of a server process, decision durable on Azurite, against a bare restify JSON echo of the same body. */
export async function authorizeOverHttp(
  machine: Machine,
  { rounds, ms, share }: Effort,
): Promise<Row> {
  const server = await machine.serve();
  const echo = startChild<object, number>('echoServer');
  const generator = startChild<Load, Loaded>('generator');
  const token = await machine.token('agent:crm-assistant');
  const authorization = `Bearer ${token}`;
  const told = await callApi(server.url, { token, path: '/authorize', body: CALL });
  if (told.body.outcome !== 'allow') throw new Error(`the call is answered: ${told.body.because}`);
  const echoPort = await echo.call({});
  const body = JSON.stringify(CALL);
  const port = Number(new URL(server.url).port);
  const detail: Record<string, number> = {};
  const rate = async (load: Pick<Load, 'port' | 'path' | 'concurrency' | 'ms'>) => {
    const loaded = await generator.call({ ...load, headers: { authorization }, body });
    const { 200: answered = 0, 503: faults = 0, ...others } = loaded.statuses;
    if (Object.keys(others).length > 0 || faults > 1 + answered / 100)
      throw new Error(`answers: ${JSON.stringify(loaded.statuses)}`);
    detail['faults'] = (detail['faults'] ?? 0) + faults;
    return { ...loaded, perSecond: (loaded.perSecond * answered) / (answered + faults) };
  };
  let best = 0;
  for (const concurrency of share < 1 ? [64] : CONCURRENCIES) {
    const ours = { port, path: '/api/v1/authorize', concurrency };
    const theirs = { port: echoPort, path: '/echo', concurrency };
    await rate({ ...ours, ms: ms / 4 }); // both warm
    await rate({ ...theirs, ms: ms / 4 });
    let p99 = 0;
    const compared = await inTurns(
      rounds,
      async () => {
        const loaded = await rate({ ...ours, ms });
        p99 = Math.max(p99, loaded.p99);
        return loaded.perSecond;
      },
      async () => (await rate({ ...theirs, ms })).perSecond,
    );
    detail[`ratioAt${concurrency}`] = compared.ratio;
    detail[`authorizePerSecondAt${concurrency}`] = compared.ours;
    detail[`echoPerSecondAt${concurrency}`] = compared.theirs;
    detail[`worstP99MsAt${concurrency}`] = p99;
    best = Math.max(best, compared.ratio);
  }
  await Promise.all([generator.stop(), echo.stop(), server.end('SIGTERM')]);
  return {
    name: 'authorizeOverEcho',
    what: 'POST /authorize, decision durable ÷ a bare restify JSON echo',
    value: best,
    target: 0.3,
    at: 'least',
    detail,
  };
}
