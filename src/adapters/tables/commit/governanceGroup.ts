import type { Random } from '../rows/line.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Model } from '../rows/model.ts';
import type { Op } from '../table/table.ts';
import { type Appended, append } from './append.ts';
import type { Base } from './base.ts';
import { fenceRow } from './fences.ts';
import type { Order } from './order.ts';
import { derivedChange, emptyPlan, type OwnRow, type Plan } from './plan.ts';
import { type Awaited, planOrder, readAhead } from './planning.ts';
import { failAlone } from './retrying.ts';

/** Somebody whose work is in a group, and how to answer. */
export interface Member {
  readonly order: Order;
  readonly fence: Awaited;
  /** Written before the answer is given, where nothing else is. */
  readonly keep?: OwnRow;
  readonly finish: () => void;
}

/** What one try would write, and for whom. */
export interface Group {
  readonly base: Base;
  readonly tx: string;
  readonly plan: Plan;
  /** Whose events are in the plan. */
  readonly writers: readonly Member[];
  /** Who needs nothing written. */
  readonly askers: readonly Member[];
}

/** More orders than this seldom fit into one commit. */
const AHEAD = 24;

/** Runs orders one after the other, each on top of those before it, until the commit is full. Whoever throws fails alone. */
export async function planGroup(
  orders: readonly Order[],
  on: { readonly base: Base; readonly model: Model; readonly random: Random },
): Promise<Group> {
  const { base } = on;
  const tx = Buffer.from(on.random(16)).toString('base64url');
  const fence = fenceRow(base.now, tx, 0).key;
  let plan = emptyPlan(base.at, base.view);
  const writers: Member[] = [];
  const askers: Member[] = [];
  const ahead = base.reading.then(() => readAhead(orders.slice(1, AHEAD), plan, base));
  for (const [i, order] of orders.entries()) {
    if (i > 0 && base.hasRead) await ahead;
    const step = await planOrder(order, plan, { ...on, fence }).catch((error: unknown) => {
      failAlone(order.waiting, error);
    });
    if (step === undefined) continue;
    if (step.kind === 'full') break;
    if (step.kind === 'answer') {
      const { fence: awaited, keep, finish } = step;
      askers.push({ order, fence: awaited, ...(keep && { keep }), finish });
      continue;
    }
    plan = step.plan;
    writers.push({ order, fence: step.narrows ? { key: fence } : 'none', finish: step.finish });
  }
  return { base, tx, plan, writers, askers };
}

/** The operations of a group's commit, and the head after it. */
export function groupOps(
  { base, tx, plan }: Group,
  store: LogStore,
  model: Model,
): { readonly appended: Appended; readonly ops: readonly Op[] } {
  const counts = plan.events.flatMap((event) => model.counts(event));
  const { lines, counters } = plan;
  const { head } = base.at;
  // Kinds that a newer version of ours keeps, and this one does not know, are passed on.
  const cached = { ...head.cached, ...plan.view.digests() };
  const appended = append(head, { lines, counts, counters, at: base.now, tx, cached });
  const { written, deleted } = derivedChange(plan.changed);
  const own = [...plan.own.values()];
  if (plan.narrows) own.push(fenceRow(base.now, tx, appended.block.last));
  const ops = [
    ...store.appendOps(base.at, appended),
    ...[...plan.changed].map(([key, row]) => store.sealed('put', key, row)),
    ...[...written.values()].map((row) => store.sealed('put', row.key, row)),
    ...[...deleted].map((key): Op => ({ kind: 'delete', key })),
    ...own.map((row) => store.sealed(ownKind(row.key), row.key, row)),
  ];
  return { appended, ops };
}

/** What may stand there already is replaced: conversation references. Everything else of ours is written once. */
const ownKind = (key: string): 'create' | 'put' => (key.startsWith('V|') ? 'put' : 'create');
