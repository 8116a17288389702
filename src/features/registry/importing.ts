import { type Committed, doneOf, type Idempotency, type Ledger } from '../../kernel/ledger.ts';
import type { Actor, Directory } from '../../kernel/people.ts';
import { type FieldError, type Problem, problem } from '../../kernel/problems.ts';
import type { Success } from '../../kernel/route.ts';
import { fromCommitted, stored } from '../../kernel/stored.ts';
import { agents, connectors } from './domain/fold.ts';
import type { AgentRecord, ConnectorRecord } from './domain/model.ts';
import { peopleOf } from './people.ts';
import { withoutReadOnly } from './showing.ts';
import { type Change, changeOf, type Entry, writeEntries } from './write.ts';

export interface ImportBody {
  readonly agents: readonly (AgentRecord & { readonly status?: unknown })[];
  readonly connectors: readonly ConnectorRecord[];
}

type Counts = { added: number; narrowed: number; unchanged: number };
export type Imported = { readonly agents: Counts; readonly connectors: Counts };

/** Table Storage takes 100 operations at once; an entry costs at most three. */
const GROUP = 25;

/** Whose import it is, and the key it came with. */
export interface Importing {
  readonly by: Actor;
  readonly idempotency: Idempotency | undefined;
}

type Answer = Success<Imported> | Problem;
interface ImportDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
}

/**
 * Imports agents and connectors. Checked whole before anything is written, then written in groups; whoever repeats an
 * import that was cut off finds what landed unchanged. New ids are added, existing ones may only narrow. Under its
 * idempotency key a finished import is answered again as it was, whatever has been narrowed since.
 */
export async function importRegistry(
  body: ImportBody,
  importing: Importing,
  deps: ImportDeps,
): Promise<Answer> {
  const before = await answeredBefore(importing, deps.ledger);
  if (before) return before;
  const found = await entriesOf(body, deps.directory);
  const errors = [...found.errors, ...(await strangers(body, deps.ledger))];
  if (errors.length > 0)
    return problem('invalid-body', 'Nothing was imported: correct the fields named in errors.', {
      errors,
    });
  const preview = await previewOf(found.entries, importing.by, deps.ledger);
  const widening = preview.flatMap((change) =>
    change.kind === 'widens' ? [`${change.id} ${change.how.join(', ')}`] : [],
  );
  if (widening.length > 0)
    return problem(
      'needs-request',
      `Nothing was imported, because an import may only narrow what exists: ${widening.slice(0, 5).join('; ')}.`,
    );
  const changing = found.entries.filter((_, i) => preview[i]?.kind !== 'unchanged');
  const counted = countsOf(found.entries.filter((entry) => !changing.includes(entry)));
  // Also where nothing is left to change: perhaps because the same call has written it all since it was looked for.
  return writeGroups(changing, counted, importing, deps.ledger);
}

/** What the key stands for already; undefined where it came for the first time, or none did. */
async function answeredBefore(
  { by, idempotency }: Importing,
  ledger: Ledger,
): Promise<Answer | undefined> {
  if (!idempotency) return undefined;
  const committed = await ledger.commit(
    async () => ({ by, events: [], result: () => undefined }),
    idempotency,
  );
  return committed.kind === 'done' ? undefined : answerTo(committed, zeroes());
}

const answerTo = (committed: Committed<unknown>, counted: Imported): Answer =>
  fromCommitted(committed, () => ({ status: 200, body: counted }));

/** Every entry changes something; the answer is kept with the last of them. */
async function writeGroups(
  entries: readonly Entry[],
  before: Imported,
  { by, idempotency }: Importing,
  ledger: Ledger,
): Promise<Answer> {
  let counted = before;
  for (let start = 0; start === 0 || start < entries.length; start += GROUP) {
    const group = entries.slice(start, start + GROUP);
    const isLast = start + GROUP >= entries.length;
    const soFar = counted;
    const committed = await ledger.commit(
      writeEntries(group, by, (changes) =>
        stored({ status: 200, body: withChanges(soFar, group, changes) }),
      ),
      isLast ? idempotency : undefined,
    );
    if (committed.kind !== 'done') return answerTo(committed, soFar);
    const widens = committed.result.find((change) => change.kind === 'widens');
    if (widens)
      return problem(
        'needs-request',
        `The registry changed meanwhile: ${widens.id} ${widens.how.join(', ')}. What was imported before it stands.`,
      );
    counted = withChanges(soFar, group, committed.result);
  }
  return { status: 200, body: counted };
}

/** The counts with these entries in them. */
function withChanges(
  before: Imported,
  entries: readonly Entry[],
  changes: readonly Change[],
): Imported {
  const after: Imported = { agents: { ...before.agents }, connectors: { ...before.connectors } };
  for (const [i, change] of changes.entries())
    if (change.kind !== 'widens')
      after[entries[i]?.kind === 'agent' ? 'agents' : 'connectors'][change.kind] += 1;
  return after;
}

const countsOf = (unchanged: readonly Entry[]): Imported =>
  withChanges(
    zeroes(),
    unchanged,
    unchanged.map(() => ({ kind: 'unchanged' })),
  );

const zeroes = (): Imported => ({ agents: zero(), connectors: zero() });
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
    const record = withoutReadOnly(given);
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
