import type { Log } from '../../kernel/log.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import type { FileText } from './domain/active.ts';
import type { Slot } from './domain/language.ts';
import type { PolicyEngine, PolicyInForce } from './domain/model.ts';
import { policyEngine } from './engine.ts';
import { type Against, type Bundle, type BundleSource, bundleOf } from './loading.ts';
import { reasonOf } from './reasonOf.ts';
import { tryCases } from './trying.ts';

interface Loaded {
  readonly bundle: Bundle;
  readonly engine: PolicyEngine;
}

/**
 * The bundles of this server: the one in force and the one before or after it, each in a slot of its own. Which of them is
 * in force is governance's to say, so that a decision judged at an older version is judged by the rules of that version.
 */
export class PolicyStore implements PolicyInForce {
  readonly #source: BundleSource;
  readonly #log: Log;
  readonly #slots = new Map<Slot, Loaded>();
  #newest: Slot = 'B';
  #last: Promise<unknown> = Promise.resolve();

  constructor(source: BundleSource, log: Log) {
    this.#source = source;
    this.#log = log;
  }

  /** What bundles are made with here, beside a tenant's files. */
  get made(): Pick<BundleSource, 'shipped' | 'settings'> {
    const { shipped, settings } = this.#source;
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

  /**
   * Makes the bundle of these tenant files ready, in place of any but `inForce`. With anything against it, everything stays
   * as it was. One after the other.
   */
  load(tenant: readonly FileText[], inForce?: string): Promise<Result<Bundle, Against>> {
    const loading = this.#last.then(() => this.#load(tenant, inForce));
    this.#last = loading;
    return loading;
  }

  async #load(
    tenant: readonly FileText[],
    inForce: string | undefined,
  ): Promise<Result<Bundle, Against>> {
    const known = this.#madeOf(tenant);
    if (known) {
      this.#newest = known.slot;
      return ok(known.bundle);
    }
    const made = await bundleOf(this.#source, tenant);
    const against = made.ok ? this.#take(made.value, inForce) : made.refusal;
    if (against.length === 0) return made;
    this.#log.error('policy-not-loaded', { reason: against.join(' ') });
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

  #take(bundle: Bundle, inForce: string | undefined): Against {
    const { language } = this.#source;
    const slot = this.#idle(inForce);
    this.#slots.delete(slot);
    const against = tried(() => tryCases(language, bundle, slot));
    if (against.length > 0) return against;
    const ready = { hash: bundle.hash, policies: bundle.policies, slot };
    this.#slots.set(slot, { bundle, engine: policyEngine(language, ready) });
    this.#newest = slot;
    return [];
  }

  #idle(inForce: string | undefined): Slot {
    const other: Slot = this.#newest === 'A' ? 'B' : 'A';
    return this.#slots.get(other)?.bundle.hash === inForce && inForce !== undefined
      ? this.#newest
      : other;
  }
}

function tried(attempt: () => Against): Against {
  try {
    return attempt();
  } catch (error) {
    return [`The engine does not take it: ${reasonOf(error)}.`];
  }
}
