import type { Log } from '../../kernel/log.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import { type CheckFiles, whatStopped } from './checking.ts';
import type { FileText } from './domain/active.ts';
import type { Slot } from './domain/language.ts';
import type { PolicyEngine, PolicyInForce } from './domain/model.ts';
import { policyEngine } from './engine.ts';
import { type Against, type Bundle, type BundleSource, jsonOf } from './loading.ts';

interface Loaded {
  readonly bundle: Bundle;
  readonly engine: PolicyEngine;
}

/** What a store works with. */
export interface StoreParts extends BundleSource {
  /** Apart from everything else: it takes long, and the text is not ours. */
  readonly check: CheckFiles;
  readonly log: Log;
}

/**
 * The bundles of this server: the one in force and the one before or after it, each in a slot of its own. Which of them is
 * in force is governance's to say, so that a decision judged at an older version is judged by the rules of that version.
 */
export class PolicyStore implements PolicyInForce {
  readonly #parts: StoreParts;
  readonly #slots = new Map<Slot, Loaded>();
  #newest: Slot = 'B';
  #inForce: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** What bundles are made with here, beside a tenant's files. */
  get made(): Pick<BundleSource, 'shipped' | 'settings'> {
    const { shipped, settings } = this.#parts;
    return { shipped, settings };
  }

  /** A bundle by its hash, or the one loaded last; undefined where it is not here. */
  bundle(hash?: string): Bundle | undefined {
    return this.#find(hash)?.bundle;
  }

  engine(hash: string | undefined): PolicyEngine | undefined {
    return this.#find(hash)?.engine;
  }

  #find(hash: string | undefined): Loaded | undefined {
    if (hash === undefined) return this.#slots.get(this.#newest);
    return [...this.#slots.values()].find(({ bundle }) => bundle.hash === hash);
  }

  /** Governance says that this bundle is in force now: nothing that is loaded takes its place. */
  keep(inForce: string): void {
    this.#inForce = inForce;
  }

  /**
   * Makes the bundle of these tenant files ready, in place of any but the one in force. With anything against it, everything
   * stays as it was. One after the other.
   */
  load(tenant: readonly FileText[]): Promise<Result<Bundle, Against>> {
    const loading = this.#last.then(() => this.#load(tenant));
    this.#last = loading;
    return loading;
  }

  async #load(tenant: readonly FileText[]): Promise<Result<Bundle, Against>> {
    const known = this.#madeOf(tenant);
    if (known) {
      this.#newest = known.slot;
      return ok(known.bundle);
    }
    const { check, shipped, settings, log } = this.#parts;
    const made = await check({ shipped, settings, tenant });
    const against = made.ok ? whatStopped(() => this.#take(made.value)) : made.refusal;
    if (against.length === 0) return made;
    log.error('policy-not-loaded', { reason: against.join(' ') });
    return refuse(against);
  }

  /** What is ready already, made of exactly these files. */
  #madeOf(
    tenant: readonly FileText[],
  ): { readonly slot: Slot; readonly bundle: Bundle } | undefined {
    const wanted = canonicalJson(tenant.map(({ name, text }) => [name, text]));
    for (const [slot, { bundle }] of this.#slots) {
      const had = bundle.files.filter((file) => file.tenant).map(({ name, text }) => [name, text]);
      if (canonicalJson(had) === wanted) return { slot, bundle };
    }
    return undefined;
  }

  #take(bundle: Bundle): Against {
    const { language } = this.#parts;
    const slot = this.#idle();
    this.#slots.delete(slot);
    language.prepare(slot, bundle.schema, jsonOf(bundle.policies));
    const ready = { hash: bundle.hash, policies: bundle.policies, slot };
    this.#slots.set(slot, { bundle, engine: policyEngine(language, ready) });
    this.#newest = slot;
    return [];
  }

  /** Asked when a bundle is taken, not when its loading began: another may have come into force since. */
  #idle(): Slot {
    const other: Slot = this.#newest === 'A' ? 'B' : 'A';
    const kept =
      this.#inForce !== undefined && this.#slots.get(other)?.bundle.hash === this.#inForce;
    return kept ? this.#newest : other;
  }
}
