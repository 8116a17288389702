import type { Role } from '../../../kernel/people.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type {
  AgentState,
  ConnectorState,
  Effect,
  Environment,
  Phase,
  SystemClass,
  Tier,
} from '../../registry/domain/model.ts';
import type { PolicyInput } from './input.ts';
import type { PersonInput } from './personInput.ts';

export type Arguments = { readonly [name: string]: Json };

export interface Recipient {
  /** As the argument gave it. */
  readonly address: string;
  readonly internal: boolean;
}

/** A piece of content that an argument points at, and whether the arguments also fix what it is (hash or ETag). */
export interface Reference {
  readonly argument: string;
  readonly covered: boolean;
}

/** What an action is, computed from the catalogue and the arguments alone. */
export interface ActionFacts {
  readonly agentId: string;
  readonly connectorId: string;
  /** The tool that was called. */
  readonly tool: string;
  /** The tool that takes effect: another one where `tool` dispatches. */
  readonly effectiveTool: string;
  readonly effect: Effect;
  readonly systemClass: SystemClass;
  readonly environment: Environment;
  readonly phase: Phase;
  readonly reversible: boolean;
  readonly recipients: readonly Recipient[];
  /** A decimal string, with its currency where an argument of that name says one. */
  readonly amount?: { readonly value: string; readonly currency?: string };
  readonly references: readonly Reference[];
  /** The capability that would carry it. */
  readonly tier?: Tier;
}

export type Finding = {
  readonly outcome: 'allow' | 'deny' | 'needsApproval';
  /** One whole sentence, for people. */
  readonly because: string;
  readonly policies: readonly string[];
  readonly obligations?: Obligations;
  /** What permits it once people have agreed. */
  readonly permittedBy?: readonly string[];
  /** The standing grant that allows it: the id of the request it came from. */
  readonly grant?: string;
};

/** Whose agreement a policy can ask for: the agent's business owner, or holders of a role. */
export type Approver = 'businessOwner' | Exclude<Role, 'admin'>;

/** So many different people. */
export interface Consent {
  readonly approver: Approver;
  readonly quorum: number;
}

/** Who must agree before the action may be done. */
export interface Obligations extends Consent {
  /** Who else, after them; nobody where only one policy asks. */
  readonly further?: readonly Consent[];
  /** Whoever approves has to have signed in anew. */
  readonly stepUp?: true;
}

export interface ActionCall {
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  readonly arguments: Arguments;
}

/** Whom and what a call is about, as the registry knows them at the moment. */
export interface Subject {
  readonly agent: AgentState | undefined;
  readonly connector: ConnectorState | undefined;
}

/** The rules of one bundle: pure. A missing or ill-typed value in an input is a deny, never an allow. */
export interface PolicyEngine {
  /** Hash of the bundle; every decision carries it. */
  readonly bundle: string;
  judge(input: PolicyInput): Finding;
  /** What a person may do with agents. */
  judgePerson(input: PersonInput): Finding;
}

/** The bundles that this server has loaded. */
export interface PolicyInForce {
  /** The rules by the bundle's hash; undefined asks for what this server loaded last. Undefined where it does not have them. */
  engine(bundle: string | undefined): PolicyEngine | undefined;
}
