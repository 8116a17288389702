import type { DerivedRow } from '../../../kernel/entity.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { HeadAt } from '../rows/head.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Touched } from '../rows/model.ts';
import type { SealedText } from '../rows/sealed.ts';
import type { Snapshot } from '../rows/snapshot.ts';
import { thingKey } from './plan.ts';

/** The version of governance that one try stands on. Rows are read once; cached entities come from the view. */
export class Base {
  readonly at: HeadAt;
  readonly now: Instant;
  readonly view: Snapshot;
  readonly #store: LogStore;
  readonly #texts = new Map<string, Promise<SealedText | undefined>>();

  constructor(
    version: { readonly at: HeadAt; readonly view: Snapshot; readonly now: Instant },
    store: LogStore,
  ) {
    this.at = version.at;
    this.now = version.now;
    this.view = version.view;
    this.#store = store;
  }

  async state(thing: Touched): Promise<unknown> {
    if (thing.entity.cached) return this.view.get(thing.entity, thing.id);
    const row = await this.text(thingKey(thing));
    return row === undefined ? undefined : JSON.parse(row.text);
  }

  async row(key: string): Promise<DerivedRow | undefined> {
    const row = await this.text(key);
    return row === undefined
      ? undefined
      : { key, value: JSON.parse(row.text) as DerivedRow['value'] };
  }

  text(key: string): Promise<SealedText | undefined> {
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const read = this.#store.text(key);
    read.catch(() => this.#texts.delete(key));
    this.#texts.set(key, read);
    return read;
  }
}
