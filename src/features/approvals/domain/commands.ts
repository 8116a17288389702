import type { Instant } from '../../../kernel/instant.ts';
import type { Actor, PersonId, Role } from '../../../kernel/people.ts';
import type { Standard } from '../../exceptions/domain/events.ts';
import type { Judged } from '../../policy/domain/judge.ts';
import type { ActionFacts, Arguments, Obligations } from '../../policy/domain/model.ts';
import type { DataClassification, ScopeLevel } from '../../registry/domain/bounds/bounds.ts';
import type {
  AgentRecord,
  AgentState,
  ConnectorState,
  Environment,
  Phase,
  SystemClass,
  Tier,
  Tool,
} from '../../registry/domain/model.ts';
import type { Outside } from '../../releases/domain/outside.ts';
import type { BoundsFields } from './boundsFields.ts';
import type { AbandonCard, AcknowledgeCard } from './cardCommands.ts';
import type { KindContext } from './kindContext.ts';
import type { AskedModelList } from './modelList.ts';
import type { OpenRequests } from './openRequests.ts';
import type { Gate } from './phaseGate.ts';
import type { POLICY_SUBJECT, Proposal } from './policyChange.ts';
import type { LookedUp } from './right.ts';
import type { StagePlan } from './seat.ts';
import type { Escalate, Forfeit, Tick } from './ticks.ts';

/** A pause that hits this request's agent, connector, tool, tier or environment. Lifted ones count too: what they made void stays void. */
export interface Hit {
  /** `P-<n>`. */
  readonly id: string;
  /** Governance seq of `pause-started`. */
  readonly seq: number;
  readonly at: Instant;
  /** Not lifted and not run out. */
  readonly live: boolean;
}

/** What a decision looks at besides the request. Everything as it stands at `now`, raised tiers and probations too; nothing remembered. */
export interface Context extends KindContext {
  readonly now: Instant;
  readonly agent: AgentState | undefined;
  readonly connector: ConnectorState | undefined;
  /** What the agent's record itself says, without what was raised for a while; absent: the same as `agent`. */
  readonly ownRecord?: AgentRecord;
  /** Who has the roles that this request's seats need; a role that is not given has nobody. */
  readonly members: Readonly<Partial<Record<Role, readonly PersonId[]>>>;
  readonly hits: readonly Hit[];
  /** Whom the business owner reports to, looked up for this try; absent: nobody was, or there is nobody. */
  readonly manager?: PersonId | undefined;
  /** Where approving changes what runs, and no release window is open for that. */
  readonly outside?: Outside | undefined;
  /** How the gate of a promotion stands, looked up for this try; absent: it passes none, or nobody looked. */
  readonly gate?: Gate | undefined;
  /** Hash of the policy in force. */
  readonly bundle?: string | undefined;
}

/** Who must agree, how long they have, and what an approval is good for: a kind makes it (`kinds/`). */
export interface Plan {
  readonly stages: readonly StagePlan[];
  readonly windowMs: number;
  readonly redeemMs?: number;
  readonly undoMs?: number;
  /** Whoever approves has to have signed in anew. */
  readonly stepUp?: true;
}

/** The action as it was judged. */
export interface AskedAction {
  readonly kind: 'outboundAction';
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  readonly arguments: Arguments;
  readonly justification?: string;
  readonly onBehalfOf?: string;
  readonly workflow?: string;
  readonly model?: string;
  readonly beneficiary?: PersonId;
  readonly digest: string;
  readonly facts: ActionFacts;
  readonly because: string;
  readonly policies: readonly string[];
  readonly bundle: string;
  readonly catalogue: string;
}

/** A connector for an agent, as it was asked for: its four parts, and tools as they are claimed to be. */
export interface AskedConnector {
  readonly kind: 'connector';
  /** Whom it is for. */
  readonly agentId: string;
  readonly connectorId: string;
  readonly environment: Environment;
  readonly displayName: string;
  readonly vendor?: string;
  readonly systemClass: SystemClass;
  readonly dataDomains: readonly string[];
  readonly scopes: readonly string[];
  readonly scopeLevel?: ScopeLevel;
  /** Why they reach so far, or why there are none. */
  readonly scopeReason?: string;
  readonly connection: 'projectScoped' | 'shared';
  readonly tools: readonly Tool[];
  readonly businessJustification: string;
  readonly securityNotes: string;
  readonly dataClassification: DataClassification;
  readonly rollbackPlan: string;
  readonly digest: string;
}

/** More rights for an agent on a connector, for a while. */
export interface AskedTier {
  readonly kind: 'tierEscalation';
  readonly agentId: string;
  readonly connectorId: string;
  /** Where the agent ran when it was asked. */
  readonly environment: Environment;
  readonly fromTier: Tier;
  readonly toTier: Tier;
  readonly forMs: number;
  readonly reason: string;
  readonly digest: string;
}

/** That an agent may use a tool again and again until a date: with nobody but these recipients, and each time at most so much. */
export interface AskedGrant {
  readonly kind: 'standingGrant';
  readonly agentId: string;
  readonly connectorId: string;
  /** Where the agent ran when it was asked. */
  readonly environment: Environment;
  readonly tool: string;
  readonly recipients: readonly string[];
  readonly amountUpTo?: string;
  readonly currency?: string;
  readonly until: Instant;
  readonly justification: string;
  /** The most that could be done with it, as one action: all recipients, the whole amount. */
  readonly facts: ActionFacts;
  /** What the policy asks for such an action. */
  readonly obligations: Obligations;
  /** Hash of the tool's catalogue entry. */
  readonly catalogue: string;
  readonly digest: string;
}

/** That an agent runs in another environment or phase. Its connectors are reviewed apart from that. */
export interface AskedPromotion {
  readonly kind: 'promotion';
  readonly agentId: string;
  readonly connectorId?: never;
  readonly fromEnvironment: Environment;
  readonly toEnvironment: Environment;
  readonly fromPhase: Phase;
  readonly toPhase: Phase;
  readonly reason: string;
  readonly rollbackPlan: string;
  readonly digest: string;
}

/** That an agent may differ from a standard until a date: known, owned, and on the register. */
export interface AskedDeviation {
  readonly kind: 'deviation';
  readonly agentId: string;
  /** Where it is about one connector of the agent's. */
  readonly connectorId?: string;
  /** Where the agent ran when it was asked. */
  readonly environment: Environment;
  readonly from: Standard;
  readonly what: string;
  readonly why: string;
  /** Who answers for it. */
  readonly owner: PersonId;
  readonly until: Instant;
  readonly digest: string;
}

/** That another policy is put in force, with what it would have decided. */
export interface AskedPolicyChange extends Proposal {
  readonly kind: 'policyChange';
  readonly agentId: typeof POLICY_SUBJECT;
  readonly connectorId?: never;
  readonly digest: string;
}

/** That an agent, or a connector for it, is bounded less: for good, or for a while. */
export interface AskedBounds extends BoundsFields {
  readonly kind: 'boundsChange';
  /** For whom; its owner answers. */
  readonly agentId: string;
  /** Absent: the bounds are the agent's own. */
  readonly connectorId?: string;
  /** Where the agent ran when it was asked. */
  readonly environment: Environment;
  readonly digest: string;
}

/** What a request is about, of any kind. */
export type Subject =
  | AskedAction
  | AskedConnector
  | AskedTier
  | AskedGrant
  | AskedPromotion
  | AskedBounds
  | AskedDeviation
  | AskedPolicyChange
  | AskedModelList;

/**
 * Asks for approval. Given with the request that `L|<digest>` names, if any: where that one is live, nothing happens and it
 * is the answer; where it is over and only nobody has written so, its ending is written first.
 */
export interface Ask {
  readonly type: 'ask';
  readonly id: string;
  readonly by: Actor;
  readonly subject: Subject;
  readonly plan: Plan;
  readonly open: OpenRequests | undefined;
}

/** A person's answer. The shell has checked the nonce of the view where the answer came by card. */
export interface GiveAnswer {
  readonly type: 'answer';
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
  readonly lookedUp: LookedUp;
  /** The agent that has this object id among its identities, any agent at all: such a one decides nothing. */
  readonly identityOf?: string;
  readonly answer: 'approve' | 'reject';
  readonly digest: string;
  readonly reason?: string;
  readonly preset?: string;
  /** The tools whose claimed effect it confirms; absent where there is nothing to confirm. */
  readonly confirms?: readonly string[];
  /** When the person proved anew who they are; a click proves nothing of the kind. */
  readonly steppedUpAt?: Instant;
}

export interface Withdraw {
  readonly type: 'withdraw';
  readonly by: Actor;
  readonly reason?: string;
}

export interface Undo {
  readonly type: 'undo';
  readonly person: PersonId;
  readonly reason?: string;
}

/** Uses an approval up. The receipt's signature, audience, issuer and tenant are verified; its expiry is judged here. */
export interface Redeem {
  readonly type: 'redeem';
  /** A gateway, or an agent by its agent id. */
  readonly by: Actor;
  readonly receipt: {
    readonly jti: string;
    readonly request: string;
    readonly agent: string;
    readonly digest: string;
    readonly expires: Instant;
  };
  /** Action digest of the arguments that came, made with the request's own `catalogue`: how it stood when it was asked. */
  readonly digest: string;
  /** The same call judged again, by the registry and the policy of now. */
  readonly judged: Pick<Judged, 'finding' | 'facts' | 'catalogue'>;
}

export type Command =
  | Ask
  | GiveAnswer
  | Withdraw
  | Undo
  | Redeem
  | AcknowledgeCard
  | AbandonCard
  | Forfeit
  | Escalate
  | Tick;
