import type { Head, HeadAt } from '../rows/head.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Failed } from '../table/table.ts';
import type { Timers } from '../table/timers.ts';
import { Tries, type Try } from './tries.ts';

/** After losing a race, the head is read before every try for this long. */
const CONTENDED_MS = 2_000;

/** The head to stand on; `fresh` where it was read just now. */
export interface Current {
  readonly at: HeadAt;
  readonly fresh: boolean;
}

/** Which head of a log a try stands on, and what became of tries whose outcome nobody told. */
export class Version {
  readonly #store: LogStore;
  readonly #timers: Timers;
  readonly #follow: (at: HeadAt, asked: number) => Promise<void>;
  readonly #tries = new Tries();
  /** The newest head known, where it is likely to be the newest there is. */
  #at: HeadAt | undefined;
  #contendedUntil = Number.NEGATIVE_INFINITY;

  /** `follow` runs after the head was read and before anything is judged on it; `asked` is when the reading began. */
  constructor(
    deps: { readonly store: LogStore; readonly timers: Timers },
    follow: (at: HeadAt, asked: number) => Promise<void>,
  ) {
    this.#store = deps.store;
    this.#timers = deps.timers;
    this.#follow = follow;
  }

  /** The head to stand on. Callers whose try has landed after all are answered first. */
  async current(): Promise<Current> {
    if (this.#at !== undefined && this.#timers.monotonic() >= this.#contendedUntil)
      return { at: this.#at, fresh: false };
    return { at: await this.read(), fresh: true };
  }

  /** Head first, governance second, and then what became of every earlier try. */
  async read(): Promise<HeadAt> {
    const asked = this.#timers.monotonic();
    const at = await this.#store.head();
    const landed = await this.#tries.landed(at, (last) => this.#store.blockEnding(last));
    await this.#follow(at, asked);
    this.#tries.forgetAllBut(at.etag);
    for (const sent of landed) sent.landed();
    this.#at = at;
    return at;
  }

  sent(one: Try): void {
    this.#tries.add(one);
  }

  /** A try was acknowledged: this is the head now, and every other try on its predecessor is decided. */
  won(head: Head, etag: string | undefined, fence: string): void {
    this.#at = etag === undefined ? undefined : { head, etag, fence };
    this.#tries.forgetAllBut(etag);
    this.#store.saw(head);
  }

  /** A try was not acknowledged, for whatever reason: nothing is known until the head is read. */
  lost({ kind }: Failed): void {
    this.#at = undefined;
    if (kind === 'conflict') this.#contendedUntil = this.#timers.monotonic() + CONTENDED_MS;
  }

  /** Whether a try may still land. */
  get undecided(): boolean {
    return this.#tries.undecided;
  }
}
