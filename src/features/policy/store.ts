import type { Log } from '../../kernel/log.ts';
import type { Result } from '../../kernel/result.ts';
import type { Slot } from './domain/language.ts';
import type { PolicyEngine, PolicyInForce } from './domain/model.ts';
import { policyEngine } from './engine.ts';
import { type Against, type Bundle, type BundleSource, jsonOf, readBundle } from './loading.ts';

interface Loaded {
  readonly bundle: Bundle;
  readonly engine: PolicyEngine;
}

/**
 * The bundles of this server: the one loaded last and the one before it, each in a slot of its own. Which of them is in
 * force is governance's to say, so that a decision judged at an older version is judged by the rules of that version.
 */
export class PolicyStore implements PolicyInForce {
  readonly #source: BundleSource;
  readonly #log: Log;
  readonly #slots = new Map<Slot, Loaded>();
  #newest: Slot = 'B';

  constructor(source: BundleSource, log: Log) {
    this.#source = source;
    this.#log = log;
  }

  /** The bundle that was loaded last; undefined where none could be. */
  get loaded(): Bundle | undefined {
    return this.#slots.get(this.#newest)?.bundle;
  }

  engine(bundle: string | undefined): PolicyEngine | undefined {
    if (bundle === undefined) return this.#slots.get(this.#newest)?.engine;
    for (const { engine } of this.#slots.values()) if (engine.bundle === bundle) return engine;
    return undefined;
  }

  /** Reads the files anew. Rules without mistakes take the place of the older bundle; with any, everything stays as it is. */
  async load(): Promise<Result<Bundle, Against>> {
    const read = await readBundle(this.#source);
    if (!read.ok) {
      this.#log.error('policy-not-loaded', { reason: read.refusal.join(' ') });
      return read;
    }
    if (read.value.hash !== this.loaded?.hash) this.#take(read.value);
    return read;
  }

  #take(bundle: Bundle): void {
    const { language } = this.#source;
    const slot: Slot = this.#newest === 'A' ? 'B' : 'A';
    language.prepare(slot, bundle.schema, jsonOf(bundle.policies));
    const ready = { hash: bundle.hash, policies: bundle.policies, slot };
    this.#slots.set(slot, { bundle, engine: policyEngine(language, ready) });
    this.#newest = slot;
  }
}
