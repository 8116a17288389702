import type { Instant } from '../../../kernel/instant.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { ActionFacts } from '../../policy/domain/model.ts';
import type {
  AgentRecord,
  ConnectorRecord,
  Environment,
  Label,
  SystemClass,
  Tier,
  Tool,
} from '../../registry/domain/model.ts';
import type { ProbationLimits } from '../../registry/domain/probationLimits.ts';
import type { Loss } from '../domain/events.ts';
import type { BoundsChange } from './kinds/boundsView.ts';
import type { Deviation } from './kinds/deviationView.ts';
import type { ModelListChange } from './kinds/modelListView.ts';
import type { PolicyChange } from './kinds/policyView.ts';
import type { Promotion } from './kinds/promotionView.ts';

/*
 * What the cards of this feature are made from: plain data, filled from state. Texts may hold anything, whoever wrote
 * them; the cards show them inert. Times are instants; the cards show them in the reader's own zone.
 */

export type AgentView = Pick<AgentRecord, 'id' | 'displayName' | 'phase' | 'department'>;
export type ConnectorView = Pick<ConnectorRecord, 'id' | 'displayName'>;

export interface OutboundAction {
  readonly kind: 'outboundAction';
  readonly connector: ConnectorView;
  /** Ours: recipients, amount, effect, reversibility, references. */
  readonly facts: ActionFacts;
  /** The agent's own words, any JSON. */
  readonly arguments: { readonly [name: string]: Json };
}

export interface ConnectorAsked {
  readonly kind: 'connector';
  readonly connector: ConnectorView;
  readonly vendor?: string | undefined;
  readonly systemClass: SystemClass;
  readonly environment: Environment;
  readonly connection: 'projectScoped' | 'shared';
  readonly dataDomains: readonly string[];
  readonly scopes: readonly string[];
  readonly scopeLevel?: string | undefined;
  readonly scopeReason?: string | undefined;
  /** Claims of the requester: effects are not confirmed before the admin's answer. */
  readonly tools: readonly Tool[];
  /** What is verified before it is on probation; absent: it would not be. */
  readonly probation?: ProbationLimits | undefined;
  /** Its tools as they count today, where it is in use already: then approving changes it for whoever uses it, at once. */
  readonly listed?: readonly Tool[] | undefined;
  readonly securityNotes: string;
  readonly rollbackPlan: string;
  readonly dataClassification: {
    readonly label: Label;
    readonly confidentialNotes: boolean;
    readonly executiveMailboxes: boolean;
    readonly hrDocuments: boolean;
    readonly legalCorrespondence: boolean;
  };
}

export interface TierEscalation {
  readonly kind: 'tierEscalation';
  readonly connector: ConnectorView;
  readonly environment: Environment;
  readonly fromTier: Tier;
  readonly toTier: Tier;
  /** How long, as it was asked for: `P30D`. */
  readonly duration: string;
}

export interface StandingGrant {
  readonly kind: 'standingGrant';
  readonly connector: ConnectorView;
  /** Ours: the one action that does the most of it. */
  readonly facts: ActionFacts;
  readonly recipients: readonly string[];
  /** At most so much each time. */
  readonly amount: { readonly value: string; readonly currency?: string | undefined } | undefined;
  readonly until: Instant;
}

export type Asked =
  | OutboundAction
  | ConnectorAsked
  | TierEscalation
  | StandingGrant
  | Promotion
  | BoundsChange
  | Deviation
  | PolicyChange
  | ModelListChange;

/** One seat that has to answer; two seats of the same name are two different people. */
export interface StageView {
  /** `business owner`, `finance controller`: lower case, fit for the middle of a sentence. */
  readonly seat: string;
  readonly state: 'approved' | 'rejected' | 'open' | 'later';
  /** Name of who answered. */
  readonly by?: string | undefined;
  readonly at?: Instant | undefined;
}

/** What a request is about in a few words, for every card but the approval itself; made by `matterOf`. */
export interface Matter {
  readonly agentId: string;
  /** `send a mail`: ours, with names of tools and connectors in it. */
  readonly does: string;
  /** `to emma@contoso.example and 2 more`, `1,250.00 EUR`; empty where there is nothing to add. */
  readonly detail: string;
}

/** An approval as one person sees it. */
export interface ApprovalView {
  readonly request: string;
  readonly digest: string;
  /** This person's own; without it the card can be read and not answered. */
  readonly nonce?: string | undefined;
  readonly agent: AgentView;
  /** What the capability allows at most (of a connector request: draftOnly, its ceiling). */
  readonly tier: Tier;
  readonly asked: Asked;
  /** Why, in the agent's or requester's own words. */
  readonly justification: string;
  /** Ours, one sentence each: what a reader should look at twice. */
  readonly warnings: readonly string[];
  /** Why it came to this person: `business owner`; empty for somebody who only reads. */
  readonly seat: string;
  /** The others who may answer at this stage, now or from a moment on. */
  readonly alternates: readonly { readonly name: string; readonly from?: Instant | undefined }[];
  /** In order. */
  readonly stages: readonly StageView[];
  readonly askedAt: Instant;
  readonly due: Instant;
  /** `approved`, `expired`, …: how it ended, for somebody who reads it afterwards; absent while it is pending. */
  readonly ended?: string | undefined;
  /** `P-3`: held by that pause; reject is possible, approve is not. */
  readonly heldBy?: string | undefined;
}

/** How a request stands once it is no longer this person's to answer. `held` is pending under a pause. */
export type DecidedState =
  | 'approved'
  | 'rejected'
  | 'expired'
  | 'withdrawn'
  | 'undone'
  | 'redeemed'
  | 'lapsed'
  | 'void'
  | 'held'
  /** Still pending: this reader's own answer is in, others are awaited. */
  | 'answered';

export interface DecidedView {
  readonly request: string;
  readonly matter: Matter;
  readonly state: DecidedState;
  /** Name of the person (rejected, withdrawn, undone, approved) or the pause (`P-3`: void, held); empty where nobody did it. */
  readonly by: string;
  readonly at: Instant;
  /** The reader is the one who did it. */
  readonly byReader: boolean;
  readonly preset?: string | undefined;
  readonly reason?: string | undefined;
  readonly stages: readonly StageView[];
  /** Until when the reader may undo; absent: no button. */
  readonly undoUntil?: Instant | undefined;
  /** What it was about; absent: an action. */
  readonly about?:
    | 'action'
    | 'connector'
    | 'tier'
    | 'grant'
    | 'promotion'
    | 'bounds'
    | 'policy'
    | 'models'
    | 'deviation'
    | undefined;
  /** What it rested on, and that ended first (states expired and void). */
  readonly because?: Loss | undefined;
  /** When the right that was granted ends by itself (state approved). */
  readonly endsAt?: Instant | undefined;
  /** Until when the agent can redeem it (state approved). */
  readonly redeemBy?: Instant | undefined;
}

/** A click or a command that changed nothing, and why. */
export interface RefusedView {
  readonly request: string;
  readonly matter?: Matter | undefined;
  /** One sentence of ours: `Ben Backup approved it before you.` */
  readonly because: string;
  /** When that was; absent: no moment belongs to it. */
  readonly at?: Instant | undefined;
  /** What to do instead, one sentence; empty: nothing. */
  readonly next: string;
}

export interface HelpView {
  readonly groups: readonly {
    readonly title: string;
    readonly commands: readonly { readonly usage: string; readonly help: string }[];
  }[];
}

export interface PendingView {
  readonly items: readonly {
    readonly request: string;
    readonly matter: Matter;
    readonly due: Instant;
    readonly held: boolean;
  }[];
  /** How many wait in all, where the list was cut before. */
  readonly total: number;
}

export interface WhoamiView {
  readonly name: string;
  readonly upn: string;
  readonly objectId: string;
  /** As ROLE_NAMES says them. */
  readonly roles: readonly string[];
  readonly owns: readonly string[];
  readonly backs: readonly string[];
  readonly waiting: number;
}

/** One line of a history, oldest first. */
export interface HistoryLine {
  readonly at: Instant;
  /** One sentence: `Olivia Owner approved.` */
  readonly text: string;
}

export interface RequestStatusView {
  readonly request: string;
  readonly matter: Matter;
  /** `pending`, `approved`, …; `held` where a pause holds it. */
  readonly status: string;
  readonly due?: Instant | undefined;
  /** Who is awaited: names; empty once it has ended. */
  readonly waitingFor: readonly string[];
  readonly history: readonly HistoryLine[];
}

export interface AgentStatusView {
  readonly agent: AgentView;
  readonly environment: Environment;
  readonly status: 'active' | 'paused' | 'retired';
  readonly businessOwner: string;
  readonly backupOwner: string;
  readonly technicalOwner: string;
  readonly capabilities: readonly {
    readonly connector: string;
    readonly tier: Tier;
    readonly reason: string;
  }[];
  /** Requests that wait for an answer. */
  readonly pending: number;
  readonly history: readonly HistoryLine[];
}

/** The five questions of a decision, each answered in one or two sentences of ours. */
export interface WhyView {
  /** `D-03-17` or `AR-7`. */
  readonly id: string;
  readonly matter: Matter;
  readonly at: Instant;
  readonly triggeredBy: string;
  /** The agent's or requester's own words. */
  readonly statedReason: string;
  /** A person asked, not the agent. */
  readonly byPerson?: boolean;
  /** Why it came out as it did: the policy's sentence. */
  readonly because: string;
  readonly permission: string;
  readonly human: string;
  readonly used: string;
}

export interface WelcomeView {
  readonly name: string;
  /** As ROLE_NAMES says them, and `business owner of …`. */
  readonly roles: readonly string[];
  readonly waiting: number;
}
