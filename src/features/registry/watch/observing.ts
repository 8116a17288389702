import { createHash } from 'node:crypto';
import type { Idempotency, Tx } from '../../../kernel/ledger.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { Problem } from '../../../kernel/problems.ts';
import type { Success } from '../../../kernel/route.ts';
import { fromCommitted, stored } from '../../../kernel/stored.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents, connectors } from '../domain/fold.ts';
import { growthOf, type Known, recordOfAgent, recordOfConnector } from '../domain/growth.ts';
import {
  type About,
  countThings,
  NOTHING,
  THINGS,
  type Things,
  type WatchEvent,
} from '../domain/watchEvents.ts';
import { observed, observedId } from '../domain/watching.ts';
import type { Observations } from './schemas.ts';

/** One agent or connector as it was seen. */
type Look = About & { readonly now: Things };

type Grown = About & { readonly known: boolean } & Things;
type Answer = { readonly looked: number; readonly grown: readonly Grown[] };

/** Looks of one commit: each may write two states and a card for everybody told. */
const GROUP = 8;
/** Names of each kind that an event and a card hold; the count is whole. */
const MOST_NAMED = 20;

interface Observing {
  readonly by: Actor;
  readonly idempotency: Idempotency | undefined;
}

/**
 * Compares what another system shows with what is recorded here. Whatever is more, and whatever nobody recorded, is told
 * once to the technical owner and the admins; what the record does not speak of counts from its second look on.
 */
export async function observe(
  body: Observations,
  { by, idempotency }: Observing,
  deps: RegistryDeps,
): Promise<Success<Answer> | Problem> {
  const looks = looksOf(body);
  const admins = (await deps.directory.membersOf('admin')).map(({ id }) => id);
  let answer: Answer = { looked: looks.length, grown: [] };
  for (let start = 0; start === 0 || start < looks.length; start += GROUP) {
    const group = looks.slice(start, start + GROUP);
    const isLast = start + GROUP >= looks.length;
    const before = answer;
    const committed = await deps.ledger.commit(
      async (tx) => {
        const found = await Promise.all(group.map((look) => lookAt(tx, look, { body, admins })));
        const after = {
          ...before,
          grown: [...before.grown, ...found.flatMap(({ grown }) => grown)],
        };
        return {
          by,
          events: found.flatMap(({ events }) => events),
          result: () => after,
          answer: () => stored({ status: 200, body: after }),
        };
      },
      isLast ? idempotency : undefined,
    );
    if (committed.kind !== 'done')
      return fromCommitted<unknown, Answer>(committed, () => ({ status: 200, body: answer }));
    answer = committed.result;
  }
  return { status: 200, body: answer };
}

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
}

async function lookAt(
  tx: Tx,
  { about, id, now }: Look,
  { body: { source }, admins }: Looking,
): Promise<{ readonly events: readonly WatchEvent[]; readonly grown: readonly Grown[] }> {
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
        ? [{ type: 'growth-found', data: { ...data, grown: named, count, told } } as const]
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
