import type { Ledger } from '../../../kernel/ledger.ts';
import type { Directory, Person } from '../../../kernel/people.ts';
import type { FieldError } from '../../../kernel/problems.ts';
import { agents, connectors } from '../domain/fold.ts';
import type { AgentRecord, ConnectorRecord } from '../domain/model.ts';
import { peopleOf } from '../people.ts';
import { withoutReadOnly } from '../showing/showing.ts';
import type { Entry } from '../write.ts';

export type ListName = 'agents' | 'connectors';

export interface ImportBody {
  readonly agents: readonly (AgentRecord & { readonly status?: unknown })[];
  readonly connectors: readonly (ConnectorRecord & {
    readonly agents?: unknown;
    readonly activity?: unknown;
  })[];
  /** Where a field of an entry stands in what was sent; `agents.3.businessOwner` unless said. */
  readonly placeOf?: PlaceOf;
}

export type PlaceOf = (
  list: ListName,
  index: number,
  field: readonly (string | number)[],
) => string;
export const inJson: PlaceOf = (list, index, field) => [list, index, ...field].join('.');

/** An entry that may be written, and where it stood. */
export interface Placed {
  readonly entry: Entry;
  readonly path: string;
}

/** What is wrong with an entry. */
export interface Mistake extends FieldError {
  readonly kind: Entry['kind'];
  readonly id: string;
}

export interface Checked {
  readonly entries: readonly Placed[];
  readonly mistakes: readonly Mistake[];
}

/** Looks at a whole import before anything is written: ids that stand twice, people nobody knows, connectors nobody lists. */
export async function checkImport(
  body: ImportBody,
  { ledger, directory }: { readonly ledger: Ledger; readonly directory: Directory },
): Promise<Checked> {
  const placeOf = body.placeOf ?? inJson;
  const known = remembering(directory);
  const entries: Placed[] = body.connectors.map(
    ({ agents: _users, activity: _calls, ...record }, i) => ({
      entry: { kind: 'connector', record },
      path: placeOf('connectors', i, []),
    }),
  );
  const mistakes: Mistake[] = [...twice('connectors', body), ...twice('agents', body)];
  for (const [i, given] of body.agents.entries()) {
    const record = withoutReadOnly(given);
    const named = await peopleOf(record, known);
    if (named.ok)
      entries.push({
        entry: { kind: 'agent', record, people: named.people },
        path: placeOf('agents', i, []),
      });
    else
      mistakes.push(
        ...named.errors.map(({ path, message }) => ({
          kind: 'agent' as const,
          id: given.id,
          path: placeOf('agents', i, [path]),
          message,
        })),
      );
  }
  return { entries, mistakes: [...mistakes, ...(await strangers(body, ledger))] };
}

/** Asks about each person once: an import names the same few again and again. */
function remembering(directory: Directory): Pick<Directory, 'find'> {
  const asked = new Map<string, Promise<Person | undefined>>();
  return {
    find: (name) => {
      const found = asked.get(name) ?? directory.find(name);
      asked.set(name, found);
      return found;
    },
  };
}

function twice(list: ListName, body: ImportBody): readonly Mistake[] {
  const seen = new Set<string>();
  const placeOf = body.placeOf ?? inJson;
  return body[list].flatMap(({ id }, i) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const path = placeOf(list, i, ['id']);
    const kind = list === 'agents' ? 'agent' : 'connector';
    return [{ kind, id, path, message: `${id} stands in this import twice` } as const];
  });
}

/** Capabilities for connectors that nobody lists are typing mistakes: said at once, instead of denied later. */
async function strangers(body: ImportBody, ledger: Ledger): Promise<readonly Mistake[]> {
  const view = await ledger.view();
  const placeOf = body.placeOf ?? inJson;
  const known = new Set([...view.all(connectors).keys(), ...body.connectors.map(({ id }) => id)]);
  const isKnown = (agent: string, connectorId: string): boolean =>
    known.has(connectorId) ||
    view.get(agents, agent)?.record.capabilities.some((had) => had.connectorId === connectorId) ===
      true;
  return body.agents.flatMap(({ id, capabilities }, i) =>
    capabilities.flatMap(({ connectorId }, j) =>
      isKnown(id, connectorId)
        ? []
        : [
            {
              kind: 'agent',
              id,
              path: placeOf('agents', i, ['capabilities', j, 'connectorId']),
              message: `no connector ${connectorId} is listed or part of this import`,
            } as const,
          ],
    ),
  );
}
