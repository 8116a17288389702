import type { Instant } from '../../../kernel/instant.ts';
import type { ExceptionEvent } from '../../exceptions/domain/events.ts';
import { isLiveException } from '../../exceptions/domain/state.ts';
import type { GrantEvent } from '../../grants/domain/events.ts';
import { isLiveGrant } from '../../grants/domain/state.ts';
import { connectorWidenings } from '../../registry/domain/bounds/connectorNarrowing.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import {
  type AgentRecord,
  type AgentState,
  type Capability,
  type ConnectorState,
  TIERS,
} from '../../registry/domain/model.ts';
import { agentWidenings } from '../../registry/domain/narrowing.ts';
import type { Choice } from './events.ts';
import type { Holdings } from './items.ts';

export interface Chosen {
  readonly item: string;
  readonly choice: Choice;
}

export interface Around extends Holdings {
  readonly now: Instant;
  readonly campaign: string;
  /** How many agents use a connector. */
  readonly users: (connectorId: string) => number;
  /** Days to write on the agent's record, where the review is complete. */
  readonly reviewed?: { readonly lastReviewed: string; readonly reviewBy: string };
}

export interface CarriedOut {
  readonly events: readonly (RegistryEvent | GrantEvent | ExceptionEvent)[];
  /** Keys of what is not this agent's alone: an admin's to decide. */
  readonly handed: readonly string[];
}

const said = (chosen: readonly Chosen[], key: string): Choice | undefined =>
  chosen.find(({ item }) => item === key)?.choice;

/** One tier lower; the lowest stays. */
const reduced = (one: Capability): Capability => {
  const lower = TIERS[TIERS.indexOf(one.tier) - 1];
  return lower === undefined ? one : { ...one, tier: lower };
};

function narrowedRecord(agent: AgentState, chosen: readonly Chosen[], around: Around): AgentRecord {
  const capabilities = agent.record.capabilities.flatMap((one) => {
    const { connectorId } = one;
    const choice = said(chosen, `capability:${connectorId}`);
    if (choice === 'revoke' || said(chosen, `connector:${connectorId}`) === 'revoke') return [];
    return [choice === 'reduce' ? reduced(one) : one];
  });
  return { ...agent.record, capabilities, ...around.reviewed };
}

/** Connectors for which a raised tier is taken back: because the raise was, or the tier below it. */
const endedRaises = ({ raises = [] }: AgentState, chosen: readonly Chosen[]): readonly string[] => [
  ...new Set(
    raises
      .filter(
        ({ request, connectorId }) =>
          said(chosen, `raise:${request}`) === 'revoke' ||
          said(chosen, `capability:${connectorId}`) === 'reduce',
      )
      .map(({ connectorId }) => connectorId),
  ),
];

function agentEvents(chosen: readonly Chosen[], around: Around): readonly RegistryEvent[] {
  const { agent } = around;
  const record = narrowedRecord(agent, chosen, around);
  const endsRaises = endedRaises(agent, chosen);
  const endsBounds = (agent.boundRaises ?? [])
    .map(({ request }) => request)
    .filter((request) => said(chosen, `bounds:${request}`) === 'revoke');
  const narrows = record.capabilities.some((one, i) => one !== agent.record.capabilities[i]);
  const fewer = record.capabilities.length < agent.record.capabilities.length;
  const ends = endsRaises.length + endsBounds.length > 0;
  if (!narrows && !fewer && !ends && around.reviewed === undefined) return [];
  if (agentWidenings(agent.record, record).length > 0)
    throw new TypeError('a review can only narrow');
  const raises = {
    ...(endsRaises.length > 0 && { endsRaises }),
    ...(endsBounds.length > 0 && { endsBounds }),
  };
  return [{ type: 'agent-changed', data: { agent: record, people: agent.people, ...raises } }];
}

const PREFIX = 'scope:';

/** A scope goes where no other agent acts with it; a connector of several is an admin's. */
function scopeEvents(
  { record }: ConnectorState,
  chosen: readonly Chosen[],
  { users }: Around,
): CarriedOut {
  const revoked = (record.scopes ?? []).filter(
    ({ name }) => said(chosen, `${PREFIX}${record.id}:${name}`) === 'revoke',
  );
  if (revoked.length === 0) return { events: [], handed: [] };
  if (users(record.id) > 1)
    return { events: [], handed: revoked.map(({ name }) => `${PREFIX}${record.id}:${name}`) };
  const scopes = (record.scopes ?? []).filter((scope) => !revoked.includes(scope));
  const connector = { ...record, scopes };
  if (connectorWidenings(record, connector).length > 0)
    throw new TypeError('a review can only narrow');
  return { events: [{ type: 'connector-changed', data: { connector } }], handed: [] };
}

function endings(
  chosen: readonly Chosen[],
  { grants, exceptions, now, campaign }: Around,
): readonly (GrantEvent | ExceptionEvent)[] {
  const reason = `not kept in the access review ${campaign}`;
  const isRevoked = (key: string): boolean => said(chosen, key) === 'revoke';
  return [
    ...grants
      .filter((one) => isLiveGrant(one, now) && isRevoked(`grant:${one.grant}`))
      .map(
        ({ grant, agentId, connectorId }): GrantEvent => ({
          type: 'grant-revoked',
          data: { grant, agentId, connectorId, reason },
        }),
      ),
    ...exceptions
      .filter((one) => isLiveException(one, now) && isRevoked(`exception:${one.exception}`))
      .map(
        ({ exception, agentId, connectorId }): ExceptionEvent => ({
          type: 'deviation-closed',
          data: { exception, agentId, ...(connectorId !== undefined && { connectorId }), reason },
        }),
      ),
  ];
}

/** What the answers do, all of it narrowing: to the agent's record, to scopes that are its alone, to grants and exceptions. */
export function carryOut(chosen: readonly Chosen[], around: Around): CarriedOut {
  const scopes = around.connectors.map((connector) => scopeEvents(connector, chosen, around));
  return {
    events: [
      ...agentEvents(chosen, around),
      ...scopes.flatMap(({ events }) => events),
      ...endings(chosen, around),
    ],
    handed: scopes.flatMap(({ handed }) => handed),
  };
}
