import { createHash } from 'node:crypto';
import type { Idempotency, Tx } from '../../../kernel/ledger.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { Problem } from '../../../kernel/problems.ts';
import type { Success } from '../../../kernel/route.ts';
import { fromCommitted, stored } from '../../../kernel/stored.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents, connectors } from '../domain/fold.ts';
import { newsLeft, reporterOf, reporters } from '../domain/reporters.ts';
import { growthOf, type Known, recordOfAgent, recordOfConnector } from '../domain/watch/growth.ts';
import { type Report, reportedAgents, reportedId, reportNews } from '../domain/watch/reports.ts';
import type { Templates } from '../domain/watch/templates.ts';
import {
  type About,
  countThings,
  NOTHING,
  THINGS,
  type Things,
  type WatchEvent,
} from '../domain/watch/watchEvents.ts';
import { observed, observedId } from '../domain/watch/watching.ts';
import { looked, templatesOf } from './accumulating.ts';
import type { Observations } from './schemas.ts';

/** One agent or connector as it was seen. */
type Look = About & { readonly now: Things };

/** What other systems say of agents besides, by our id of each. */
export type Reports = ReadonlyMap<string, Report>;

type Grown = About & { readonly known: boolean } & Things;
type Answer = {
  readonly looked: number;
  readonly grown: readonly Grown[];
  readonly postponed?: number;
};

/** Looks of one commit: each may write two states and a card for everybody told. */
const GROUP = 8;
/** Ids of what was postponed that an event and a card hold. */
const MOST_IDS = 20;
/** Names of each kind that an event and a card hold; the count is whole. */
const MOST_NAMED = 20;

interface Observing {
  readonly by: Actor;
  readonly idempotency: Idempotency | undefined;
  readonly reports?: Reports;
}

/**
 * Compares what another system shows with what is recorded here. Whatever is more, and whatever nobody recorded, is told
 * once to the technical owner and the admins; what the record does not speak of counts from its second look on,
 * save scopes that reach the whole tenant. More news
 * than people read one by one is left for another hour, and told in one card: nobody drowns them in it.
 */
export async function observe(
  body: Observations,
  { by, idempotency, reports }: Observing,
  deps: RegistryDeps,
): Promise<Success<Answer> | Problem> {
  const looks = looksOf(body);
  const admins = (await deps.directory.membersOf('admin')).map(({ id }) => id);
  const reporter = reporterOf(by);
  let answer: Answer = { looked: looks.length, grown: [] };
  let late: readonly string[] = [];
  for (let start = 0; start === 0 || start < looks.length; start += GROUP) {
    const group = looks.slice(start, start + GROUP);
    const isLast = start + GROUP >= looks.length;
    const [before, lateBefore] = [answer, late];
    const committed = await deps.ledger.commit(
      async (tx) => {
        const looking = { body, admins, reporter, templates: templatesOf(deps), reports };
        const all = await Promise.all(group.map((look) => lookAt(tx, look, looking)));
        const left = newsLeft(await tx.get(reporters, reporter), tx.now);
        const { found, over } = inMeasure(all, left);
        const tooLate = [...lateBefore, ...over];
        const after = {
          ...before,
          grown: [...before.grown, ...found.flatMap(({ grown }) => grown)],
          ...(tooLate.length > 0 && { postponed: tooLate.length }),
        };
        const events = found.flatMap((one) => one.events);
        return {
          by,
          events: isLast ? [...events, ...postponing(tooLate, looking)] : events,
          result: () => ({ after, tooLate }),
          answer: () => stored({ status: 200, body: after }),
        };
      },
      isLast ? idempotency : undefined,
    );
    if (committed.kind !== 'done')
      return fromCommitted<unknown, Answer>(committed, () => ({ status: 200, body: answer }));
    answer = committed.result.after;
    late = committed.result.tooLate;
  }
  return { status: 200, body: answer };
}

/** As much news as is left to tell, in the order in which it was sent; and the ids of the rest. */
function inMeasure(
  all: readonly Found[],
  left: number,
): { readonly found: readonly Found[]; readonly over: readonly string[] } {
  const news = all.filter(({ grown }) => grown.length > 0);
  const over = new Set(news.slice(left));
  return {
    found: all.filter((one) => !over.has(one)),
    over: [...over].flatMap(({ grown }) => grown.map(({ id }) => id)),
  };
}

const postponing = (
  late: readonly string[],
  { body: { source }, admins: told, reporter }: Looking,
): readonly WatchEvent[] =>
  late.length === 0
    ? []
    : [
        {
          type: 'growth-postponed',
          data: { reporter, source, count: late.length, ids: late.slice(0, MOST_IDS), told },
        },
      ];

const looksOf = (body: Observations): readonly Look[] => [
  ...body.agents.map(
    ({ agentId, ...now }): Look => ({ about: 'agent', id: agentId, now: { ...NOTHING, ...now } }),
  ),
  ...body.connectors.map(
    ({ connectorId, ...now }): Look => ({
      about: 'connector',
      id: connectorId,
      now: { ...NOTHING, ...now },
    }),
  ),
];

const hashOf = (thing: string): string =>
  createHash('sha256').update(thing).digest('hex').slice(0, 16);

const hashesOf = (things: Things): Things => mapThings(things, (all) => all.map(hashOf));

const mapThings = (
  things: Things,
  change: (all: readonly string[]) => readonly string[],
): Things => ({
  connectors: change(things.connectors),
  scopes: change(things.scopes),
  sites: change(things.sites),
  tools: change(things.tools),
});

const knownOf = ({ view }: Tx, { about, id }: About): Known =>
  about === 'agent'
    ? recordOfAgent(view.get(agents, id), (connector) => view.get(connectors, connector))
    : recordOfConnector(view.get(connectors, id));

interface Looking {
  readonly body: Observations;
  readonly admins: readonly PersonId[];
  readonly reporter: string;
  readonly templates: Templates;
  readonly reports: Reports | undefined;
}

interface Found {
  readonly events: readonly WatchEvent[];
  readonly grown: readonly Grown[];
}

async function lookAt(tx: Tx, look: Look, looking: Looking): Promise<Found> {
  const { events, grown } = await growthIn(tx, look, looking);
  const { about, id: agentId, now } = look;
  if (about !== 'agent') return { events, grown };
  const { source } = looking.body;
  return {
    events: [
      ...events,
      ...reported(tx, agentId, looking),
      ...looked(tx, { agentId, source, now }, looking),
    ],
    grown,
  };
}

function reported(tx: Tx, agentId: string, { body, reports }: Looking): readonly WatchEvent[] {
  const report = reports?.get(agentId);
  if (report === undefined) return [];
  const { source } = body;
  const before = tx.view.get(reportedAgents, reportedId({ source, id: report.id }));
  const news = reportNews(before, report, tx.now);
  return news ? [{ type: 'agent-reported', data: { agentId, source, ...news } }] : [];
}

async function growthIn(
  tx: Tx,
  { about, id, now }: Look,
  { body: { source }, admins, reporter }: Looking,
): Promise<Found> {
  const state = await tx.get(observed, observedId({ about, id }));
  const record = knownOf(tx, { about, id });
  const isNew = (kind: keyof Things, thing: string): boolean =>
    state?.seen[kind].includes(hashOf(thing)) !== true;
  const { seen, grown } = growthOf(record, { now, isNew, first: state === undefined });
  const count = countThings(grown);
  const isNews = count > 0 || (!record.known && state === undefined);
  if (state !== undefined && countThings(seen) === 0) return { events: [], grown: [] };
  const technical = about === 'agent' ? tx.view.get(agents, id)?.people.technical : undefined;
  const told = [...new Set([...(technical ? [technical] : []), ...admins])];
  const data = { about, id, source, known: record.known };
  const named = mapThings(grown, (all) => all.slice(0, MOST_NAMED));
  return {
    events: [
      { type: 'inventory-observed', data: { about, id, source, seen: hashesOf(seen) } },
      ...(isNews
        ? [
            {
              type: 'growth-found',
              data: { ...data, grown: named, count, told, reporter },
            } as const,
          ]
        : []),
    ],
    grown: isNews ? [{ about, id, known: record.known, ...grown }] : [],
  };
}

/** What a growth adds to the week's counters. */
export function growthCounters(event: WatchEvent): Readonly<Record<string, number>> {
  if (event.type !== 'growth-found') return {};
  const { known, grown } = event.data;
  const cells = THINGS.flatMap((kind) =>
    grown[kind].length > 0 ? [[`grown.${kind}`, grown[kind].length] as const] : [],
  );
  return { ...Object.fromEntries(cells), ...(!known && { 'grown.unlisted': 1 }) };
}
