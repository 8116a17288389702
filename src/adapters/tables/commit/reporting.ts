import { type DomainEvent, decisionId, type Place } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Committed, Idempotency } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { GOVERNANCE, idempotencyKey, outcomeKey } from '../rows/keys.ts';
import type { LogStore } from '../rows/logStore.ts';
import { answerText, storedAnswer } from '../rows/storedAnswer.ts';
import type { GovernanceWriter } from './governance.ts';
import { LaneOrder } from './laneOrder.ts';
import type { Lanes } from './lanes.ts';
import type { OwnDraft } from './order.ts';
import { type Deadlines, Waiting } from './waiting.ts';

/** An event about a decision, which may come once. */
export interface Report {
  readonly about: Place;
  readonly by: Actor;
  readonly event: DomainEvent;
  readonly idempotency: Idempotency | undefined;
}

/** Appends reports to the log of the decision they are about, at most one a decision. */
export class Reporting {
  readonly #governance: GovernanceWriter;
  readonly #lanes: Lanes;
  readonly #stores: readonly LogStore[];
  readonly #deadlines: Deadlines;

  constructor(deps: {
    readonly governance: GovernanceWriter;
    readonly lanes: Lanes;
    readonly stores: readonly LogStore[];
    readonly deadlines: Deadlines;
  }) {
    this.#governance = deps.governance;
    this.#lanes = deps.lanes;
    this.#stores = deps.stores;
    this.#deadlines = deps.deadlines;
  }

  async once(report: Report): Promise<Committed<boolean>> {
    const { idempotency, about } = report;
    if (idempotency !== undefined && (await this.#isReused(idempotency)))
      return { kind: 'key-reused' };
    return about.log === GOVERNANCE ? this.#inGovernance(report) : this.#onLane(report);
  }

  /**
   * A key's I row lies on the key's lane, which need not be the lane of the decision: it is claimed first, by itself. What
   * a repeat with the same body finds is decided by the U row, which says whose key it came with.
   */
  async #isReused({ key, bodyHash }: Idempotency): Promise<boolean> {
    const lane = this.#stores[this.#lanes.laneOf(key)];
    if (lane === undefined) throw new RangeError('there is no such lane');
    const row = idempotencyKey(key);
    const text = answerText({ key, bodyHash }, null);
    const stands = await lane.text(row);
    if (stands !== undefined) return storedAnswer(stands.text).bodyHash !== bodyHash;
    const claim = lane.sealed('create', row, { seq: 0, text });
    const { kind } = await lane.table.transact(lane.partition, [claim]);
    if (kind === 'done') return false;
    const now = await lane.text(row);
    if (now === undefined) throw new Fault('storage-unavailable', `a key was not claimed: ${kind}`);
    return storedAnswer(now.text).bodyHash !== bodyHash;
  }

  async #inGovernance(report: Report): Promise<Committed<boolean>> {
    const key = outcomeKey(decisionId(report.about));
    return this.#governance.commit(async (tx): Promise<OwnDraft<boolean>> => {
      const stands = await tx.row(key);
      return {
        by: report.by,
        events: stands === undefined ? [report.event] : [],
        result: () => stands === undefined || isOwn(canonicalJson(stands.value), report),
        own: ([place]) => [{ key, text: textOf(report), seq: place?.seq ?? 0 }],
      };
    });
  }

  #onLane(report: Report): Promise<Committed<boolean>> {
    const { about, by, event } = report;
    const waiting = new Waiting<Committed<boolean>>();
    const done = (result: boolean, place?: Place): void =>
      waiting.resolve({ kind: 'done', result, places: place === undefined ? [] : [place] });
    const order = new LaneOrder({
      waiting,
      row: {
        key: outcomeKey(decisionId(about)),
        stands: (text) => done(isOwn(text, report)),
      },
      judge: () => ({
        by,
        event,
        row: () => textOf(report),
        finish: (place) => done(true, place),
      }),
    });
    this.#deadlines.add(waiting);
    this.#lanes.push(order, Number(about.log));
    return waiting.answer;
  }
}

/** A U row says whose idempotency key its report came with, so that a repeat is told from a second report. */
const textOf = ({ idempotency }: Report): string =>
  canonicalJson({ key: idempotency?.key ?? null });

const isOwn = (text: string, report: Report): boolean =>
  report.idempotency !== undefined && text === textOf(report);
