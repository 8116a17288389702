import type { Success } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { type Change, changedFields, changesOf, type Entry } from '../write.ts';
import { checkImport, type ImportBody, type Placed } from './check.ts';

const OUTCOMES = ['refused', 'narrowed', 'added', 'unchanged'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** What an import would do to one id, or one of the reasons why it would do nothing. */
export interface Foreseen {
  readonly kind: Entry['kind'];
  readonly id: string;
  readonly change: Outcome;
  /** Where it stands in what was sent. */
  readonly path: string;
  /** Of what would be narrowed: the fields that change. */
  readonly fields?: readonly string[];
  /** Of what would be refused: why. */
  readonly because?: string;
}

export interface Preview {
  readonly preview: true;
  readonly agents: Readonly<Record<Outcome, number>>;
  readonly connectors: Readonly<Record<Outcome, number>>;
  /** What would be refused first, then what would change. */
  readonly changes: readonly Foreseen[];
  /** Entries beyond `changes`. */
  readonly more: number;
}

const MOST = 2_000;

/** What an import of this would come to. Nothing is written, and anything refused stops the whole import. */
export async function previewImport(
  body: ImportBody,
  deps: Pick<RegistryDeps, 'ledger' | 'directory' | 'withheld'>,
): Promise<Success<Preview>> {
  const { entries, mistakes } = await checkImport(body, deps);
  const changes = await changesOf(
    entries.map(({ entry }) => entry),
    deps,
  );
  const refused = mistakes.map(
    ({ message, ...where }): Foreseen => ({ ...where, change: 'refused', because: message }),
  );
  const ids = new Set(refused.map(keyOf));
  const others = entries
    .map((placed, i) => foreseen(placed, changes[i] ?? { kind: 'unchanged' }))
    .filter((one) => !ids.has(keyOf(one)));
  const all = OUTCOMES.flatMap((outcome) =>
    [...refused, ...others].filter(({ change }) => change === outcome),
  );
  const shown = all.slice(0, MOST);
  return {
    status: 200,
    body: {
      preview: true,
      agents: counted('agent', all),
      connectors: counted('connector', all),
      changes: shown,
      more: all.length - shown.length,
    },
  };
}

const keyOf = ({ kind, id }: Foreseen): string => `${kind}:${id}`;

function foreseen({ entry, path }: Placed, change: Change): Foreseen {
  const what = { kind: entry.kind, id: entry.record.id, path };
  if (change.kind === 'widens')
    return { ...what, change: 'refused', because: `this ${change.how.join(', ')}` };
  if (change.kind === 'withheld') return { ...what, change: 'refused', because: change.because };
  return change.kind === 'narrowed'
    ? { ...what, change: 'narrowed', fields: changedFields(change) }
    : { ...what, change: change.kind };
}

/** Ids, not entries: one that is refused for two reasons counts once. */
function counted(kind: Entry['kind'], all: readonly Foreseen[]): Record<Outcome, number> {
  const of = (outcome: Outcome): number =>
    new Set(all.filter((one) => one.kind === kind && one.change === outcome).map(({ id }) => id))
      .size;
  return {
    added: of('added'),
    narrowed: of('narrowed'),
    unchanged: of('unchanged'),
    refused: of('refused'),
  };
}
