import { Fault, type FaultCode } from '../../../kernel/faults.ts';
import type { Timers } from '../table/timers.ts';

/** Every caller has an answer, or a fault, after this long. */
export const BUDGET_MS = 1_800;

/** Somebody who waits for a commit. Answered once; what comes later is dropped. */
export class Waiting<T> {
  /** Whether it still wants a try. A piece of work that stands in the log does not, answered or not. */
  open = true;
  /** Whether it has its answer, or a fault. */
  answered = false;
  /** What its last try failed for. */
  trouble: FaultCode = 'storage-unavailable';
  tries = 0;
  readonly answer: Promise<T>;
  readonly #controls = Promise.withResolvers<T>();

  constructor() {
    this.answer = this.#controls.promise;
  }

  resolve(value: T): void {
    this.open = false;
    this.answered = true;
    this.#controls.resolve(value);
  }

  fail(error: unknown): void {
    this.open = false;
    this.answered = true;
    this.#controls.reject(error);
  }
}

/** Somebody who waits, the kind of answer forgotten. */
export type Waited = Pick<Waiting<unknown>, 'open' | 'answered' | 'fail' | 'trouble' | 'tries'>;

/** Fails whoever has waited for longer than BUDGET_MS. One timer for all: who came first is due first. */
export class Deadlines {
  readonly #timers: Timers;
  readonly #line: { readonly who: Waited; readonly until: number }[] = [];
  #armed = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Those before it who have their answer are let go: a line of all who came within BUDGET_MS would be long. */
  add(who: Waited): void {
    while (this.#line[0]?.who.answered) this.#line.shift();
    this.#line.push({ who, until: this.#timers.monotonic() + BUDGET_MS });
    this.#arm();
  }

  #arm(): void {
    const first = this.#line[0];
    if (this.#armed || first === undefined) return;
    this.#armed = true;
    this.#timers.after(Math.max(0, first.until - this.#timers.monotonic()), () => this.#sweep());
  }

  #sweep(): void {
    this.#armed = false;
    const now = this.#timers.monotonic();
    let due = 0;
    for (const { who, until } of this.#line) {
      if (until > now) break;
      due += 1;
      if (!who.answered) who.fail(new Fault(who.trouble, 'no confirmation in time'));
    }
    this.#line.splice(0, due);
    this.#arm();
  }
}
