import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { Context, Subject } from './commands.ts';
import type { Exclusion } from './refusals.ts';
import type { RequestState } from './state.ts';

/** Who has a part in a request, and so no say in it. */
export interface Parties {
  readonly requester: Actor;
  readonly beneficiary: PersonId | undefined;
  /** Tools whose effect somebody set. */
  readonly tools: readonly string[];
}

export const partiesOf = (subject: Subject | RequestState, requester: Actor): Parties =>
  subject.kind === 'outboundAction' || subject.kind === 'standingGrant'
    ? {
        requester,
        beneficiary: subject.kind === 'outboundAction' ? subject.beneficiary : undefined,
        tools: [...new Set([subject.tool, subject.facts.effectiveTool])],
      }
    : { requester, beneficiary: undefined, tools: [] };

/** Why this person may not answer, whatever seat they hold; undefined where nothing speaks against it. */
export function exclusionOf(
  person: PersonId,
  parties: Parties,
  { agent, connector }: Context,
): Exclusion | undefined {
  const { requester, beneficiary, tools } = parties;
  if (agent?.record.identities?.some((id) => id.toLowerCase() === person)) return 'agentIdentity';
  if (requester.kind === 'person' && requester.id === person) return 'requester';
  if (beneficiary === person) return 'beneficiary';
  if (agent?.ownerSetBy === person) return 'ownerSetter';
  if (agent?.backupSetBy === person && agent.people.backup === person) return 'ownerSetter';
  if (tools.some((tool) => setterOf(connector, tool) === person)) return 'effectSetter';
  return undefined;
}

const setterOf = (connector: Context['connector'], tool: string): PersonId | undefined =>
  connector && Object.hasOwn(connector.effectSetBy, tool) ? connector.effectSetBy[tool] : undefined;
