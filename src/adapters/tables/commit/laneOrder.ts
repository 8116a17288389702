import type { DomainEvent, Place } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Committed, Idempotency, Judge, View } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import { idempotencyKey } from '../rows/keys.ts';
import { type Entry, lineOf, newSalt, type Random, sameEvent } from '../rows/line.ts';
import { answerText, storedAnswer } from '../rows/storedAnswer.ts';
import { answer } from './order.ts';
import { type Waited, Waiting } from './waiting.ts';

/** A judgement with its result type forgotten: `finish` answers its caller. */
export interface Judgement {
  readonly by: Actor;
  readonly event?: DomainEvent;
  /** The text of the order's own row, where it has one. */
  readonly row?: (place: Place) => string;
  readonly finish: (place: Place | undefined) => void;
}

/** A row that an order writes once: where it stands already, its caller is answered from it. */
export interface OnceRow {
  readonly key: string;
  stands(text: string): void;
}

interface Parts {
  readonly waiting: Waited;
  readonly row: OnceRow | undefined;
  readonly judge: (view: View, now: Instant) => Judgement;
}

/** One caller's decision, waiting for a lane. With a row of its own it is bound to the lane where that row belongs. */
export class LaneOrder {
  readonly waiting: Parts['waiting'];
  readonly row: OnceRow | undefined;
  readonly judge: Parts['judge'];
  #written: Written | undefined;

  constructor({ waiting, row, judge }: Parts) {
    this.waiting = waiting;
    this.row = row;
    this.judge = judge;
  }

  /** The line of an event: that of an earlier try, its salt and time included, where it said the same. */
  writtenAs(entry: Entry, random: Random): Written {
    const known = this.#written;
    if (known !== undefined && sameEvent(known.entry, entry)) return known;
    this.#written = { entry, line: lineOf(entry, newSalt(random)), at: entry.at };
    return this.#written;
  }
}

interface Written {
  readonly entry: Entry;
  readonly line: string;
  readonly at: Instant;
}

export interface Ordered<T> {
  readonly order: LaneOrder;
  readonly waiting: Waiting<Committed<T>>;
}

/** A decision to be made by `judge`; with a key, once. */
export function decisionOrder<T>(
  judge: Judge<T>,
  idempotency: Idempotency | undefined,
): Ordered<T> {
  const waiting = new Waiting<Committed<T>>();
  const row = idempotency === undefined ? undefined : answerRow(waiting, idempotency);
  const judged = (view: View, now: Instant): Judgement => {
    const { result, answer: told, ...draft } = judge(view, now);
    const finish = (place: Place | undefined): void =>
      answer(waiting, (): Committed<T> => {
        const places = place === undefined ? [] : [place];
        return { kind: 'done', result: result(place), places };
      });
    if (idempotency === undefined || told === undefined) return { ...draft, finish };
    return { ...draft, finish, row: (place) => answerText(idempotency, told(place)) };
  };
  return { order: new LaneOrder({ waiting, row, judge: judged }), waiting };
}

function answerRow<T>(waiting: Waiting<Committed<T>>, idempotency: Idempotency): OnceRow {
  return {
    key: idempotencyKey(idempotency.key),
    stands: (text) =>
      answer(waiting, (): Committed<T> => {
        const { bodyHash, answer: told } = storedAnswer(text);
        if (bodyHash !== idempotency.bodyHash) return { kind: 'key-reused' };
        return { kind: 'repeated', answer: told };
      }),
  };
}
