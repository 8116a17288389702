import type { DerivedRow, Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Place } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Counter, Tx } from '../../../kernel/ledger.ts';
import { BLOCK_EVENTS, BLOCK_UNITS } from '../../../ledger/block.ts';
import { GOVERNANCE, idempotencyKey } from '../rows/keys.ts';
import { lineOf, newSalt, type Random } from '../rows/line.ts';
import type { Model } from '../rows/model.ts';
import { answerText, storedAnswer } from '../rows/storedAnswer.ts';
import type { Base } from './base.ts';
import type { Order, Ready } from './order.ts';
import { derivedChange, type OwnRow, type Plan, thingKey, withLines, withOwn } from './plan.ts';

/** Operations of a commit beside head, block, a week's K row and a fence. */
const ROWS = 96;
/** All texts of a commit together: at most 3 bytes a unit on the wire, 4 MiB a transaction. */
const COMMIT_UNITS = 1_200_000;

/** What must stand before an answer is given: nothing, the fence with this row, or every fence that is being raised. */
export type Awaited = { readonly key: string } | 'every' | 'none';

/** What became of one order in a try. */
export type Step =
  /** Nothing to write: answered once the version it was made on is known to have been the newest. */
  | {
      readonly kind: 'answer';
      readonly fence: Awaited;
      /** The answer, to be kept under the caller's key before it is given. */
      readonly keep?: OwnRow;
      readonly finish: () => void;
    }
  | {
      readonly kind: 'write';
      readonly plan: Plan;
      readonly narrows: boolean;
      readonly finish: () => void;
    }
  /** Does not fit with those before it. */
  | { readonly kind: 'full' };

export interface Planning {
  readonly base: Base;
  readonly model: Model;
  readonly random: Random;
  /** Key of the fence row that this try writes, if any of its work narrows. */
  readonly fence: string;
}

/** Runs one order on top of what is planned. Throws what its work throws, and `misconfigured` where it can never fit. */
export async function planOrder(order: Order, plan: Plan, on: Planning): Promise<Step> {
  const stored = await storedFor(order, plan, on.base);
  if (stored !== undefined) return stored;
  const run = await runOn(order, plan, on.base);
  // What is answered and not written rests on the table: a row that was put back has to be noticed.
  const isRemembered = run.ready.events.length === 0 && on.base.hasRemembered;
  return step(order, isRemembered ? await runOn(order, plan, on.base.asRead()) : run, plan, on);
}

/** What an order wants written, and the version it said so on. */
interface Run {
  readonly ready: Ready;
  readonly numbers: Plan['counters'];
  readonly base: Base;
}

async function runOn(order: Order, plan: Plan, base: Base): Promise<Run> {
  const numbers = { ...plan.counters };
  return { ready: await order.run(txOn(plan, numbers, base)), numbers, base };
}

async function step(order: Order, run: Run, plan: Plan, planning: Planning): Promise<Step> {
  const { ready, numbers, base } = run;
  const on = { ...planning, base };
  if (ready.events.length === 0) {
    const fence = ready.narrows === true ? 'every' : 'none';
    const keep = keptOf(order, ready, on.base);
    return { kind: 'answer', fence, ...(keep && { keep }), finish: () => ready.finish([]) };
  }
  for (const event of ready.events) on.model.check(event);
  const next = await extend({ order, ready, numbers }, plan, on);
  if (!fits(next.plan)) {
    if (plan.lines.length > 0) return { kind: 'full' };
    throw new Fault(
      'misconfigured',
      `one piece of work is too large for a commit: ${sizeOf(next.plan)}`,
    );
  }
  return {
    kind: 'write',
    plan: next.plan,
    narrows: ready.narrows === true,
    finish: () => ready.finish(next.places),
  };
}

/**
 * Runs orders side by side and drops what they answer: what they read is kept in the base, so that afterwards, one on top of
 * the other, they need not wait for storage one after the other.
 */
export async function readAhead(orders: readonly Order[], plan: Plan, base: Base): Promise<void> {
  const look = async (order: Order): Promise<void> => {
    const { idempotency } = order;
    const stored = idempotency && (await base.text(idempotencyKey(idempotency.key)));
    if (stored === undefined) await order.run(txOn(plan, { ...plan.counters }, base));
  };
  await Promise.allSettled(orders.map(look));
}

/** The answer stored with an order's key, be it in the table or earlier in this group. */
async function storedFor(order: Order, plan: Plan, base: Base): Promise<Step | undefined> {
  const { idempotency } = order;
  if (idempotency === undefined) return undefined;
  const key = idempotencyKey(idempotency.key);
  const text = plan.own.get(key)?.text ?? (await base.text(key))?.text;
  if (text === undefined) return undefined;
  const { bodyHash, answer, fence } = storedAnswer(text);
  const same = bodyHash === idempotency.bodyHash;
  const finish = (): void => (same ? order.repeated(answer) : order.keyReused());
  return { kind: 'answer', fence: same && fence !== null ? { key: fence } : 'none', finish };
}

/** An answer for which nothing is written has a row of its own, as of the version it was made on. */
function keptOf({ idempotency }: Order, { answer }: Ready, { at }: Base): OwnRow | undefined {
  if (idempotency === undefined || answer === undefined) return undefined;
  const text = answerText(idempotency, answer([]));
  return { key: idempotencyKey(idempotency.key), text, seq: at.head.tree.size };
}

async function extend(
  work: { readonly order: Order; readonly ready: Ready; readonly numbers: Plan['counters'] },
  plan: Plan,
  { base, model, random, fence }: Planning,
): Promise<{ readonly plan: Plan; readonly places: readonly Place[] }> {
  const { by, events, answer, own, narrows } = work.ready;
  const lines = events.map((event) => lineOf({ at: base.now, by, event }, newSalt(random)));
  const longer = await withLines(plan, lines, { model, state: (thing) => base.state(thing) });
  const places = longer.events
    .slice(plan.events.length)
    .map(({ seq }): Place => ({ log: GOVERNANCE, seq }));
  const rows: OwnRow[] = [...(own?.(places) ?? [])];
  const { idempotency } = work.order;
  if (idempotency !== undefined && answer !== undefined) {
    const text = answerText(idempotency, answer(places), narrows === true ? fence : null);
    rows.push({ key: idempotencyKey(idempotency.key), text, seq: places.at(-1)?.seq ?? 0 });
  }
  const full = withOwn(longer, rows);
  return {
    plan: { ...full, counters: work.numbers, narrows: plan.narrows || narrows === true },
    places,
  };
}

function txOn(plan: Plan, numbers: Record<Counter, number>, base: Base): Tx {
  const derived = derivedChange(plan.changed);
  return {
    now: base.now,
    view: plan.view,
    get: async <S, E extends DomainEvent>(entity: Entity<S, E>, id: string) => {
      const thing = { entity, id };
      const planned = plan.changed.get(thingKey(thing));
      // What stands under an entity's prefix was made by its own evolve.
      return (planned === undefined ? await base.state(thing) : planned.after) as S | undefined;
    },
    row: async (key) => {
      const own = plan.own.get(key) ?? derived.written.get(key);
      if (own !== undefined) return { key, value: JSON.parse(own.text) as DerivedRow['value'] };
      return derived.deleted.has(key) ? undefined : base.row(key);
    },
    next: (counter) => {
      numbers[counter] += 1;
      return numbers[counter];
    },
  };
}

interface Sizes {
  readonly rows: number;
  readonly lineUnits: number;
  readonly longest: number;
  readonly units: number;
}

function sizesOf(plan: Plan): Sizes {
  const { written, deleted } = derivedChange(plan.changed);
  const lineUnits = plan.lines.reduce((sum, line) => sum + line.length + 1, 0);
  const rows = [...plan.changed.values(), ...written.values(), ...plan.own.values()];
  return {
    rows: rows.length + deleted.size,
    lineUnits,
    longest: rows.reduce((most, { text }) => Math.max(most, text.length), 0),
    units: rows.reduce((sum, { text }) => sum + text.length, lineUnits),
  };
}

function fits(plan: Plan): boolean {
  const { rows, lineUnits, longest, units } = sizesOf(plan);
  return (
    rows <= ROWS &&
    plan.lines.length <= BLOCK_EVENTS &&
    lineUnits <= BLOCK_UNITS &&
    longest <= BLOCK_UNITS &&
    units <= COMMIT_UNITS
  );
}

function sizeOf(plan: Plan): string {
  const { rows, lineUnits, longest, units } = sizesOf(plan);
  return `${plan.lines.length} events of ${lineUnits} units, ${rows} rows, the longest ${longest} units, ${units} in all`;
}
