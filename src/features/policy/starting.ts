import { doneOf } from '../../kernel/ledger.ts';
import { activate, followPolicies, type PolicyDeps } from './activating.ts';
import { ACTIVE, activePolicy, type FileText } from './domain/active.ts';

const SYSTEM = { kind: 'system' } as const;

/**
 * Brings a starting server's rules and governance's together. Nothing in force yet, or rules that were never in force: they
 * are put in force now. Rules that others have replaced are not: an older server must not undo a newer one's, and denies
 * everything. `proposed`: the tenant's folder, which counts by itself only on a ledger without a policy.
 */
export async function startPolicies(
  deps: PolicyDeps,
  proposed: readonly FileText[],
): Promise<() => void> {
  const stop = followPolicies(deps);
  try {
    await bringTogether(deps, proposed);
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}

async function bringTogether(deps: PolicyDeps, proposed: readonly FileText[]): Promise<void> {
  const { ledger, policy, log } = deps;
  const active = (await ledger.view()).get(activePolicy, ACTIVE);
  const files = active?.files ?? proposed;
  if (active) policy.keep(active.bundle);
  const loaded = await policy.load(files);
  if (!loaded.ok) return;
  if (active?.former.includes(loaded.value.hash)) {
    log.error('policy-superseded', { reason: SUPERSEDED });
    return;
  }
  const order = { files, by: SYSTEM, how: 'start', mayLoosen: true } as const;
  const started = doneOf(await activate(deps, order));
  if (started.kind === 'refused')
    log.error('policy-not-started', { reason: started.against.join(' ') });
}

const SUPERSEDED =
  'The rules and settings of this server were in force once and have been replaced: it denies everything until it is replaced too, or an admin calls POST /policy/reload on it.';
