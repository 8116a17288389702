import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { copilotStudio } from '../../../src/adapters/azure/copilotStudio.ts';
import { foundry } from '../../../src/adapters/azure/foundry.ts';
import { LIMITS } from '../../../src/adapters/azure/rest.ts';
import { fakeCredential } from '../../support/credential.ts';
import {
  type Answer,
  type FakeServer,
  type Received,
  startFakeServer,
} from '../../support/fakeServer.ts';

const GUID = (n: number): string => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;
const PAGE = 2;

/** The table `bot` of a Dataverse environment: pages as the header prefers, told by a cookie. */
function dataverse(rows: readonly object[], origin: () => string) {
  return ({ url, headers }: Received): Answer => {
    if (headers.authorization !== `Bearer token for ${origin()}/.default`) return { status: 401 };
    const [, from] =
      /^\/api\/data\/v9\.2\/bots\?\$select=botid,name,statecode(?:&\$skiptoken=(\d+))?$/.exec(
        url,
      ) ?? [];
    if (!url.startsWith('/api/data/v9.2/bots?') || headers['prefer'] !== 'odata.maxpagesize=200')
      return { status: 400 };
    const at = Number(from ?? 0);
    const link = `${origin()}/api/data/v9.2/bots?$select=botid,name,statecode&$skiptoken=${at + PAGE}`;
    return {
      body: {
        value: rows.slice(at, at + PAGE),
        ...(at + PAGE < rows.length && { '@odata.nextLink': link }),
      },
    };
  };
}

/** The agents of a project: `after` is an id, and there is no link. */
function project(rows: readonly { readonly id: string }[]) {
  return ({ url, headers }: Received): Answer => {
    if (headers.authorization !== 'Bearer token for https://ai.azure.com/.default')
      return { status: 403 };
    const { pathname, searchParams } = new URL(url, 'https://x.example');
    if (pathname !== '/api/projects/sales/agents' || searchParams.get('api-version') !== 'v1')
      return { status: 404 };
    const from = rows.findIndex(({ id }) => id === searchParams.get('after')) + 1;
    const data = rows.slice(from, from + PAGE);
    return {
      body: { object: 'list', data, has_more: from + PAGE < rows.length, last_id: data.at(-1)?.id },
    };
  };
}

const BOTS = [1, 2, 3].map((n) => ({
  botid: GUID(n),
  name: n === 2 ? null : `Bot ${n}`,
  statecode: n === 3 ? 1 : 0,
}));
const AGENTS = ['planner', 'reader', 'writer'].map((name, i) => ({
  object: 'agent',
  id: name,
  name,
  versions: { latest: { version: `${i + 1}` } },
}));

let server: FakeServer;
let told: { readonly place: string; readonly error: unknown }[];
const limits = { ...LIMITS, patientMs: 400, wait: async () => undefined };
const given = () => ({ credential: fakeCredential(), limits });
const tell = (place: string, error: unknown): void => void told.push({ place, error });
const studio = (...more: readonly string[]) =>
  copilotStudio([server.origin, ...more], given(), tell);
const sales = (...more: readonly string[]) =>
  foundry([`${server.origin}/api/projects/sales`, ...more], given(), tell);

beforeEach(() => {
  told = [];
});
afterEach(() => server.close());

/** A platform, where its one place stands, and what that place gives. */
const PLATFORMS = [
  {
    name: 'Copilot Studio',
    source: studio,
    start: () => startFakeServer((call) => dataverse(BOTS, () => server.origin)(call)),
    place: () => new URL(server.origin).host,
    shown: () => [
      { id: GUID(1), name: 'Bot 1', isEnabled: true },
      { id: GUID(2), name: GUID(2), isEnabled: true },
      { id: GUID(3), name: 'Bot 3', isEnabled: false },
    ],
    elsewhere: 'value',
  },
  {
    name: 'Foundry',
    source: sales,
    start: () => startFakeServer(project(AGENTS)),
    place: () => '127/sales',
    shown: () =>
      ['planner', 'reader', 'writer'].map((name, i) => ({
        id: `127/sales/${name}`,
        name,
        isEnabled: true,
        version: `${i + 1}`,
      })),
    elsewhere: 'data',
  },
] as const;

describe.each(PLATFORMS)(
  'the agents of $name',
  ({ source, start, place, shown, elsewhere: list }) => {
    beforeEach(async () => {
      server = await start();
    });

    it('are read page after page', async () => {
      expect(await source().read({})).toEqual({ agents: shown(), unread: [] });
      expect(server.calls).toHaveLength(2);
      expect(told).toEqual([]);
    });

    it.each<[string, string, Answer | 'hang' | 'reset', number]>([
      ['no right', 'refused', { status: 403 }, 1],
      ['a token it does not know', 'refused', { status: 401 }, 1],
      ['nothing of that name', 'odd', { status: 404 }, 1],
      ['a service that fails', 'silent', { status: 503 }, 10_000],
      ['a service that never answers', 'silent', 'hang', 10_000],
      ['a connection that breaks', 'silent', 'reset', 10_000],
      ['an answer that is none', 'odd', { body: 'hello' }, 1],
      ['an answer of another form', 'odd', { body: { [list]: [{ name: 7 }] } }, 1],
      [
        'a redirect',
        'silent',
        { status: 302, headers: { location: 'https://127.0.0.1:1/' } },
        10_000,
      ],
    ])('are named as unread: %s', async (_what, why, answer, times) => {
      server.fail(answer, times);
      expect(await source().read({})).toEqual({ agents: [], unread: [{ place: place(), why }] });
      expect(told.map((one) => one.place)).toEqual([place()]);
      expect(JSON.stringify(told.map(({ error }) => String(error)))).not.toContain('token for');
    });

    it('of one place are read where another gives nothing, or half', async () => {
      const other = await startFakeServer(() => ({ status: 403 }));
      onTestFinished(() => other.close());
      const both = await source(`${other.origin}/api/projects/sales`).read({});
      expect(both.agents).toEqual(shown());
      expect(both.unread).toMatchObject([{ why: 'refused' }]);
      server.fail({ status: 403 }, 1, /skiptoken|after/);
      expect((await source().read({})).agents).toEqual([]);
    });

    it('are asked for nowhere but there, and not for ever', async () => {
      const other = await startFakeServer(() => ({ body: { value: [] } }));
      onTestFinished(() => other.close());
      const next = `${other.origin}/api/data/v9.2/bots?x`;
      server.fail({ body: { value: [], data: [], has_more: true, '@odata.nextLink': next } });
      expect((await source().read({})).unread).toEqual([{ place: place(), why: 'odd' }]);
      expect(other.calls).toEqual([]);
      const row = { botid: GUID(1), id: 'planner', name: 'planner' };
      const again = `${server.origin}/api/data/v9.2/bots?again`;
      server.fail(
        { body: { value: [row], data: [row], has_more: true, '@odata.nextLink': again } },
        1_000,
      );
      expect((await source().read({})).unread).toEqual([{ place: place(), why: 'odd' }]);
      expect(server.calls).toHaveLength(101);
    });
  },
);
