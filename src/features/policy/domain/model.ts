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
};

/** Who must agree before the action may be done. */
export interface Obligations {
  readonly approver: 'businessOwner' | 'finance';
  /** Different people. */
  readonly quorum: number;
}

export interface ActionCall {
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  readonly arguments: Arguments;
}

/** What a judgement looks at: the registry's present state about one call. */
export interface Subject {
  readonly agent: AgentState | undefined;
  readonly connector: ConnectorState | undefined;
}

/** The port of the policy engine: pure for one bundle. A missing or ill-typed fact is a deny, never an allow. */
export interface PolicyEngine {
  /** Hash of the rules in force; every decision carries it. */
  readonly bundle: string;
  judge(
    call: ActionCall,
    subject: Subject,
  ): { readonly finding: Finding; readonly facts: ActionFacts | undefined };
}
