/** An identity of an agent, as the directory of the organisation has it. */
export interface AgentIdentity {
  /** Object id of its service principal. */
  readonly objectId: string;
  readonly name: string;
  readonly isEnabled: boolean;
}

/** Every agent identity of the organisation. Throws `directory-unavailable` where the directory gives no answer, or not all. */
export type AgentIdentities = () => Promise<readonly AgentIdentity[]>;
