import type { Place } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { BLOCK_UNITS } from '../../../ledger/block.ts';
import type { Random } from '../rows/line.ts';
import type { Model } from '../rows/model.ts';
import type { Judgement, LaneOrder } from './laneOrder.ts';

/** Rows of a commit beside head, block and a week's K row. */
const ROWS = 97;

/** An order judged to be written. */
export interface Writing {
  readonly order: LaneOrder;
  readonly judgement: Judgement;
  readonly line: string;
  readonly at: Instant;
  readonly place: Place;
  readonly counts: readonly (readonly [string, number])[];
}

export interface LaneBase {
  readonly log: string;
  readonly size: number;
  readonly view: View;
  readonly now: Instant;
  readonly model: Model;
  readonly random: Random;
}

/** As many orders as one commit could hold rows of their own. */
export function firstOf(orders: readonly LaneOrder[]): readonly LaneOrder[] {
  let rows = 0;
  const end = orders.findIndex(({ row }) => {
    if (row !== undefined) rows += 1;
    return rows > ROWS;
  });
  return end < 0 ? orders : orders.slice(0, end);
}

/**
 * Judges orders on one view, until the text of a block is full. Who needs nothing written is answered; who throws fails alone; who
 * brings a row that another one of the group brings waits for the next try, which finds it.
 */
export function judgeGroup(orders: readonly LaneOrder[], base: LaneBase): readonly Writing[] {
  const group: Writing[] = [];
  const rows = new Set<string>();
  let units = 0;
  for (const order of orders) {
    if (order.row !== undefined && rows.has(order.row.key)) continue;
    const writing = judged(order, base, base.size + group.length + 1);
    if (writing === undefined) continue;
    units += writing.line.length + 1;
    if (units > BLOCK_UNITS) break;
    group.push(writing);
    if (order.row !== undefined) rows.add(order.row.key);
  }
  return group;
}

function judged(order: LaneOrder, base: LaneBase, seq: number): Writing | undefined {
  try {
    const { now, view, model, random } = base;
    const judgement = order.judge(view, now);
    const { by, event } = judgement;
    if (event === undefined) {
      judgement.finish(undefined);
      return undefined;
    }
    model.check(event);
    const { line, at } = order.writtenAs({ at: now, by, event }, random);
    if (line.length >= BLOCK_UNITS)
      throw new Fault('misconfigured', `a line of ${line.length} units`);
    return {
      order,
      judgement,
      line,
      at,
      place: { log: base.log, seq },
      counts: model.counts(event),
    };
  } catch (error) {
    order.waiting.fail(error);
    return undefined;
  }
}
