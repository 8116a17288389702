import type { Instant } from '../../../kernel/instant.ts';
import type { Idempotency } from '../../../kernel/ledger.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { nonceFits, viewOf } from '../domain/nonce.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { RequestState } from '../domain/state.ts';
import { confirming, obstacle } from '../kinds/kinds.ts';
import { changeRequest } from './change.ts';

/** Kept with a caller's idempotency key. */
export interface Keyed {
  readonly idempotency?: Idempotency | undefined;
  readonly stored?: ((state: RequestState) => Json) | undefined;
}

export interface GivenAnswer extends Keyed {
  readonly request: string;
  readonly person: PersonId;
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

/** One person's answer, from a card or the tab: the same rules for both. */
export async function giveAnswer(
  deps: ApprovalsDeps,
  given: GivenAnswer,
): ReturnType<typeof changeRequest> {
  const unready = given.answer === 'approve' ? await unreadyPolicy(deps, given.request) : undefined;
  return unready ? { kind: 'done', result: refuse(unready), places: [] } : answered(deps, given);
}

/** A policy is checked anew where it is adopted: it has to be what was proposed, by this server's rules and settings too. */
async function unreadyPolicy(
  { ledger, candidates }: ApprovalsDeps,
  request: string,
): Promise<Refusal | undefined> {
  const state = await ledger.reads.get(requests, request);
  if (state?.kind !== 'policyChange' || state.status !== 'pending') return undefined;
  const ready = await candidates.ready(state.files, state.inForce);
  return ready.ok && ready.value === state.bundle ? undefined : { code: 'bundle-changed' };
}

const answered = (deps: ApprovalsDeps, given: GivenAnswer) =>
  changeRequest(deps, {
    ...keyed(given),
    request: given.request,
    by: asPerson(given.person),
    command: (state, _context, tx) => {
      const identityOf = deps.agentWithIdentity(tx.view, given.person);
      const answer = confirming(
        {
          type: 'answer',
          person: given.person,
          roles: given.roles,
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
      return given.answer === 'approve' ? obstacle(state, context) : undefined;
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
