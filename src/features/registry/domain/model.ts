import type { Instant } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';

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
export type ConnectorStatus = 'approved' | 'probation' | 'rejected' | 'revoked';

export type Capability = {
  readonly connectorId: string;
  readonly tier: Tier;
  /** One line: why the agent needs it. */
  readonly reason: string;
};

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
  readonly capabilities: readonly Capability[];
  readonly useCase: {
    readonly outcome: string;
    readonly successMetric: string;
    readonly failureMode: string;
  };
  readonly version: string;
  /** Object ids of the tokens that may speak for this agent. */
  readonly identities?: readonly string[];
};

/** The same people by object id, resolved when the record was written. */
export type AgentPeople = {
  readonly business: PersonId;
  readonly technical: PersonId;
  readonly backup?: PersonId;
};

export type AgentState = {
  readonly record: AgentRecord;
  readonly people: AgentPeople;
  readonly status: 'active' | 'retired';
  /** Who named the present business owner; undefined: nobody (the example organisation). */
  readonly ownerSetBy?: PersonId;
  /** Seq of the last change that took something away: what was approved before it is judged again. */
  readonly changedAt: Instant;
};

/** A tool of a connector, as the admin's catalogue describes it. The agent's own claims change nothing here. */
export type Tool = {
  readonly name: string;
  readonly effect: Effect;
  readonly recipientArguments?: readonly string[];
  readonly amountArgument?: string;
  /** Arguments that only point at content. */
  readonly referenceArguments?: readonly string[];
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
};

export type ConnectorState = {
  readonly record: ConnectorRecord;
  /** Tool name → who set its present effect; absent: nobody. */
  readonly effectSetBy: Readonly<Record<string, PersonId>>;
};

/** The highest effect a tier permits. */
export const TIER_EFFECTS: Readonly<Record<Tier, readonly Effect[]>> = {
  readOnly: ['read'],
  draftOnly: ['read', 'draft'],
  delegatedAction: ['read', 'draft', 'write', 'send'],
};
