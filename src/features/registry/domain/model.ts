import type { Instant } from '../../../kernel/instant.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { BoundRaise } from './bounds/boundChanges.ts';
import type {
  AgentPrincipal,
  BrokeredIdentity,
  ContentSources,
  Criticality,
  DataClassification,
  PlatformRoles,
  Quota,
  RetentionClass,
  Scope,
  ScopeLevel,
} from './bounds/bounds.ts';
import type { News } from './losing.ts';

/** What an agent may do with a connector, in rising order. */
export type Tier = 'readOnly' | 'draftOnly' | 'delegatedAction';
export const TIERS: readonly Tier[] = ['readOnly', 'draftOnly', 'delegatedAction'];

export type Environment = 'dev' | 'pilot' | 'production';
export type Phase = 'pilot' | 'department' | 'enterprise';
export type Platform = 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
/** What a tool does to the world, in rising order. */
export type Effect = 'read' | 'draft' | 'write' | 'send';
export type SystemClass =
  | 'mail'
  | 'chat'
  | 'files'
  | 'calendar'
  | 'finance'
  | 'crm'
  | 'ticketing'
  | 'knowledge'
  | 'web'
  | 'other';
export type Label = 'public' | 'general' | 'confidential' | 'highlyConfidential';
export const LABELS: readonly Label[] = ['public', 'general', 'confidential', 'highlyConfidential'];
export type ConnectorStatus = 'approved' | 'probation' | 'rejected' | 'revoked';

export type Capability = {
  readonly connectorId: string;
  readonly tier: Tier;
  /** One line: why the agent needs it. */
  readonly reason: string;
};

/** An agent as one platform, or one inventory, knows it. */
export type ListedAs = { readonly source: string; readonly id: string };

/** Who is asked after owner and backup, in this order, while nobody answers. */
export type EscalationStep = 'manager' | 'board';

/** An agent as the contract writes it; people are named as the admin named them (object id or user principal name). */
export type AgentRecord = {
  readonly id: string;
  readonly displayName: string;
  readonly platform: Platform;
  readonly environment: Environment;
  readonly phase: Phase;
  readonly department: string;
  readonly businessOwner: string;
  readonly technicalOwner: string;
  readonly backupOwner?: string;
  /** Absent: owner and backup alone answer. */
  readonly escalationPath?: readonly EscalationStep[];
  readonly capabilities: readonly Capability[];
  readonly useCase: {
    /** What metrics and gates know it by. */
    readonly id?: string;
    readonly outcome: string;
    readonly successMetric: string;
    readonly failureMode: string;
  };
  readonly version: string;
  /** Object ids of the tokens that may speak for this agent. */
  readonly identities?: readonly string[];
  /** What it is called where it runs: the source of an inventory, and its id there. */
  readonly listedAs?: readonly ListedAs[];
  /** The directory objects behind it, for levers. */
  readonly principals?: readonly AgentPrincipal[];
  readonly businessGroup?: string;
  /** What it may handle; absent: nobody has said, and its connectors' labels count. */
  readonly dataLabels?: readonly Label[];
  readonly criticality?: Criticality;
  readonly retentionClass?: RetentionClass;
  readonly contentSources?: ContentSources;
  readonly quota?: Quota;
  /** The models it may use; absent: nobody has said. */
  readonly models?: readonly string[];
  /** Who answers for it as an identity. */
  readonly sponsor?: string;
  /** Days, `2026-11-20`: from `expires` on it may do nothing. */
  readonly expires?: string;
  readonly lastReviewed?: string;
  readonly reviewBy?: string;
  /** Where its conversations are stored. */
  readonly threadsStoredIn?: string;
  /** Whose keys encrypt what it stores. Only recorded: the platform sees to it. */
  readonly encryptionKeys?: 'customerManaged' | 'platformManaged';
  readonly platformRoles?: PlatformRoles;
};

/** The same people by object id, resolved when the record was written. */
export type AgentPeople = {
  readonly business: PersonId;
  readonly technical: PersonId;
  readonly backup?: PersonId;
  /** Who may answer in the owner's place, late: the owner's manager, one of the board. */
  readonly escalation?: readonly EscalationStep[];
};

/** A tier above the capability's own, by a request that was approved; it counts until its date, whoever writes that down. */
export type Raise = {
  readonly connectorId: string;
  readonly tier: Tier;
  readonly until: Instant;
  readonly request: string;
};

export type AgentState = {
  readonly record: AgentRecord;
  readonly people: AgentPeople;
  readonly status: 'active' | 'retired';
  /** Who named the present business owner; undefined: nobody (the example organisation). */
  readonly ownerSetBy?: PersonId;
  /** Who named the present backup; undefined: nobody, or there is none. */
  readonly backupSetBy?: PersonId;
  /** Who named the present steps of escalation; undefined: nobody, or there are none. */
  readonly escalationSetBy?: PersonId;
  /** When the record was last written. */
  readonly changedAt: Instant;
  /** Those not written off yet; at most one of a request. */
  readonly raises?: readonly Raise[];
  /** Bounds that are wider for a while, the latest last; those not written off yet. */
  readonly boundRaises?: readonly BoundRaise[];
  /** Owner or backup changed, and their requests and they themselves do not know yet. */
  readonly handover?: Handover;
  /** Something was taken away then, and what rested on it has not been gone through yet. */
  readonly unsettledSince?: Instant;
  /** The `expires` of its record, once that has come and what rested on the agent has been gone through. */
  readonly expirySettled?: string;
  /** Where its model was ever tried. */
  readonly tests?: Tests;
};

/** Something that may make an agent do otherwise than when it was tried; at which seq of governance. */
export type Change = { readonly seq: number; readonly what: string };

/** What is known of an agent's regression runs, and of what happened since. */
export type Tests = {
  /** Suites that failed, and have not passed since in that version or the present one. */
  readonly failing: readonly {
    readonly suite: string;
    readonly run: string;
    readonly version: string;
  }[];
  /** Governance seq of the last run of the version on record that passed. */
  readonly passed?: number;
  readonly change?: Change;
};

/** An agent that goes from one owner, or backup, to another. */
export type Handover = { readonly from: AgentPeople; readonly at: Instant };

/** A tool of a connector, as the admin's catalogue describes it. The agent's own claims change nothing here. */
export type Tool = {
  readonly name: string;
  readonly effect: Effect;
  readonly recipientArguments?: readonly string[];
  readonly amountArgument?: string;
  /** Arguments that only point at content. */
  readonly referenceArguments?: readonly string[];
  /** Arguments that hold the address of a source of content. */
  readonly contentArguments?: readonly string[];
  readonly reversible?: boolean;
  /** The tool calls another of the same connector: which argument names it, which holds its arguments. */
  readonly dispatch?: { readonly toolArgument: string; readonly argumentsArgument: string };
};

export type ConnectorRecord = {
  readonly id: string;
  readonly displayName: string;
  readonly status: ConnectorStatus;
  readonly environments: readonly Environment[];
  readonly tierCeiling: Tier;
  readonly labels: readonly Label[];
  readonly systemClass: SystemClass;
  readonly tools: readonly Tool[];
  readonly probationEnds?: string;
  readonly vendor?: string;
  /** Where the contract with the vendor is found. */
  readonly contract?: string;
  /** The partition it belongs to; absent: it is everybody's. */
  readonly businessGroup?: string;
  /** What it holds; absent: nobody has said. */
  readonly scopes?: readonly Scope[];
  readonly scopeLevel?: ScopeLevel;
  readonly connection?: 'projectScoped' | 'shared';
  readonly dataDomains?: readonly string[];
  readonly dataClassification?: DataClassification;
  readonly contentSources?: ContentSources;
  readonly brokeredIdentity?: BrokeredIdentity;
};

export type ConnectorState = {
  readonly record: ConnectorRecord;
  /** Tool name → who set its present effect; absent: nobody. */
  readonly effectSetBy: Readonly<Record<string, PersonId>>;
  /** Whoever asked for it; absent where it was imported. */
  readonly requester?: Actor;
  /** The probation was extended, which happens once. */
  readonly extended?: true;
  /** The question that the end of a probation puts to the admins, and what became of it. */
  readonly ending?: ProbationEnding;
  /** Revoked or narrowed at this moment, and what rested on it has not been gone through yet. */
  readonly unsettledSince?: Instant;
  /** What its users' owners have not been told of it yet. */
  readonly untold?: Untold;
  /** Only in a present state: the probation's end has come, and nobody has decided. */
  readonly probationOver?: true;
};

/** News of a connector whose people have not all been found yet. */
export type Untold = {
  /** Governance seq of the newest of it. */
  readonly seq: number;
  readonly at: Instant;
  readonly news: readonly News[];
  /** Who knows of it anyway. */
  readonly besides: readonly PersonId[];
  /** Up to whom they were found, in the order of their ids. */
  readonly after?: PersonId;
};

/** What an admin decided at the end of a probation. */
export type ProbationChoice = 'promoted' | 'extended' | 'revoked';

export type ProbationEnding = {
  /** When the probation ended; part of the nonce of its cards. */
  readonly ends: Instant;
  readonly cards: readonly ProbationCard[];
  readonly decided?: { readonly choice: ProbationChoice; readonly by: Actor; readonly at: Instant };
};

/** One admin's card. */
export type ProbationCard = {
  readonly person: PersonId;
  /** The activity that Teams keeps it as; absent: not sent yet. */
  readonly activityId?: string;
  /** What stands there shows the decision, or no card reaches this person. */
  readonly done: boolean;
};

/** The highest effect a tier permits. */
export const TIER_EFFECTS: Readonly<Record<Tier, readonly Effect[]>> = {
  readOnly: ['read'],
  draftOnly: ['read', 'draft'],
  delegatedAction: ['read', 'draft', 'write', 'send'],
};
