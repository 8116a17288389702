import { type Instant, isBefore, parseInstant } from '../../../kernel/instant.ts';
import { liveBoundRaises, withBounds } from './bounds/boundChanges.ts';
import {
  type AgentState,
  type Capability,
  type ConnectorState,
  type Raise,
  TIERS,
  type Tier,
} from './model.ts';

/** The higher of two tiers. */
export const higherTier = (a: Tier, b: Tier): Tier => (TIERS.indexOf(a) > TIERS.indexOf(b) ? a : b);

const liveRaises = ({ raises = [] }: AgentState, now: Instant): readonly Raise[] =>
  raises.filter(({ until }) => isBefore(now, until));

/** What the agent may do with a connector at a moment; at exactly its date a raised tier is over. Undefined: nothing. */
export function presentTier(
  state: AgentState,
  connectorId: string,
  now: Instant,
): Tier | undefined {
  const own = state.record.capabilities.find((one) => one.connectorId === connectorId);
  return own && raisedTier(own, liveRaises(state, now));
}

const raisedTier = ({ connectorId, tier }: Capability, raises: readonly Raise[]): Tier =>
  raises
    .filter((raise) => raise.connectorId === connectorId)
    .reduce((highest, raise) => higherTier(highest, raise.tier), tier);

/** An agent as it stands at a moment: its capabilities with the tiers, and itself with the bounds, that count then. */
export function presentAgent(state: AgentState, now: Instant): AgentState {
  const raises = liveRaises(state, now);
  const wider = liveBoundRaises(state, now);
  if (raises.length === 0 && wider.length === 0) return state;
  const own = wider.reduce((record, { changes }) => withBounds(record, changes), state.record);
  const capabilities = state.record.capabilities.map((one) => ({
    ...one,
    tier: raisedTier(one, raises),
  }));
  return { ...state, record: { ...own, capabilities } };
}

/** When a connector's probation ends; undefined where it is on none, or on one without an end. */
export function probationEnd({ record }: ConnectorState): Instant | undefined {
  const { status, probationEnds } = record;
  return status === 'probation' && probationEnds !== undefined
    ? parseInstant(probationEnds)
    : undefined;
}

/** A connector as it stands at a moment: a probation whose end has come is over, also while nobody has decided. */
export function presentConnector(state: ConnectorState, now: Instant): ConnectorState {
  const ends = probationEnd(state);
  return ends === undefined || isBefore(now, ends) ? state : { ...state, probationOver: true };
}

/** Whether anything may be done with a connector: given as it stands at the moment. */
export const isUsable = (state: ConnectorState | undefined): state is ConnectorState =>
  state !== undefined &&
  (state.record.status === 'approved' ||
    (state.record.status === 'probation' && state.probationOver !== true));
