import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { Context, Subject } from './commands.ts';
import type { Exclusion } from './refusals.ts';
import type { RequestState } from './state.ts';

/** Who has a part in a request, and so no say in it. */
export interface Parties {
  readonly requester: Actor;
  readonly beneficiary?: PersonId | undefined;
  /** Whoever is to answer for a deviation. */
  readonly deviationOwner?: PersonId;
  /** Object ids that are to act as the agent. */
  readonly identities?: readonly string[] | undefined;
  /** Tools whose effect somebody set. */
  readonly tools?: readonly string[];
}

export function partiesOf(subject: Subject | RequestState, requester: Actor): Parties {
  switch (subject.kind) {
    case 'outboundAction':
      return { requester, beneficiary: subject.beneficiary, tools: toolsOf(subject) };
    case 'standingGrant':
      return { requester, tools: toolsOf(subject) };
    case 'deviation':
      return { requester, deviationOwner: subject.owner };
    case 'boundsChange':
      return { requester, identities: subject.changes.identities };
    case 'connector':
    case 'tierEscalation':
    case 'promotion':
    case 'policyChange':
    case 'modelList':
      return { requester };
  }
}

type AnyAction = Extract<Subject | RequestState, { kind: 'outboundAction' | 'standingGrant' }>;
const toolsOf = ({ tool, facts }: AnyAction): readonly string[] => [
  ...new Set([tool, facts.effectiveTool]),
];

/** Why this person may not answer, whatever seat they hold; undefined where nothing speaks against it. */
export function exclusionOf(
  person: PersonId,
  parties: Parties,
  { agent, connector }: Context,
): Exclusion | undefined {
  const { requester, beneficiary, deviationOwner, identities = [], tools = [] } = parties;
  const voices = [...identities, ...(agent?.record.identities ?? [])];
  if (voices.some((id) => id.toLowerCase() === person)) return 'agentIdentity';
  if (requester.kind === 'person' && requester.id === person) return 'requester';
  if (beneficiary === person) return 'beneficiary';
  if (deviationOwner === person) return 'deviationOwner';
  if (agent?.ownerSetBy === person) return 'ownerSetter';
  if (agent?.backupSetBy === person && agent.people.backup === person) return 'ownerSetter';
  if (tools.some((tool) => setterOf(connector, tool) === person)) return 'effectSetter';
  return undefined;
}

const setterOf = (connector: Context['connector'], tool: string): PersonId | undefined =>
  connector && Object.hasOwn(connector.effectSetBy, tool) ? connector.effectSetBy[tool] : undefined;
