import type { Committed, Idempotency } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import type { Success } from '../../../kernel/route.ts';
import { answeredBefore, fromCommitted, stored } from '../../../kernel/stored.ts';
import type { RegistryDeps } from '../deps.ts';
import { HOW_TO_ASK } from '../showing/howToAsk.ts';
import { type Change, changesOf, type Entry, writeEntries } from '../write.ts';
import { checkImport, type ImportBody, type Mistake } from './check.ts';

type Counts = { added: number; narrowed: number; unchanged: number };
export type Imported = { readonly agents: Counts; readonly connectors: Counts };

/** Table Storage takes 100 operations at once; an entry costs at most three. */
const GROUP = 25;
/** Mistakes that are told at once; beyond them it is told how many there are. */
const MOST_TOLD = 200;

/** Whose import it is, and the key it came with. */
export interface Importing {
  readonly by: Actor;
  readonly idempotency: Idempotency | undefined;
}

type Answer = Success<Imported> | Problem;
type ImportDeps = Pick<RegistryDeps, 'ledger' | 'directory' | 'withheld'>;

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
  const before = await answeredBefore<Imported>(deps.ledger, importing);
  if (before) return before;
  const { entries: placed, mistakes } = await checkImport(body, deps);
  if (mistakes.length > 0) return mistaken(mistakes);
  const entries = placed.map(({ entry }) => entry);
  const changes = await changesOf(entries, deps);
  const widening = changes.flatMap((change) =>
    change.kind === 'widens' ? [`${change.id} ${change.how.join(', ')}`] : [],
  );
  if (widening.length > 0)
    return problem(
      'needs-request',
      `Nothing was imported, because an import may only narrow what exists: ${widening.slice(0, 5).join('; ')}. ${HOW_TO_ASK}`,
    );
  const waits = changes.find((change) => change.kind === 'withheld');
  if (waits)
    return problem(
      'outside-window',
      `Nothing was imported, because of ${waits.id}. ${waits.because}`,
    );
  const isSame = (i: number): boolean => changes[i]?.kind === 'unchanged';
  const counted = countsOf(entries.filter((_, i) => isSame(i)));
  // Also where nothing is left to change: perhaps because the same call has written it all since it was looked for.
  return writeGroups(
    entries.filter((_, i) => !isSame(i)),
    counted,
    importing,
    deps,
  );
}

/** Everything that is wrong, at once; of very much the beginning. */
export function mistaken(mistakes: readonly Pick<Mistake, 'path' | 'message'>[]): Problem {
  const errors = mistakes.slice(0, MOST_TOLD).map(({ path, message }) => ({ path, message }));
  const more = mistakes.length - errors.length;
  const rest = more > 0 ? `, and ${more} more like them` : '';
  return problem(
    'invalid-body',
    `Nothing was imported: correct the fields named in errors${rest}.`,
    { errors },
  );
}

const answerTo = (committed: Committed<unknown>, counted: Imported): Answer =>
  fromCommitted(committed, () => ({ status: 200, body: counted }));

/** Every entry changes something; the answer is kept with the last of them. */
async function writeGroups(
  entries: readonly Entry[],
  before: Imported,
  { by, idempotency }: Importing,
  { ledger, withheld }: ImportDeps,
): Promise<Answer> {
  let counted = before;
  for (let start = 0; start === 0 || start < entries.length; start += GROUP) {
    const group = entries.slice(start, start + GROUP);
    const isLast = start + GROUP >= entries.length;
    const soFar = counted;
    const committed = await ledger.commit(
      writeEntries(group, { by, withheld }, (changes) =>
        stored({ status: 200, body: withChanges(soFar, group, changes) }),
      ),
      isLast ? idempotency : undefined,
    );
    if (committed.kind !== 'done') return answerTo(committed, soFar);
    const widens = committed.result.find((change) => change.kind === 'widens');
    if (widens)
      return problem(
        'needs-request',
        `The registry changed meanwhile: ${widens.id} ${widens.how.join(', ')}. What was imported before it stands. ${HOW_TO_ASK}`,
      );
    const waits = committed.result.find((change) => change.kind === 'withheld');
    if (waits)
      return problem(
        'outside-window',
        `Meanwhile ${waits.id} has to wait, and what was imported before it stands. ${waits.because}`,
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
    if (change.kind !== 'widens' && change.kind !== 'withheld')
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
