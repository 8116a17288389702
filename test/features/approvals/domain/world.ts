import type {
  AskedAction,
  AskedConnector,
  AskedTier,
  Command,
  Context,
  GiveAnswer,
  Hit,
  Plan,
} from '../../../../src/features/approvals/domain/commands.ts';
import { decide } from '../../../../src/features/approvals/domain/decide.ts';
import type { RequestEvent } from '../../../../src/features/approvals/domain/events.ts';
import { evolve } from '../../../../src/features/approvals/domain/evolve.ts';
import type { Refusal } from '../../../../src/features/approvals/domain/refusals.ts';
import type {
  ActionRequest,
  RequestState,
} from '../../../../src/features/approvals/domain/state.ts';
import { planAction } from '../../../../src/features/approvals/kinds/outboundAction.ts';
import type { ActionFacts, Finding } from '../../../../src/features/policy/domain/model.ts';
import type { AgentState, ConnectorState } from '../../../../src/features/registry/domain/model.ts';
import type { Recorded } from '../../../../src/kernel/events.ts';
import { HOUR, type Instant, instantOf, MINUTE, plus } from '../../../../src/kernel/instant.ts';
import {
  type Actor,
  type PersonId,
  personId,
  type Role,
  type RolesFrom,
} from '../../../../src/kernel/people.ts';
import { sha256 } from '../../../../src/ledger/hash.ts';
import { type Decider, type Story, tell, type Verdict, verdict } from '../../../support/decider.ts';

/** The people of the stories: made-up object ids. */
export function someone(n: number): PersonId {
  const id = personId(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`);
  if (id === undefined) throw new Error(`nobody has number ${n}`);
  return id;
}
export const [ADMIN, OWNER, BACKUP, BOARD, SECURITY, MONEY1, MONEY2, MONEY3, STRANGER] = [
  someone(1),
  someone(2),
  someone(3),
  someone(5),
  someone(6),
  someone(7),
  someone(8),
  someone(9),
  someone(10),
] as const;

const ROLES: ReadonlyMap<PersonId, Role> = new Map([
  [ADMIN, 'admin'],
  [BOARD, 'board'],
  [SECURITY, 'security'],
  [MONEY1, 'finance'],
  [MONEY2, 'finance'],
  [MONEY3, 'finance'],
]);
export function rolesOf(person: PersonId): ReadonlySet<Role> {
  const role = ROLES.get(person);
  return new Set(role === undefined ? [] : [role]);
}

/** The groups of the roles, in a directory. */
export const SECURITY_GROUP = '00000000-0000-4000-8000-0000000000a6';
export const ROLE_GROUPS: RolesFrom = {
  source: 'directory',
  groups: { security: SECURITY_GROUP, board: '00000000-0000-4000-8000-0000000000a5' },
};

export const AGENT: Actor = { kind: 'agent', id: 'writer' };
export const GATEWAY: Actor = { kind: 'gateway', id: 'gw' };
export const person = (id: PersonId): Actor => ({ kind: 'person', id });

export const START: Instant = instantOf(Date.UTC(2026, 10, 20, 9));
export const at = (ms: number): Instant => plus(START, ms);

export function agentState(change: Partial<AgentState> = {}): AgentState {
  return {
    record: {
      id: 'writer',
      displayName: 'Writer',
      platform: 'foundry',
      environment: 'production',
      phase: 'enterprise',
      department: 'sales',
      businessOwner: OWNER,
      technicalOwner: ADMIN,
      backupOwner: BACKUP,
      capabilities: [{ connectorId: 'post', tier: 'delegatedAction', reason: 'it writes' }],
      useCase: { outcome: 'mail', successMetric: 'replies', failureMode: 'silence' },
      version: '1',
      identities: [someone(90)],
    },
    people: { business: OWNER, technical: ADMIN, backup: BACKUP },
    status: 'active',
    changedAt: START,
    ...change,
  };
}

export function connectorState(change: Partial<ConnectorState> = {}): ConnectorState {
  return {
    record: {
      id: 'post',
      displayName: 'Post',
      status: 'approved',
      environments: ['production'],
      tierCeiling: 'delegatedAction',
      labels: ['general'],
      systemClass: 'mail',
      tools: [{ name: 'send', effect: 'send', recipientArguments: ['to'] }],
    },
    effectSetBy: {},
    ...change,
  };
}

export const FACTS: ActionFacts = {
  agentId: 'writer',
  connectorId: 'post',
  tool: 'send',
  effectiveTool: 'send',
  effect: 'send',
  systemClass: 'mail',
  environment: 'production',
  phase: 'enterprise',
  reversible: false,
  recipients: [{ address: 'a@elsewhere.example', internal: false }],
  references: [],
  tier: 'delegatedAction',
};

export const DIGEST = sha256('the action');
export const CATALOGUE = sha256('the catalogue entry');

export const ACTION: AskedAction = {
  kind: 'outboundAction',
  agentId: 'writer',
  connectorId: 'post',
  tool: 'send',
  arguments: { to: 'a@elsewhere.example', body: 'Hello' },
  digest: DIGEST,
  facts: FACTS,
  because: 'a send needs its owner',
  policies: ['a-person-approves'],
  bundle: sha256('the rules'),
  catalogue: CATALOGUE,
};

/** A connector for the writer, with everything a request for one has. */
export const CONNECTOR: AskedConnector = {
  kind: 'connector',
  agentId: 'writer',
  connectorId: 'desk',
  environment: 'pilot',
  displayName: 'Ticket desk',
  systemClass: 'ticketing',
  dataDomains: ['tickets'],
  scopes: ['tickets.read'],
  connection: 'projectScoped',
  tools: [
    { name: 'list', effect: 'read' },
    { name: 'close', effect: 'write', reversible: true },
  ],
  businessJustification: 'Forty tickets a day.\nMost are about offers.',
  securityNotes: 'OAuth with our tenant.',
  dataClassification: {
    label: 'confidential',
    confidentialNotes: false,
    executiveMailboxes: false,
    hrDocuments: false,
    legalCorrespondence: false,
  },
  rollbackPlan: 'Remove the connection.',
  digest: DIGEST,
};

/** More rights for the writer on its connector. */
export const TIER: AskedTier = {
  kind: 'tierEscalation',
  agentId: 'writer',
  connectorId: 'post',
  environment: 'production',
  fromTier: 'draftOnly',
  toTier: 'delegatedAction',
  forMs: 30 * 24 * HOUR,
  reason: 'It goes well.',
  digest: DIGEST,
};

export const NEEDS_OWNER: Finding = {
  outcome: 'needsApproval',
  because: 'a send needs its owner',
  policies: ['a-person-approves'],
  obligations: { approver: 'businessOwner', quorum: 1 },
};
export const NEEDS_FINANCE: Finding = {
  ...NEEDS_OWNER,
  obligations: { approver: 'finance', quorum: 2 },
};

const PEOPLE = agentState().people;
export const OWNER_PLAN: Plan = planAction({ approver: 'businessOwner', quorum: 1 }, PEOPLE);
export const FINANCE_PLAN: Plan = planAction({ approver: 'finance', quorum: 2 }, PEOPLE);
/** Three stages and no redemption, as rights have them. */
export const CHAIN_PLAN: Plan = {
  stages: [
    { seat: { kind: 'businessOwner', owner: OWNER, backup: BACKUP }, quorum: 1 },
    { seat: { kind: 'role', role: 'security' }, quorum: 1 },
    { seat: { kind: 'role', role: 'board' }, quorum: 1 },
  ],
  windowMs: 5 * 24 * HOUR,
};

export const asked = (change: Partial<Extract<Command, { type: 'ask' }>> = {}): Command => ({
  type: 'ask',
  id: 'AR-7',
  by: AGENT,
  subject: ACTION,
  plan: OWNER_PLAN,
  open: undefined,
  ...change,
});

const given_ =
  (answer: 'approve' | 'reject') =>
  (id: PersonId, change: Partial<GiveAnswer> = {}): GiveAnswer => ({
    type: 'answer',
    person: id,
    roles: rolesOf(id),
    lookedUp: { rolesFrom: ROLE_GROUPS, at: START },
    answer,
    digest: DIGEST,
    ...change,
  });
export const approves = given_('approve');
export const rejects = given_('reject');

export const redeems = (change: Partial<Extract<Command, { type: 'redeem' }>> = {}) =>
  ({
    type: 'redeem',
    by: GATEWAY,
    receipt: { jti: 'j1', request: 'AR-7', agent: 'writer', digest: DIGEST, expires: at(HOUR) },
    digest: DIGEST,
    judged: { finding: NEEDS_OWNER, facts: FACTS, catalogue: CATALOGUE },
    ...change,
  }) satisfies Command;

/** A pause in force that hits, from `ms` after the start on, at `seq` of governance. */
export const pause = (ms: number, seq: number, change: Partial<Hit> = {}): Hit => ({
  id: 'P-1',
  seq,
  at: at(ms),
  live: true,
  ...change,
});

export const around = (ms: number, change: Partial<Context> = {}): Context => ({
  now: at(ms),
  agent: agentState(),
  connector: connectorState(),
  members: {
    finance: [MONEY1, MONEY2, MONEY3],
    security: [SECURITY],
    board: [BOARD, SECURITY],
    admin: [ADMIN],
  },
  hits: [],
  ...change,
});

const actorOf = (command: Command): Actor => {
  if ('by' in command) return command.by;
  if (command.type === 'answer' || command.type === 'undo') return person(command.person);
  return { kind: 'system' };
};

export const requestsDecider: Decider<RequestState, RequestEvent, Command, Context, Refusal> = {
  decide,
  evolve: (state, event: Recorded<RequestEvent>) => evolve(state, event, event.data.request),
  stamp: (command, context) => ({ by: actorOf(command), at: context.now }),
};

/** A command, so many milliseconds after the start, in a world that differs from the usual one in `change`. */
export type Step = readonly [ms: number, command: Command, change?: Partial<Context>];

export type RequestStory = Story<RequestState, RequestEvent>;
export const NOTHING_YET: RequestStory = { state: undefined, events: [], seq: 10 };

/** Plays steps that must all be accepted, and lets the next one be judged. */
export function given(...steps: readonly Step[]) {
  let story = NOTHING_YET;
  for (const [ms, command, change] of steps) {
    const told = tell(requestsDecider, story, command, around(ms, change));
    if (!told.result.ok) throw new Error(`given ${command.type}: ${told.result.refusal.code}`);
    story = told.story;
  }
  return {
    story,
    get state(): RequestState {
      if (story.state === undefined) throw new Error('nothing was given');
      return story.state;
    },
    /** The same, of a request for an action. */
    get action(): ActionRequest {
      if (story.state?.kind !== 'outboundAction') throw new Error('no action was given');
      return story.state;
    },
    when: (...[ms, command, change]: Step): Verdict<RequestState, RequestEvent, Refusal> =>
      verdict(tell(requestsDecider, story, command, around(ms, change))),
  };
}

/** Given a request of the owner's, asked at the start. */
export const PENDING: readonly Step[] = [[0, asked()]];
/** … and approved after five minutes; approved at seq 12. */
export const APPROVED: readonly Step[] = [...PENDING, [5 * MINUTE, approves(OWNER)]];
export const FINANCE: readonly Step[] = [[0, asked({ plan: FINANCE_PLAN })]];
