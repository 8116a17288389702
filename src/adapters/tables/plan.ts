import type { DerivedRow } from '../../kernel/entity.ts';
import type { Recorded } from '../../kernel/events.ts';
import { Fault } from '../../kernel/faults.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import type { Counters, HeadAt } from './head.ts';
import { GOVERNANCE, subjectKey, weekKey } from './keys.ts';
import { recordedOf } from './line.ts';
import type { Model, Touched } from './model.ts';
import type { Snapshot } from './snapshot.ts';
import { isoWeek } from './week.ts';

/** The longest line that is kept a second time, under the subject or week that lists it. */
const LISTED_UNITS = 32_000;

/** A thing changed by this commit: its state in the table, and after the commit's events so far. */
export interface Changed extends Touched {
  readonly before: unknown;
  readonly after: unknown;
  /** The last event that changed it. */
  readonly seq: number;
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
  const changed = new Map(plan.changed);
  const own = new Map(plan.own);
  const events: Recorded[] = [];
  for (const line of lines) {
    const event = eventOf(line, plan.size + plan.lines.length + events.length + 1);
    events.push(event);
    for (const thing of from.model.touched(event)) {
      const was = changed.get(thingKey(thing)) ?? (await unchanged(thing, from.state));
      const after = thing.entity.evolve(was.after, event, thing.id);
      changed.set(thingKey(thing), { ...was, after, seq: event.seq });
    }
    for (const row of listings(event, line, from.model)) own.set(row.key, row);
  }
  const all = { lines: [...plan.lines, ...lines], events: [...plan.events, ...events] };
  return { ...plan, ...all, view: plan.view.after(events), changed, own };
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
    key: weekKey(isoWeek(at), kind, seq),
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
  for (const thing of changed.values()) {
    if (thing.before !== undefined)
      for (const row of rowsOf(thing, thing.before)) before.set(row.key, canonicalJson(row.value));
    for (const row of rowsOf(thing, thing.after)) {
      if (after.has(row.key)) throw new Fault('misconfigured', `${row.key} is derived twice`);
      after.set(row.key, { key: row.key, text: canonicalJson(row.value), seq: thing.seq });
    }
  }
  const deleted = new Set([...before.keys()].filter((key) => !after.has(key)));
  const written = new Map([...after].filter(([key, row]) => before.get(key) !== row.text));
  return { written, deleted };
}

const rowsOf = ({ entity, id }: Touched, state: unknown): readonly DerivedRow[] =>
  entity.rows(state, id);

async function unchanged(thing: Touched, state: StateReader): Promise<Changed> {
  const before = await state(thing);
  return { ...thing, before, after: before, seq: 0 };
}

function eventOf(line: string, seq: number): Recorded {
  const event = recordedOf(line, { log: GOVERNANCE, seq });
  if (event === undefined) throw new Fault('ledger-corrupt', `line g/${seq} is purged`);
  return event;
}
