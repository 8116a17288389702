import type { Instant } from '../../../kernel/instant.ts';
import type { Idempotency } from '../../../kernel/ledger.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { nonceFits, viewOf } from '../domain/nonce.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { LookedUp } from '../domain/right.ts';
import type { PolicyRequest, RequestState } from '../domain/state.ts';
import { confirming, obstacle } from '../kinds/kinds.ts';
import { gateObstacle } from '../kinds/phaseGate.ts';
import { releaseObstacle } from '../kinds/release.ts';
import { settling } from '../kinds/settling.ts';
import { activationsOf } from './activations.ts';
import { changeRequest } from './change.ts';

/** Kept with a caller's idempotency key. */
export interface Keyed {
  readonly idempotency?: Idempotency | undefined;
  readonly stored?: ((state: RequestState) => Json) | undefined;
}

export interface GivenAnswer extends Keyed {
  readonly request: string;
  readonly person: PersonId;
  /** Looked up for this answer. */
  readonly roles: ReadonlySet<Role>;
  readonly answer: 'approve' | 'reject';
  readonly digest: string;
  readonly reason?: string | undefined;
  readonly preset?: string | undefined;
  /** An admin's approval of a connector: names of the tools whose claimed effect it confirms; absent: all of them. */
  readonly confirms?: readonly string[] | undefined;
  /** When the person proved anew who they are, as their token says. */
  readonly steppedUpAt?: Instant | undefined;
  /** From the person's own view, where the answer came by card; a token of the tab's needs none. */
  readonly nonce?: string | undefined;
}

const keyed = ({ idempotency, stored }: Keyed) => ({
  ...(idempotency && { idempotency }),
  ...(stored && { answer: stored }),
});
const asPerson = (id: PersonId) => ({ kind: 'person', id }) as const;

type Answered = ReturnType<typeof changeRequest>;

/**
 * One person's answer, from a card or the tab: the same rules for both. A policy is checked anew where it is adopted: it has
 * to be what was proposed, by this server's rules and settings too. That is work, so it is done for an approval alone that
 * counts in all else.
 */
export async function giveAnswer(deps: ApprovalsDeps, answer: GivenAnswer): Answered {
  const activations = await activationsOf(deps, answer);
  const lookedUp = { rolesFrom: deps.directory.rolesFrom, at: deps.clock.now(), activations };
  const given = { ...answer, lookedUp };
  const adopted: PolicyRequest[] = [];
  const first = await answered(deps, given, (state) => {
    adopted.push(state);
    return BUNDLE_CHANGED;
  });
  const candidate = adopted.at(-1);
  if (candidate === undefined) return first;
  const ready = await deps.candidates.ready(candidate.files);
  const { bundle } = candidate;
  return answered(deps, given, () =>
    ready.ok && ready.value === bundle ? undefined : BUNDLE_CHANGED,
  );
}

const BUNDLE_CHANGED: Refusal = { code: 'bundle-changed' };

/** `adopting` has the last word before an approval of a policy counts. */
const answered = (
  deps: ApprovalsDeps,
  given: GivenAnswer & { readonly lookedUp: LookedUp },
  adopting: (state: PolicyRequest) => Refusal | undefined,
): Answered =>
  changeRequest(deps, {
    ...keyed(given),
    request: given.request,
    by: asPerson(given.person),
    person: given.person,
    command: (state, { manager }, tx) => {
      const identityOf = deps.agentWithIdentity(tx.view, given.person);
      const answer = confirming(
        {
          type: 'answer',
          person: given.person,
          roles: given.roles,
          // A manager is looked up once the request is known: by the time of this try.
          lookedUp: manager === undefined ? given.lookedUp : { ...given.lookedUp, at: tx.now },
          answer: given.answer,
          digest: given.digest,
          ...(identityOf !== undefined && { identityOf }),
          ...(given.reason !== undefined && given.reason !== '' && { reason: given.reason }),
          ...(given.preset !== undefined && given.preset !== '' && { preset: given.preset }),
          ...(given.confirms && { confirms: given.confirms }),
          ...(given.steppedUpAt && { steppedUpAt: given.steppedUpAt }),
        },
        state,
      );
      return 'code' in answer ? refuse(answer) : ok(answer);
    },
    guard: (state, context) => {
      const fits =
        given.nonce === undefined ||
        nonceFits(deps.cardMac, viewOf(state, given.person), given.nonce);
      if (!fits) return { code: 'stale-card' };
      if (given.answer === 'reject') return undefined;
      const stopped =
        obstacle(state, context) ??
        settling(state, context) ??
        gateObstacle(state, context) ??
        releaseObstacle(state, context);
      return stopped ?? (state.kind === 'policyChange' ? adopting(state) : undefined);
    },
  });

export interface Ending extends Keyed {
  readonly request: string;
  readonly reason?: string | undefined;
}

const because = ({ reason }: Ending) => (reason === undefined || reason === '' ? {} : { reason });

/** The approver takes an approval back. */
export const undoApproval = (deps: ApprovalsDeps, ending: Ending & { readonly person: PersonId }) =>
  changeRequest(deps, {
    ...keyed(ending),
    request: ending.request,
    by: asPerson(ending.person),
    command: () => ok({ type: 'undo', person: ending.person, ...because(ending) }),
  });
