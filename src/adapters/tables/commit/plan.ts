import type { Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import { weekOf } from '../../../kernel/week.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';
import type { Counters, HeadAt } from '../rows/head.ts';
import { GOVERNANCE, subjectKey, weekKey } from '../rows/keys.ts';
import { recordedOf } from '../rows/line.ts';
import type { Model, Touched } from '../rows/model.ts';
import type { Snapshot } from '../rows/snapshot.ts';

/** The longest line that is kept a second time, under the subject or week that lists it. */
const LISTED_UNITS = 32_000;

/** A thing changed by this commit: its state in the table, and after the commit's events so far. */
export interface Changed extends Touched {
  readonly after: unknown;
  /** The canonical JSON of `after`. */
  readonly text: string;
  /** The last event that changed it. */
  readonly seq: number;
  /** Key → text of what its state in the table derives, and of what `after` does. */
  readonly derivedBefore: ReadonlyMap<string, string>;
  readonly derivedAfter: ReadonlyMap<string, string>;
}

/** A row of the ledger's own, written by this commit. */
export interface OwnRow {
  readonly key: string;
  readonly text: string;
  readonly seq: number;
}

/** What one commit will write, beside head and block: the work of several callers. Never changed, only extended. */
export interface Plan {
  /** Governance's size before it. */
  readonly size: number;
  readonly lines: readonly string[];
  readonly events: readonly Recorded[];
  /** The cached entities, these events included. */
  readonly view: Snapshot;
  readonly changed: ReadonlyMap<string, Changed>;
  readonly own: ReadonlyMap<string, OwnRow>;
  readonly counters: Counters;
  readonly narrows: boolean;
}

export const emptyPlan = ({ head }: HeadAt, view: Snapshot): Plan => ({
  size: head.tree.size,
  view,
  lines: [],
  events: [],
  changed: new Map(),
  own: new Map(),
  counters: head.counters,
  narrows: false,
});

/** State row key → key of its thing in `changed`. */
export const thingKey = ({ entity, id }: Touched): string => `${entity.prefix}|${id}`;

/** Reads the state of a thing at the version the plan stands on. */
export type StateReader = (thing: Touched) => Promise<unknown>;

/** The plan with further lines, folded into the things they change, and the rows under which they are found. */
export async function withLines(
  plan: Plan,
  lines: readonly string[],
  from: { readonly model: Model; readonly state: StateReader },
): Promise<Plan> {
  const first = plan.size + plan.lines.length + 1;
  const events = lines.map((line, i) => eventOf(line, first + i));
  const rows = events.flatMap((event, i) => listings(event, lines[i] ?? '', from.model));
  const changed = await changedBy(events, plan.changed, from);
  return withOwn(
    {
      ...plan,
      lines: [...plan.lines, ...lines],
      events: [...plan.events, ...events],
      view: plan.view.after(events),
      changed: new Map([...plan.changed, ...changed]),
    },
    rows,
  );
}

/** The things that events change, as they are after the last of them. */
async function changedBy(
  events: readonly Recorded[],
  planned: Plan['changed'],
  { model, state }: { readonly model: Model; readonly state: StateReader },
): Promise<ReadonlyMap<string, Changed>> {
  const folding = new Map<string, Folding>();
  for (const event of events) {
    for (const thing of model.touched(event)) {
      const key = thingKey(thing);
      const was = folding.get(key) ?? (await begun(thing, planned.get(key), state));
      const now = thing.entity.evolve(was.now, event, thing.id);
      folding.set(key, { ...was, now, seq: event.seq });
    }
  }
  return new Map([...folding].map(([key, one]): [string, Changed] => [key, ended(one)]));
}

/** A thing in the middle of its events. */
interface Folding extends Touched {
  readonly now: unknown;
  readonly seq: number;
  readonly derivedBefore: ReadonlyMap<string, string>;
}

async function begun(
  thing: Touched,
  planned: Changed | undefined,
  state: StateReader,
): Promise<Folding> {
  if (planned !== undefined)
    return { ...thing, now: planned.after, seq: 0, derivedBefore: planned.derivedBefore };
  const now = await state(thing);
  const derivedBefore = now === undefined ? new Map<string, string>() : derivedOf(thing, now);
  return { ...thing, now, seq: 0, derivedBefore };
}

function ended({ entity, id, now, seq, derivedBefore }: Folding): Changed {
  const text = canonicalJson(now as Json); // states are plain JSON: what has no such form throws here
  const derivedAfter = derivedOf({ entity, id }, now);
  return { entity, id, after: now, text, seq, derivedBefore, derivedAfter };
}

/** The rows that a state derives: key → canonical JSON. */
export function derivedOf({ entity, id }: Touched, state: unknown): ReadonlyMap<string, string> {
  return new Map(entity.rows(state, id).map(({ key, value }) => [key, canonicalJson(value)]));
}

export const withOwn = (plan: Plan, rows: readonly OwnRow[]): Plan => ({
  ...plan,
  own: new Map([...plan.own, ...rows.map((row): [string, OwnRow] => [row.key, row])]),
});

/** X and W rows of an event: the seq, and for requests and digests the line where it is not long. */
export function listings(event: Recorded, line: string, model: Model): OwnRow[] {
  const { at, seq } = event;
  const pointer = canonicalJson({ seq });
  const full = line.length > LISTED_UNITS ? pointer : canonicalJson({ line, seq });
  const subjects = model.subjects(event).map((subject) => ({
    key: subjectKey(subject, seq),
    text: subject.startsWith('AR-') ? full : pointer,
    seq,
  }));
  const kinds = model.weekly(event).map((kind) => ({
    key: weekKey(weekOf(at).name, kind, seq),
    text: full,
    seq,
  }));
  return [...subjects, ...kinds];
}

/** What derived rows a commit writes and deletes. Rows that stay as they are are left alone, so that claims on them hold. */
export interface DerivedChange {
  readonly written: ReadonlyMap<string, OwnRow>;
  readonly deleted: ReadonlySet<string>;
}

/** Throws `misconfigured` where two things derive one row. */
export function derivedChange(changed: Plan['changed']): DerivedChange {
  const before = new Map<string, string>();
  const after = new Map<string, OwnRow>();
  for (const { derivedBefore, derivedAfter, seq } of changed.values()) {
    for (const [key, text] of derivedBefore) before.set(key, text);
    for (const [key, text] of derivedAfter) {
      if (after.has(key)) throw new Fault('misconfigured', `${key} is derived twice`);
      after.set(key, { key, text, seq });
    }
  }
  const deleted = new Set([...before.keys()].filter((key) => !after.has(key)));
  const written = new Map([...after].filter(([key, row]) => before.get(key) !== row.text));
  return { written, deleted };
}

function eventOf(line: string, seq: number): Recorded {
  const event = recordedOf(line, { log: GOVERNANCE, seq });
  if (event === undefined) throw new Fault('ledger-corrupt', `line g/${seq} is purged`);
  return event;
}
