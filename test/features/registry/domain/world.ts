import type { RegistryEvent } from '../../../../src/features/registry/domain/events.ts';
import { agents, connectors } from '../../../../src/features/registry/domain/fold.ts';
import type {
  AgentRecord,
  AgentState,
  ConnectorRecord,
  ConnectorState,
} from '../../../../src/features/registry/domain/model.ts';
import { type Instant, instantOf, plus } from '../../../../src/kernel/instant.ts';
import { type Actor, type PersonId, personId } from '../../../../src/kernel/people.ts';

export const START = instantOf(Date.UTC(2026, 10, 20, 9));
export const at = (ms: number): Instant => plus(START, ms);

export function someone(n: number): PersonId {
  const id = personId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  if (id === undefined) throw new Error(`nobody has number ${n}`);
  return id;
}
export const [ADMIN, OTHER, OWNER, PILOT] = [someone(1), someone(2), someone(3), someone(4)];
export const person = (id: PersonId): Actor => ({ kind: 'person', id });

export const WRITER: AgentRecord = {
  id: 'writer',
  displayName: 'Writer',
  platform: 'foundry',
  environment: 'pilot',
  phase: 'pilot',
  department: 'sales',
  businessOwner: 'owner',
  technicalOwner: 'admin',
  capabilities: [{ connectorId: 'post', tier: 'draftOnly', reason: 'it writes' }],
  useCase: { outcome: 'mail', successMetric: 'replies', failureMode: 'silence' },
  version: '1',
};

export const DESK: ConnectorRecord = {
  id: 'desk',
  displayName: 'Ticket desk',
  status: 'probation',
  environments: ['pilot'],
  tierCeiling: 'draftOnly',
  labels: ['public', 'general'],
  systemClass: 'ticketing',
  tools: [
    { name: 'list', effect: 'read' },
    { name: 'close', effect: 'write', reversible: true },
  ],
  probationEnds: at(1_000),
};

const people = { business: OWNER, technical: ADMIN };

/** An event, when it happened, and by whom. */
export type Happened = readonly [event: RegistryEvent, ms?: number, by?: Actor];

const recorded = <E extends RegistryEvent>(event: E, seq: number, [, ms = 0, by]: Happened) => ({
  ...event,
  log: 'g',
  seq,
  at: at(ms),
  by: by ?? ({ kind: 'system' } as const),
});

/** Everything that happened, folded into the agent `writer`. */
export function agentAfter(...events: readonly Happened[]): AgentState {
  const imported: Happened = [{ type: 'agent-imported', data: { agent: WRITER, people } }];
  let state: AgentState | undefined;
  for (const [i, one] of [imported, ...events].entries())
    if (agents.idsOf(one[0]).includes('writer'))
      state = agents.evolve(state, recorded(one[0], i + 1, one) as never, 'writer');
  if (state === undefined) throw new Error('nothing happened');
  return state;
}

/** Everything that happened, folded into the connector `desk`. */
export function deskAfter(...events: readonly Happened[]): ConnectorState {
  let state: ConnectorState | undefined;
  for (const [i, one] of events.entries())
    if (connectors.idsOf(one[0]).includes('desk'))
      state = connectors.evolve(state, recorded(one[0], i + 1, one) as never, 'desk');
  if (state === undefined) throw new Error('nothing happened');
  return state;
}

/** The jobs that are due for a state, with when. */
export const dueOf = (rows: readonly { readonly value: object }[]): readonly string[] =>
  rows.map(({ value }) => {
    const { job, due, id } = value as Record<string, string>;
    return `${job} ${id} ${due}`;
  });

export const LISTED: Happened = [
  {
    type: 'connector-put-on-probation',
    data: {
      connector: DESK,
      request: 'AR-1',
      requester: person(PILOT),
      confirmedBy: ADMIN,
      confirmed: ['list'],
    },
  },
];
export const ASKED: Happened = [
  {
    type: 'probation-ended',
    data: { connectorId: 'desk', ends: at(1_000), asked: [ADMIN, OTHER] },
  },
  1_000,
];
