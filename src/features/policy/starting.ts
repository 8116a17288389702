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
    const before = (await deps.ledger.view()).get(activePolicy, ACTIVE)?.files;
    await bringTogether(deps, proposed);
    // Another folder than what is in force only proposes: it is looked at for what the log has to say about it.
    if (before && proposed.length > 0 && !sameTexts(before, proposed)) void lookAt(deps, proposed);
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}

async function lookAt({ policy, log }: PolicyDeps, proposed: readonly FileText[]): Promise<void> {
  const loaded = await policy.load(proposed);
  if (loaded.ok) log.warn('policy-folder-not-in-force', { reason: PROPOSES });
}

const PROPOSES =
  'The folder of policies (POLICY_DIR) holds other rules than those in force: an admin puts them in force with POST /policy/reload, or proposes them to the board.';

const sameTexts = (some: readonly FileText[], others: readonly FileText[]): boolean =>
  some.length === others.length &&
  some.every(({ name, text }) => others.some((one) => one.name === name && one.text === text));

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
