import { Fault, type FaultCode } from '../../../kernel/faults.ts';
import type { Failed } from '../table/table.ts';
import type { Waited } from './waiting.ts';

/** A commit that storage turns down for another reason than the head is tried this often. */
const MOST_TRIES = 5;
/** So many tries without an answer, while the head can be read, and it may be what is written that storage fails on. */
const SUSPICIOUS = 3;
/** Between tries while storage does not answer. */
const PAUSE_MS = 40;
/** So many lost races in a row are tried again at once; after them there is a short pause. */
const AT_ONCE = 4;
const RACE_PAUSE_MS = 10;

/**
 * What a writer does after a try that was not acknowledged: whoever is in it stays open, the next try reads the head first
 * and finds out. Where storage turns a commit down for a row of one caller's, the others must not suffer: the tries that
 * follow take one caller each, and the one who fails MOST_TRIES times is told so.
 */
export class Retrying {
  #alone = 0;
  #races = 0;

  /** Those whom the next try takes. */
  next<T>(all: readonly T[]): readonly T[] {
    return this.#alone > 0 ? all.slice(0, 1) : all;
  }

  acknowledged(): void {
    this.#alone = Math.max(0, this.#alone - 1);
    this.#races = 0;
  }

  /** Answers how many milliseconds to wait before the next try. */
  lost(group: readonly Waited[], outcome: Failed): number {
    for (const waiting of group) {
      waiting.trouble = troubleOf(outcome);
      waiting.tries += 1;
    }
    this.#races = outcome.kind === 'conflict' ? this.#races + 1 : 0;
    if (outcome.kind === 'conflict') return this.#races > AT_ONCE ? RACE_PAUSE_MS : 0;
    const pause = outcome.kind === 'unknown' ? PAUSE_MS : 0;
    const least = Math.min(...group.map(({ tries }) => tries));
    if (outcome.kind === 'unknown' && least < SUSPICIOUS) return pause;
    this.#alone = group.length;
    const [only] = group;
    if (only !== undefined && group.length === 1 && only.tries >= MOST_TRIES) {
      const mayPass = outcome.kind === 'unknown' || outcome.kind === 'refused';
      const code = mayPass ? 'storage-unavailable' : 'ledger-corrupt';
      only.fail(new Fault(code, `a commit was turned down: ${outcome.kind}`, outcome));
    }
    return pause;
  }

  /** For what a try throws: storage that does not answer is worth waiting for, anything else is not. */
  pauseAfter(error: unknown): number {
    if (error instanceof Fault && error.code === 'storage-unavailable') return PAUSE_MS;
    throw error;
  }

  /** For a try after which somebody is still open and nothing was sent. */
  readonly pause = PAUSE_MS;
}

/** What one caller's own read or work throws is that caller's alone; storage that does not answer is worth another try. */
export function failAlone(waiting: Waited, error: unknown): void {
  if (error instanceof Fault && error.code === 'storage-unavailable') waiting.trouble = error.code;
  else waiting.fail(error);
}

const troubleOf = ({ kind }: Failed): FaultCode =>
  kind === 'conflict' ? 'storage-contended' : 'storage-unavailable';
