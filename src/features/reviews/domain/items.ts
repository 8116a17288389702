import { plainDay } from '../../../kernel/cards/time.ts';
import type { ExceptionState } from '../../exceptions/domain/state.ts';
import { STANDARD_WORDS } from '../../exceptions/domain/words.ts';
import type { GrantState } from '../../grants/domain/state.ts';
import { isMailboxWide } from '../../registry/domain/bounds/scopes.ts';
import type { AgentState, Capability, ConnectorState } from '../../registry/domain/model.ts';
import { TIER_NAMES } from '../../registry/domain/words.ts';
import type { Choice, ReviewItem } from './events.ts';

/** What an agent has, as it stands when its owner is asked. */
export interface Holdings {
  readonly agent: AgentState;
  readonly connectors: readonly ConnectorState[];
  /** In force. */
  readonly grants: readonly GrantState[];
  /** In force. */
  readonly exceptions: readonly ExceptionState[];
}

const KEEP_OR_REVOKE: readonly Choice[] = ['keep', 'revoke'];

const permission = ({ connectorId, tier, reason }: Capability): ReviewItem => ({
  key: `capability:${connectorId}`,
  section: 'permissions',
  text: `${connectorId}, ${TIER_NAMES[tier].toLowerCase()}: ${reason}`,
  choices: tier === 'readOnly' ? KEEP_OR_REVOKE : ['keep', 'reduce', 'revoke'],
});

const connector = ({ record }: ConnectorState): ReviewItem => ({
  key: `connector:${record.id}`,
  section: 'connectors',
  text: `${record.displayName} (${record.id}): ${record.status}, ${record.environments.join(' and ')}, ${record.labels.join(', ') || 'no label'}, ${record.tools.length} tools`,
  choices: KEEP_OR_REVOKE,
});

const scopes = ({ record }: ConnectorState): readonly ReviewItem[] =>
  (record.scopes ?? []).map((scope) => ({
    key: `scope:${record.id}:${scope.name}`,
    section: 'scopes',
    text: `${scope.name} of ${record.id}${isMailboxWide(scope) ? ', mailbox-wide' : ''}${scope.reason === undefined ? ', no reason given' : `: ${scope.reason}`}`,
    choices: KEEP_OR_REVOKE,
  }));

const created = ({ agent, grants, exceptions }: Holdings): readonly ReviewItem[] => [
  ...(agent.raises ?? []).map(({ connectorId, tier, until, request }) => ({
    key: `raise:${request}`,
    section: 'exceptions' as const,
    text: `${request}: ${TIER_NAMES[tier].toLowerCase()} on ${connectorId} until ${plainDay(until)}`,
    choices: KEEP_OR_REVOKE,
  })),
  ...(agent.boundRaises ?? []).map(({ until, request }) => ({
    key: `bounds:${request}`,
    section: 'exceptions' as const,
    text: `${request}: wider bounds until ${plainDay(until)}`,
    choices: KEEP_OR_REVOKE,
  })),
  ...grants.map(({ grant, connectorId, tool, until }) => ({
    key: `grant:${grant}`,
    section: 'exceptions' as const,
    text: `${grant}: ${connectorId}/${tool} without asking until ${plainDay(until)}`,
    choices: KEEP_OR_REVOKE,
  })),
  ...exceptions.map(({ exception, from, until }) => ({
    key: `exception:${exception}`,
    section: 'exceptions' as const,
    text: `${exception}: differs from the standard for ${STANDARD_WORDS[from]} until ${plainDay(until)}`,
    choices: KEEP_OR_REVOKE,
  })),
];

/** An agent without any right is still somebody's to look at. */
const NOTHING: ReviewItem = {
  key: 'nothing',
  section: 'permissions',
  text: 'It has no permission of any kind.',
  choices: ['keep'],
};

/** Everything that is to be kept, reduced or revoked, section by section. */
export function itemsOf(holdings: Holdings): readonly ReviewItem[] {
  const { agent, connectors } = holdings;
  const items = [
    ...agent.record.capabilities.map(permission),
    ...connectors.map(connector),
    ...connectors.flatMap(scopes),
    ...created(holdings),
  ];
  return items.length === 0 ? [NOTHING] : items;
}
