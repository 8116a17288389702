import { doneOf, type Ledger } from '../../kernel/ledger.ts';
import type { Actor, Directory } from '../../kernel/people.ts';
import { type FieldError, type Problem, problem } from '../../kernel/problems.ts';
import { agents, connectors } from './domain/fold.ts';
import type { AgentRecord, ConnectorRecord } from './domain/model.ts';
import { peopleOf } from './people.ts';
import { type Change, changeOf, type Entry, writeEntries } from './write.ts';

export interface ImportBody {
  readonly agents: readonly (AgentRecord & { readonly status?: unknown })[];
  readonly connectors: readonly ConnectorRecord[];
}

interface Counts {
  added: number;
  narrowed: number;
  unchanged: number;
}
export interface Imported {
  readonly agents: Counts;
  readonly connectors: Counts;
}

/** Table Storage takes 100 operations at once; an entry costs at most three. */
const GROUP = 25;

export function withoutStatus(record: AgentRecord & { readonly status?: unknown }): AgentRecord {
  const { status: _readOnly, ...rest } = record;
  return rest;
}

/**
 * Imports agents and connectors. Checked whole before anything is written, then written in groups; whoever repeats an
 * import that was cut off finds what landed unchanged. New ids are added, existing ones may only narrow.
 */
export async function importRegistry(
  body: ImportBody,
  by: Actor,
  deps: { readonly ledger: Ledger; readonly directory: Directory },
): Promise<Imported | Problem> {
  const found = await entriesOf(body, deps.directory);
  const errors = [...found.errors, ...(await strangers(body, deps.ledger))];
  if (errors.length > 0)
    return problem('invalid-body', 'Nothing was imported: correct the fields named in errors.', {
      errors,
    });
  const preview = await previewOf(found.entries, by, deps.ledger);
  const widening = preview.flatMap((change) =>
    change.kind === 'widens' ? [`${change.id} ${change.how.join(', ')}`] : [],
  );
  if (widening.length > 0)
    return problem(
      'needs-request',
      `Nothing was imported, because an import may only narrow what exists: ${widening.slice(0, 5).join('; ')}.`,
    );
  return writeGroups(found.entries, by, deps.ledger);
}

async function writeGroups(
  entries: readonly Entry[],
  by: Actor,
  ledger: Ledger,
): Promise<Imported | Problem> {
  const counted: Imported = { agents: zero(), connectors: zero() };
  for (let start = 0; start < entries.length; start += GROUP) {
    const group = entries.slice(start, start + GROUP);
    const changes = doneOf(await ledger.commit(writeEntries(group, by)));
    for (const [i, change] of changes.entries()) {
      if (change.kind === 'widens')
        return problem(
          'needs-request',
          `The registry changed meanwhile: ${change.id} ${change.how.join(', ')}. What was imported before it stands.`,
        );
      counted[group[i]?.kind === 'agent' ? 'agents' : 'connectors'][change.kind] += 1;
    }
  }
  return counted;
}

const zero = (): Counts => ({ added: 0, narrowed: 0, unchanged: 0 });

async function previewOf(
  entries: readonly Entry[],
  by: Actor,
  ledger: Ledger,
): Promise<readonly Change[]> {
  return doneOf(
    await ledger.commit(async (tx) => {
      const changes: Change[] = [];
      for (const entry of entries) changes.push(await changeOf(tx, entry));
      return { by, events: [], result: () => changes };
    }),
  );
}

async function entriesOf(
  body: ImportBody,
  directory: Directory,
): Promise<{ entries: readonly Entry[]; errors: readonly FieldError[] }> {
  const entries: Entry[] = body.connectors.map((record) => ({ kind: 'connector', record }));
  const errors: FieldError[] = [
    ...twice('connectors', body.connectors),
    ...twice('agents', body.agents),
  ];
  for (const [i, given] of body.agents.entries()) {
    const record = withoutStatus(given);
    const named = await peopleOf(record, directory, `agents.${i}.`);
    if (named.ok) entries.push({ kind: 'agent', record, people: named.people });
    else errors.push(...named.errors);
  }
  return { entries, errors };
}

const twice = (list: string, records: readonly { readonly id: string }[]): readonly FieldError[] =>
  records.flatMap(({ id }, i) =>
    records.findIndex((other) => other.id === id) < i
      ? [{ path: `${list}.${i}.id`, message: `${id} stands in this import twice` }]
      : [],
  );

/** Capabilities for connectors that nobody lists are typing mistakes: said at once, instead of denied later. */
async function strangers(body: ImportBody, ledger: Ledger): Promise<readonly FieldError[]> {
  const view = await ledger.view();
  const known = new Set([...view.all(connectors).keys(), ...body.connectors.map(({ id }) => id)]);
  return body.agents.flatMap((agent, i) =>
    agent.capabilities.flatMap(({ connectorId }, j) =>
      known.has(connectorId) ||
      view.get(agents, agent.id)?.record.capabilities.some((had) => had.connectorId === connectorId)
        ? []
        : [
            {
              path: `agents.${i}.capabilities.${j}.connectorId`,
              message: `no connector ${connectorId} is listed or part of this import`,
            },
          ],
    ),
  );
}
