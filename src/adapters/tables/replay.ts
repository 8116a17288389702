import type { Recorded } from '../../kernel/events.ts';
import { parseBlock, type StoredBlock } from '../../ledger/block.ts';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';
import { addCells, rollWeek, type WeekCells } from './cells.ts';
import { countersKey, GOVERNANCE } from './keys.ts';
import { recordedOf } from './line.ts';
import { CONVERSATION_LEARNED, type Model, type Touched } from './model.ts';
import { derivedOf, listings, thingKey } from './plan.ts';

/** What a row must say by the log: the hash of its text, and the seq it reflects where that is certain. */
export interface Expected {
  readonly text: string;
  readonly seq?: number;
}

interface Thing extends Touched {
  readonly state: unknown;
  readonly seq: number;
}

/**
 * One log, folded from its first event with nothing but the features' own functions: every row that follows from it. Shares
 * its folding with nobody who writes rows, save those functions and the spelling of rows.
 */
export class Replay {
  readonly #log: string;
  readonly #model: Model;
  readonly #things = new Map<string, Thing>();
  readonly #rows = new Map<string, Expected>();
  #week: WeekCells = { week: '', cells: {} };
  #size = 0;

  constructor(log: string, model: Model) {
    this.#log = log;
    this.#model = model;
  }

  /** How many events it holds. */
  get size(): number {
    return this.#size;
  }

  /** The counters of the week that its last event counts into. */
  get week(): WeekCells {
    return this.#week;
  }

  /** Takes the next block. Throws what a fold throws, and `ledger-corrupt` on a line that is no event. */
  add({ last, n, text }: StoredBlock): void {
    const lines = parseBlock(text);
    const events = lines.map((line, i) => {
      const event = recordedOf(line, { log: this.#log, seq: last - n + 1 + i });
      if (event !== undefined && this.#log === GOVERNANCE) this.#fold(event, line);
      return event;
    });
    this.#count(events.filter((event) => event !== undefined));
    this.#size = last;
  }

  /** Every row that must be there, and what it must say. */
  expected(): ReadonlyMap<string, Expected> {
    const all = new Map(this.#rows);
    for (const [key, thing] of this.#things) {
      all.set(key, { text: sha256(canonicalJson(thing.state as Json)), seq: thing.seq });
      for (const [derived, text] of derivedOf(thing, thing.state))
        all.set(derived, { text: sha256(text) });
    }
    return all;
  }

  #fold(event: Recorded, line: string): void {
    const { seq } = event;
    for (const thing of this.#model.touched(event)) {
      const key = thingKey(thing);
      const state = thing.entity.evolve(this.#things.get(key)?.state, event, thing.id);
      this.#things.set(key, { ...thing, state, seq });
    }
    for (const { key, text } of listings(event, line, this.#model))
      this.#rows.set(key, { text: sha256(text), seq });
    if (event.type !== CONVERSATION_LEARNED) return;
    const { key, reference } = event.data as { readonly key: string; readonly reference: string };
    this.#rows.set(`V|${key}`, { text: reference, seq });
  }

  #count(events: readonly Recorded[]): void {
    const at = events
      .map((event) => event.at)
      .toSorted()
      .at(-1);
    if (at === undefined) return;
    const { open, closed } = rollWeek(this.#week, at);
    if (closed !== undefined && closed.week !== '')
      this.#rows.set(countersKey(closed.week), { text: sha256(canonicalJson(closed.cells)) });
    const counts = events.flatMap((event) => this.#model.counts(event));
    this.#week = { week: open.week, cells: addCells(open.cells, counts) };
  }
}
