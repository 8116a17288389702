import type { Recorded } from '../../../kernel/events.ts';
import type { AnyEntity } from '../../../kernel/feature.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { parseBlock, type StoredBlock } from '../../../ledger/block.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import { derivedOf, listings, thingKey } from '../commit/plan.ts';
import { addCells, rollWeek, type WeekCells } from '../rows/cells.ts';
import { countersKey, GOVERNANCE, outcomeKey } from '../rows/keys.ts';
import { recordedOf } from '../rows/line.ts';
import { CONVERSATION_LEARNED, type Model, type Touched } from '../rows/model.ts';
import type { SealedText } from '../rows/sealed.ts';
import { Versions } from '../rows/versions.ts';

/** What a row must say by the log, as far as the log says it. */
export interface Expected {
  /** SHA-256 of its text. */
  readonly text?: string;
  /** The event that it reflects. */
  readonly seq?: number;
}

/** What became of rows: what each must say now, or undefined where it must be gone. */
export type RowChanges = ReadonlyMap<string, Expected | undefined>;

/** An event that does not fit. */
export interface Misfit {
  readonly seq: number;
  readonly type: string;
  /** Kind and id. */
  readonly thing: string;
}

interface Thing extends Touched {
  readonly state: unknown;
  readonly seq: number;
  /** Keys of the rows that it derived when they were last worked out. */
  readonly derived: readonly string[];
}

/**
 * One log, folded from its first event with nothing but the features' own functions: every row that follows from it. Shares
 * its folding with nobody who writes rows, save those functions and the spelling of rows. Purged lines are passed over: what
 * must stand is what the lines that are left make.
 */
export class Replay {
  readonly #log: string;
  readonly #model: Model;
  readonly #texts: Map<string, SealedText> | undefined;
  readonly #things = new Map<string, Thing>();
  /** Things changed since rows were last worked out. */
  readonly #changed = new Set<string>();
  readonly #rows = new Map<string, Expected>();
  readonly #numbers = new Map<string, number>();
  #changes: Map<string, Expected | undefined> | undefined;
  #week: WeekCells = { week: '', cells: {} };
  /** False from a purged line on to the end of its week: nobody knows what it was counted as. */
  #isCounted = true;
  #size = 0;
  #misfit: Misfit | undefined;

  /** `texts`: filled with what rows say, as far as a log says it in full, for who writes them again. */
  constructor(log: string, model: Model, texts?: Map<string, SealedText>) {
    this.#log = log;
    this.#model = model;
    this.#texts = texts;
  }

  /** How many events it holds. */
  get size(): number {
    return this.#size;
  }

  /** The first event that cannot have happened to its thing as the log has it. */
  get misfit(): Misfit | undefined {
    return this.#misfit;
  }

  /** The counters of the week that its last event counts into; undefined where a purge has taken what they rest on. */
  get week(): WeekCells | undefined {
    return this.#isCounted ? this.#week : undefined;
  }

  /** The largest number of each series that an event names: `AR` → 7. */
  get numbers(): ReadonlyMap<string, number> {
    return this.#numbers;
  }

  /** Kind of cached entity → digest over which version of each stands. */
  get cached(): ReadonlyMap<string, string> {
    const kinds = this.#model.entities.filter(({ cached }) => cached);
    return new Map(kinds.map((entity) => [entity.kind, this.#versionsOf(entity).digest()]));
  }

  /** Every row that must be there, as of the last `settle`. */
  get rows(): ReadonlyMap<string, Expected> {
    return this.#rows;
  }

  /** Takes the next block. Throws what a fold throws, and `ledger-corrupt` on a line that is no event. */
  add({ last, n, text }: StoredBlock): void {
    const events: Recorded[] = [];
    for (const [i, line] of parseBlock(text).entries()) {
      const event = recordedOf(line, { log: this.#log, seq: last - n + 1 + i });
      if (event === undefined) continue;
      events.push(event);
      this.#take(event, line);
    }
    this.#count(events);
    if (events.length < n) this.#isCounted = false;
    this.#size = last;
  }

  /** Works out the rows of what was folded since the last time; answers which of them have changed, from the second time on. */
  settle(): RowChanges {
    const after = new Map<string, SealedText & { readonly isDerived: boolean }>();
    const before: string[] = [];
    for (const key of this.#changed) {
      const thing = this.#things.get(key);
      if (thing === undefined) continue;
      const derived = derivedOf(thing, thing.state);
      for (const [row, text] of derived) after.set(row, { text, seq: thing.seq, isDerived: true });
      const text = canonicalJson(thing.state as Json);
      after.set(key, { text, seq: thing.seq, isDerived: false });
      before.push(...thing.derived);
      this.#things.set(key, { ...thing, derived: [...derived.keys()] });
    }
    this.#changed.clear();
    for (const key of before) if (!after.has(key)) this.#set(key, undefined);
    for (const [key, { isDerived, text, seq }] of after)
      this.#set(key, { text: sha256(text), ...(!isDerived && { seq }) }, { text, seq });
    const changes = this.#changes ?? new Map<string, Expected | undefined>();
    this.#changes = new Map();
    return changes;
  }

  #take(event: Recorded, line: string): void {
    const { seq } = event;
    const decision = this.#model.reportsOn(event);
    if (decision !== undefined) this.#set(outcomeKey(decision), { seq });
    if (this.#log !== GOVERNANCE) return;
    for (const thing of this.#model.touched(event)) this.#fold(thing, event);
    for (const { key, text } of listings(event, line, this.#model)) {
      this.#set(key, { text: sha256(text), seq }, { text, seq });
      this.#number(key);
    }
    if (event.type !== CONVERSATION_LEARNED) return;
    const { key, reference } = event.data as { readonly key: string; readonly reference: string };
    this.#set(`V|${key}`, { text: reference, seq });
  }

  #fold(thing: Touched, event: Recorded): void {
    const key = thingKey(thing);
    const { state, derived = [] } = this.#things.get(key) ?? {};
    const { entity, id } = thing;
    if (entity.fits?.(state, event, id) === false)
      this.#misfit ??= { seq: event.seq, type: event.type, thing: `${entity.kind} ${id}` };
    const next = entity.evolve(state, event, id);
    this.#things.set(key, { ...thing, state: next, seq: event.seq, derived });
    this.#changed.add(key);
  }

  #versionsOf({ kind }: AnyEntity): Versions {
    const things = [...this.#things.values()].filter(({ entity }) => entity.kind === kind);
    return Versions.none.with(new Map(things.map(({ id, seq }) => [id, seq])));
  }

  #number(key: string): void {
    const [, counter, n] = /^X\|(AR|P|F)-(\d+)\|/.exec(key) ?? [];
    if (counter === undefined) return;
    this.#numbers.set(counter, Math.max(this.#numbers.get(counter) ?? 0, Number(n)));
  }

  #count(events: readonly Recorded[]): void {
    const at = latest(events);
    if (at === undefined) return;
    const { open, closed } = rollWeek(this.#week, at);
    if (closed !== undefined && closed.week !== '') {
      const text = canonicalJson(closed.cells);
      const key = countersKey(closed.week);
      if (this.#isCounted) this.#set(key, { text: sha256(text) }, { text, seq: this.#size });
      else this.#set(key, {});
      this.#isCounted = true;
    }
    const counts = events.flatMap((event) => this.#model.counts(event));
    this.#week = { week: open.week, cells: addCells(open.cells, counts) };
  }

  #set(key: string, expected: Expected | undefined, text?: SealedText): void {
    if (text === undefined) this.#texts?.delete(key);
    else this.#texts?.set(key, text);
    if (expected === undefined) this.#rows.delete(key);
    else this.#rows.set(key, expected);
    this.#changes?.set(key, expected);
  }
}

const latest = (events: readonly Recorded[]): Instant | undefined =>
  events.reduce<Instant | undefined>(
    (last, { at }) => (last === undefined || last < at ? at : last),
    undefined,
  );
