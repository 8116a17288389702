import type { Instant } from '../../../kernel/instant.ts';
import type { Idempotency } from '../../../kernel/ledger.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { nonceFits, viewOf } from '../domain/nonce.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { LookedUp } from '../domain/right.ts';
import { openStage, type PolicyRequest, type RequestState } from '../domain/state.ts';
import { confirming, obstacle } from '../kinds/kinds.ts';
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
  const state = await deps.ledger.reads.get(requests, answer.request);
  const [manager, activations] = await Promise.all([
    managerAsked(deps, state, answer.person),
    activationsOf(deps, state, answer),
  ]);
  const lookedUp = { rolesFrom: deps.directory.rolesFrom, at: deps.clock.now(), activations };
  const given = { ...answer, manager, lookedUp };
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

/**
 * Whether this person was asked as the manager of the business owner, and still is: looked up when they answer. Where the
 * directory does not say, nothing is answered.
 */
async function managerAsked(
  { directory }: Pick<ApprovalsDeps, 'directory'>,
  state: RequestState | undefined,
  person: PersonId,
): Promise<PersonId | undefined> {
  if (state?.status !== 'pending') return undefined;
  const { seat, escalated = [] } = openStage(state);
  const asked = escalated.some(({ to, invited }) => to === 'manager' && invited.includes(person));
  if (!asked || seat.kind !== 'businessOwner') return undefined;
  return (await directory.managerOf(seat.owner))?.id;
}

const BUNDLE_CHANGED: Refusal = { code: 'bundle-changed' };

/** `adopting` has the last word before an approval of a policy counts. */
const answered = (
  deps: ApprovalsDeps,
  given: GivenAnswer & { readonly manager: PersonId | undefined; readonly lookedUp: LookedUp },
  adopting: (state: PolicyRequest) => Refusal | undefined,
): Answered =>
  changeRequest(deps, {
    ...keyed(given),
    request: given.request,
    by: asPerson(given.person),
    manager: given.manager,
    command: (state, _context, tx) => {
      const identityOf = deps.agentWithIdentity(tx.view, given.person);
      const answer = confirming(
        {
          type: 'answer',
          person: given.person,
          roles: given.roles,
          lookedUp: given.lookedUp,
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
        obstacle(state, context) ?? settling(state, context) ?? releaseObstacle(state, context);
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
