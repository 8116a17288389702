import type { Committed, Idempotency, Ledger, Tx } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Actor } from '../../kernel/people.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import {
  ACTIVE,
  type ActivePolicy,
  activePolicy,
  type FileText,
  isActivated,
  type PolicyActivated,
} from './domain/active.ts';
import { loosened } from './domain/loosening.ts';
import type { Against, Bundle } from './loading.ts';
import type { PolicyStore } from './store.ts';

export interface PolicyDeps {
  readonly ledger: Ledger;
  readonly policy: PolicyStore;
  readonly log: Log;
}

/** `unchanged`: it was in force already. */
export type Activated = { readonly kind: 'activated' | 'unchanged'; readonly bundle: string };

/** What putting a bundle in force came to. */
export type Activation =
  | Activated
  /** Nothing was changed: the files are no bundle, or not one that may take this one's place. */
  | { readonly kind: 'refused'; readonly against: Against; readonly loosens: boolean };

/** Who puts which files in force, and why. */
export interface Order {
  readonly files: readonly FileText[];
  readonly by: Actor;
  readonly how: PolicyActivated['data']['how'];
  /** In the words of whoever ordered it. */
  readonly reason?: string;
  /** The board may take back what a tenant added; nobody else. */
  readonly mayLoosen?: boolean;
  readonly idempotency?: Idempotency | undefined;
  /** What is kept with the idempotency key. */
  readonly answer?: (activation: Activated) => Json;
}

/**
 * Puts the bundle of these tenant files in force on all servers: made ready here, then one event that fences every lane
 * before it is acknowledged. From that event on a server without this bundle allows nothing.
 */
export async function activate(deps: PolicyDeps, order: Order): Promise<Committed<Activation>> {
  const active = (await deps.ledger.view()).get(activePolicy, ACTIVE);
  const loaded = await deps.policy.load(order.files);
  const checked = loaded.ok
    ? allowedIn(deps, order, { active, next: loaded.value })
    : refuse({ against: loaded.refusal, loosens: false });
  const committed = await deps.ledger.commit(
    async (tx: Tx) => draftOf(order, checked, { seen: active?.bundle, tx }),
    order.idempotency,
  );
  const activation = committed.kind === 'done' ? committed.result : undefined;
  if (activation?.kind === 'activated')
    deps.log.info('policy-activated', { reason: activation.bundle });
  return committed;
}

type Checked = Result<Bundle, { readonly against: Against; readonly loosens: boolean }>;

/** A bundle that may take the place of the one in force. */
function allowedIn(
  { policy }: PolicyDeps,
  { mayLoosen = false }: Order,
  { active, next }: { readonly active: ActivePolicy | undefined; readonly next: Bundle },
): Checked {
  if (active === undefined || mayLoosen) return ok(next);
  const before = policy.bundle(active.bundle);
  if (before === undefined)
    return sameFiles(active.files, next)
      ? ok(next)
      : refuse({ against: [CANNOT_COMPARE], loosens: true });
  const lost = loosened(before, next);
  return lost.length === 0 ? ok(next) : refuse({ against: lost, loosens: true });
}

const CANNOT_COMPARE =
  'This server does not have the bundle in force, so it cannot tell whether these files would loosen it.';

const sameFiles = (files: readonly FileText[], { files: next }: Bundle): boolean => {
  const tenants = next.filter(({ tenant }) => tenant);
  return (
    files.length === tenants.length &&
    files.every(({ name, text }) => tenants.some((one) => one.name === name && one.text === text))
  );
};

function draftOf(
  { files, by, how, reason, answer }: Order,
  checked: Checked,
  { seen, tx }: { readonly seen: string | undefined; readonly tx: Tx },
) {
  const { activation, events } = outcomeOf(
    { files, how, ...(reason !== undefined && { reason }) },
    checked,
    {
      seen,
      now: tx.view.get(activePolicy, ACTIVE)?.bundle,
    },
  );
  return {
    by,
    events,
    result: () => activation,
    narrows: events.length > 0,
    ...(answer && activation.kind !== 'refused' && { answer: () => answer(activation) }),
  };
}

const MEANWHILE = 'Another bundle was put in force meanwhile: look at it, and try again.';

function outcomeOf(
  order: Pick<Order, 'files' | 'how' | 'reason'>,
  checked: Checked,
  { seen, now }: { readonly seen: string | undefined; readonly now: string | undefined },
): { readonly activation: Activation; readonly events: readonly PolicyActivated[] } {
  const refused = (against: Against, loosens: boolean) => ({
    activation: { kind: 'refused' as const, against, loosens },
    events: [],
  });
  if (!checked.ok) return refused(checked.refusal.against, checked.refusal.loosens);
  const { hash: bundle, policies } = checked.value;
  if (now === bundle) return { activation: { kind: 'unchanged', bundle }, events: [] };
  if (now !== seen) return refused([MEANWHILE], false);
  const data = {
    bundle,
    ...(now !== undefined && { before: now }),
    policies: policies.size,
    ...order,
  };
  return {
    activation: { kind: 'activated', bundle },
    events: [{ type: 'policy-activated', data }],
  };
}

/** Makes ready what other servers put in force. Answers how to stop. */
export function followPolicies({ ledger, policy, log }: PolicyDeps): () => void {
  return ledger.follow((events) => {
    for (const event of events) {
      if (!isActivated(event)) continue;
      const { bundle, files } = event.data;
      policy.keep(bundle);
      if (policy.bundle(bundle)) continue;
      void policy.load(files).then((loaded) => {
        if (!loaded.ok || loaded.value.hash !== bundle)
          log.error('policy-of-another-version', { reason: OTHER_VERSION });
      });
    }
  });
}

const OTHER_VERSION =
  'The bundle in force was made by a server with other rules or settings: this one denies everything until it is replaced, or an admin calls POST /policy/reload on it.';
