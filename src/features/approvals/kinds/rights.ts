import { type Instant, millisecondsBetween } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/people.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import type {
  AskedBounds,
  AskedConnector,
  AskedDeviation,
  AskedGrant,
  AskedPolicyChange,
  AskedPromotion,
  AskedTier,
  Context,
  Plan,
} from '../domain/commands.ts';
import type { AskedModelList } from '../domain/modelList.ts';
import type { RefusalOf } from '../domain/refusals.ts';
import type { Seat, StagePlan } from '../domain/seat.ts';
import { workingDaysAfter } from './workingDays.ts';

/** A question about what an agent may do at all, not about one action. */
export type AskedRight =
  | AskedBounds
  | AskedConnector
  | AskedTier
  | AskedGrant
  | AskedPromotion
  | AskedDeviation
  | AskedModelList;
export type RightDraft =
  | Omit<AskedBounds, 'digest'>
  | Omit<AskedConnector, 'digest'>
  | Omit<AskedTier, 'digest'>
  | Omit<AskedGrant, 'digest'>
  | Omit<AskedPromotion, 'digest'>
  | Omit<AskedDeviation, 'digest'>
  | Omit<AskedPolicyChange, 'digest'>
  | Omit<AskedModelList, 'digest' | 'agents'>;

/** How many working days people have to review a right. */
const REVIEW_DAYS = 5;

/** The stage of the agent's business owner; the backup may stand in. */
export const ownerStage = (people: AgentPeople): StagePlan => ({
  seat: ownerSeat(people),
  quorum: 1,
});

/** The seat of the agent's business owner, with who may answer in their place, and later. */
export const ownerSeat = ({ business, backup, escalation }: AgentPeople): Seat => ({
  kind: 'businessOwner',
  owner: business,
  ...(backup !== undefined && { backup }),
  ...(escalation && { later: escalation }),
});

/** A stage of one person out of a role. */
export const roleStage = (role: Role): StagePlan => ({ seat: { kind: 'role', role }, quorum: 1 });

/** Five working days; nothing to redeem and nothing to undo, since approving itself does what was asked. */
export const reviewPlan = (stages: readonly StagePlan[], now: Instant): Plan => ({
  stages,
  windowMs: millisecondsBetween(now, workingDaysAfter(now, REVIEW_DAYS)),
});

/** Card, answers and ledger carry the same digest of what was asked: tenant, kind and every field. */
export const rightDigest = (tenant: string, draft: RightDraft): string =>
  sha256(canonicalJson({ tenant, ...plainJson(draft) }));

/** Without members that are undefined, which the canonical form does not know. */
const plainJson = (draft: RightDraft): { readonly [field: string]: Json } =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));

/** Rights are for agents that are there. */
export function withoutAgent(
  agentId: string,
  { agent }: Context,
): RefusalOf<'unknown-agent' | 'agent-retired'> | undefined {
  if (agent === undefined) return { code: 'unknown-agent', agentId };
  return agent.status === 'active' ? undefined : { code: 'agent-retired', agentId };
}
