import type { Recorded } from '../../../kernel/events.ts';
import { conversationName } from '../rows/keys.ts';
import { CONVERSATION_LEARNED } from '../rows/model.ts';
import type { Row } from '../table/table.ts';
import { claimOf } from './claims.ts';

/** Items for people who cannot be written to yet. They cost one look, and then nothing until the person's conversation is learned. */
export class Parked {
  readonly #isKnown: (person: string) => Promise<boolean>;
  #waiting = new Map<string, string>();

  constructor(isKnown: (person: string) => Promise<boolean>) {
    this.#isKnown = isKnown;
  }

  /** Whether a row waits for somebody, here or by what another server has written on it. */
  async isParked(row: Row): Promise<boolean> {
    if (this.#waiting.has(row.key)) return true;
    const { wait } = claimOf(row);
    return wait !== '' && this.park(row.key, wait);
  }

  /** Parks an item. False where the person has become known in the meantime. */
  async park(key: string, person: string): Promise<boolean> {
    this.#waiting.set(key, person); // first, so that learning it from now on is not missed
    if (await this.#isKnown(person)) this.#waiting.delete(key);
    return this.#waiting.has(key);
  }

  /** Lets items go on whose person can be written to now. */
  learned(events: readonly Recorded[]): void {
    const names = new Set(
      events.flatMap(({ type, data }) =>
        type === CONVERSATION_LEARNED && 'key' in data ? [data.key] : [],
      ),
    );
    if (names.size === 0) return;
    for (const [key, person] of this.#waiting)
      if (names.has(conversationName(person))) this.#waiting.delete(key);
  }

  /** Forgets rows that are not due any more. */
  keepOnly(keys: ReadonlySet<string>): void {
    this.#waiting = new Map([...this.#waiting].filter(([key]) => keys.has(key)));
  }
}
