import type { DerivedRow } from '../../../kernel/entity.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { HeadAt } from '../rows/head.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Touched } from '../rows/model.ts';
import type { SealedText } from '../rows/sealed.ts';
import type { Snapshot } from '../rows/snapshot.ts';
import { thingKey } from './plan.ts';
import type { RecentStates } from './recentStates.ts';

interface Sources {
  readonly store: LogStore;
  readonly recent?: RecentStates;
}

/** The version of governance that one try stands on. Rows are read once, if at all; cached entities come from the view. */
export class Base {
  readonly at: HeadAt;
  readonly now: Instant;
  readonly view: Snapshot;
  /** State rows that were looked at, as they stand at this version. */
  readonly states = new Map<string, SealedText>();
  /** Resolves when something has to be read from the table. */
  readonly reading: Promise<void>;
  /** Whether some state was remembered, and not read. */
  hasRemembered = false;
  readonly #from: Sources;
  readonly #texts = new Map<string, Promise<SealedText | undefined>>();
  readonly #begin: () => void;

  constructor(
    version: { readonly at: HeadAt; readonly view: Snapshot; readonly now: Instant },
    from: Sources,
  ) {
    this.at = version.at;
    this.now = version.now;
    this.view = version.view;
    this.#from = from;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.reading = promise;
    this.#begin = resolve;
  }

  /** The same version, as the table says it. */
  asRead(): Base {
    return new Base(this, { store: this.#from.store });
  }

  /** Whether something had to be read from the table. */
  get hasRead(): boolean {
    return this.#texts.size > 0;
  }

  async state(thing: Touched): Promise<unknown> {
    if (thing.entity.cached) return this.view.get(thing.entity, thing.id);
    const key = thingKey(thing);
    const remembered = this.#from.recent?.get(key, this.at.head.tree.size);
    if (remembered !== undefined) this.hasRemembered = true;
    const row = remembered ?? (await this.text(key));
    if (row === undefined) return undefined;
    this.states.set(key, row);
    return JSON.parse(row.text);
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
    this.#begin();
    const read = this.#from.store.text(key);
    read.catch(() => this.#texts.delete(key));
    this.#texts.set(key, read);
    return read;
  }
}
