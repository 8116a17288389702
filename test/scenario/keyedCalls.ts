import type { AlarmEvent } from '../../src/features/alarms/domain/events.ts';
import type { Answer } from '../support/wholeHouse.ts';
import { type Fields, MAIL, SEND_MAIL, type Story } from './story.ts';

/** A call that can be made with a key, and what another call under the same key would send. */
export interface Keyed {
  readonly as: string;
  readonly path: string;
  readonly body: Fields | string;
  readonly other: Fields | string;
  /** What of the answer stays the same on a repeat. */
  readonly same?: (answer: Answer) => unknown;
}

export const CALL = { kind: 'outboundAction', ...SEND_MAIL, justification: 'Offer' };
export const DRAFT = { ...SEND_MAIL, tool: 'createDraft' };
const idAndStatus = ({ status, body }: Answer) => ({ status, id: body.id });

export async function approvedMail(house: Story): Promise<string> {
  const id = await house.asked();
  await house.click('owner', id, 'approve');
  return id;
}

const AGENT_COLUMNS =
  'id,displayName,platform,environment,phase,department,businessOwner,technicalOwner,capabilities,outcome,successMetric,failureMode,version';
const CONNECTOR_COLUMNS = 'id,displayName,status,environments,tierCeiling,labels,systemClass,tools';

function fromEntra(path: string): Keyed {
  const body = {
    platform: 'copilotStudio',
    environment: 'pilot',
    phase: 'pilot',
    department: 'sales',
    businessOwner: 'owner@contoso.example',
    technicalOwner: 'admin@contoso.example',
    useCase: { outcome: 'to be said', successMetric: 'to be said', failureMode: 'to be said' },
    version: '1',
  };
  return { as: 'admin', path, body, other: { ...body, version: '2' } };
}

/** Every POST of the API, by the id of its route. */
export const CALLS: Readonly<Record<string, (house: Story) => Promise<Keyed>>> = {
  authorize: async () => ({
    as: 'agent:crm-assistant',
    path: '/authorize',
    body: DRAFT,
    other: { ...DRAFT, surface: 'mail' },
  }),
  askRequest: async () => ({
    as: 'agent:crm-assistant',
    path: '/requests',
    body: CALL,
    other: { ...CALL, justification: 'Another' },
    same: idAndStatus,
  }),
  answerRequest: async (house) => {
    const id = await house.asked();
    const { digest } = await house.request(id);
    const body = { answer: 'approve', digest };
    return {
      as: 'owner',
      path: `/requests/${id}/answer`,
      body,
      other: { ...body, answer: 'reject' },
    };
  },
  withdrawRequest: async (house) => ({
    as: 'agent:crm-assistant',
    path: `/requests/${await house.asked()}/withdraw`,
    body: {},
    other: { reason: 'Another' },
  }),
  undoApproval: async (house) => ({
    as: 'owner',
    path: `/requests/${await approvedMail(house)}/undo`,
    body: { reason: 'Wrong price' },
    other: {},
  }),
  redeemReceipt: async (house) => {
    const id = await approvedMail(house);
    const body = { receipt: await house.receipt(id), arguments: MAIL };
    return { as: 'gateway', path: '/receipts/redeem', body, other: { ...body, arguments: {} } };
  },
  reportOutcome: async (house) => {
    const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', DRAFT);
    const report = { decisionId: body.decisionId, outcome: 'used' };
    return {
      as: 'agent:crm-assistant',
      path: '/outcomes',
      body: report,
      other: { ...report, outcome: 'failed' },
    };
  },
  reloadPolicy: async () => ({
    as: 'admin',
    path: '/policy/reload',
    body: { reason: 'New rules' },
    other: { reason: 'Other rules' },
  }),
  simulatePolicy: async () => ({
    as: 'board',
    path: '/policy/simulate',
    body: { files: [] },
    other: { files: [], weeks: 1 },
  }),
  importRegistry: async (house) => {
    const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
    const agents = [{ ...body, id: 'another' }];
    return {
      as: 'admin',
      path: '/import',
      body: { agents },
      other: { agents: [], connectors: [] },
    };
  },
  importAgentTable: async (house) => {
    const table = (id: string) =>
      `${AGENT_COLUMNS}\n${id},One,foundry,pilot,pilot,sales,owner@contoso.example,admin@contoso.example,mail readOnly Reads,Done,Count,Stop,1`;
    await house.settle();
    return { as: 'admin', path: '/import/agents', body: table('one'), other: table('two') };
  },
  importConnectorTable: async () => {
    const table = (id: string) =>
      `${CONNECTOR_COLUMNS}\n${id},One,approved,pilot,readOnly,general,web,go: read`;
    return { as: 'admin', path: '/import/connectors', body: table('one'), other: table('two') };
  },
  postObservations: async () => {
    const seen = (connectors: readonly string[]) => ({
      source: 'inventory',
      agents: [{ agentId: 'crm-assistant', connectors }],
    });
    return { as: 'gateway', path: '/observations', body: seen(['erp']), other: seen([]) };
  },
  startPause: async () => {
    const body = { target: 'agent:crm-assistant', reason: 'A look at it' };
    return {
      as: 'admin',
      path: '/pauses',
      body,
      other: { ...body, reason: 'Another' },
      same: idAndStatus,
    };
  },
  revokeConnector: async () => ({
    as: 'admin',
    path: '/connectors/sharepoint/revoke',
    body: { reason: 'Not needed any more' },
    other: { reason: 'Another' },
    same: idAndStatus,
  }),
  liftPause: async (house) => {
    const body = { target: 'agent:crm-assistant', reason: 'A look at it' };
    const started = await house.call('admin', 'POST', '/pauses', body);
    return {
      as: 'admin',
      path: `/pauses/${started.body.id}/lift`,
      body: { reason: 'Looked' },
      other: { reason: 'Another' },
      same: idAndStatus,
    };
  },
  revokeGrant: async (house) => {
    const asked = await house.call('pilot', 'POST', '/requests', {
      kind: 'standingGrant',
      agentId: 'crm-assistant',
      connectorId: 'mail',
      tool: 'send',
      recipients: ['emma@fabrikam.example'],
      until: '2026-11-27T09:00:00Z',
      justification: 'It goes well.',
    });
    const { id, digest } = asked.body;
    for (const name of ['owner', 'security'])
      await house.call(name, 'POST', `/requests/${id}/answer`, { answer: 'approve', digest });
    return {
      as: 'owner',
      path: `/grants/${id}/revoke`,
      body: { reason: 'She left' },
      other: { reason: 'Another' },
      same: idAndStatus,
    };
  },
  closeException: async (house) => {
    const asked = await house.call('pilot', 'POST', '/requests', {
      kind: 'deviation',
      agentId: 'mail-assistant',
      from: 'quota',
      what: 'Twice as many calls',
      why: 'Year end',
      owner: 'owner2@contoso.example',
      until: '2026-12-01T09:00:00Z',
    });
    const { id, digest } = asked.body;
    for (const name of ['owner', 'security'])
      await house.call(name, 'POST', `/requests/${id}/answer`, { answer: 'approve', digest });
    return {
      as: 'owner2',
      path: `/exceptions/${id}/close`,
      body: { reason: 'Year is over' },
      other: { reason: 'Another' },
      same: idAndStatus,
    };
  },
  importAgentIdentities: async () => fromEntra('/import/entra'),
  importFromSource: async () => fromEntra('/import/sources/entra'),
  postModelRun: async () => {
    const body = { run: 'r-1', suite: 'tone', model: 'gpt-5', passed: 19, failed: 1 };
    const path = '/agents/crm-assistant/model-runs';
    return { as: 'gateway', path, body, other: { ...body, run: 'r-2' } };
  },
  answerReleaseProposal: async (house) => {
    const window = { id: 'tuesdays', environments: ['production'], days: [2], from: '08:00' };
    const put = (windows: readonly Fields[]) =>
      house.call('admin', 'PUT', '/release-calendar', { windows, freezes: [], reason: 'Order' });
    await put([{ ...window, to: '12:00', timeZone: 'Europe/Berlin' }]);
    const { digest } = (await put([])).body.proposal;
    const body = { answer: 'adopt', digest };
    const path = '/release-calendar/answer';
    return { as: 'board', path, body, other: { ...body, answer: 'reject' } };
  },
  acknowledgeAlarm: async (house) => ({
    as: 'security',
    path: `/alarms/${await raisedAlarm(house)}/acknowledge`,
    body: { note: 'Looking' },
    other: { note: 'Another' },
    same: idAndStatus,
  }),
  startReview: async () => ({
    as: 'admin',
    path: '/reviews',
    body: { due: '2026-12-01T09:00:00Z' },
    other: { due: '2026-12-02T09:00:00Z' },
    same: idAndStatus,
  }),
  answerReview: async (house) => {
    const started = await house.call('admin', 'POST', '/reviews', { due: '2026-12-01T09:00:00Z' });
    await house.settle();
    return {
      as: 'owner',
      path: `/reviews/${started.body.id}/agents/mail-assistant`,
      body: { answers: [{ item: 'capability:mail', choice: 'keep' }] },
      other: { answers: [{ item: 'capability:mail', choice: 'revoke' }] },
    };
  },
  reportFeedback: async () => ({
    as: 'pilot',
    path: '/feedback',
    body: REPORT,
    other: { ...REPORT, text: 'Something else.' },
    same: idAndStatus,
  }),
  reportShadowUse: async () => {
    const body = { what: 'Free translator', text: 'The desk pastes contracts into it.' };
    const path = '/feedback/shadow-use';
    return { as: 'pilot', path, body, other: { ...body, what: 'Another' }, same: idAndStatus };
  },
  triageFeedback: async (house) => ({
    as: 'admin',
    path: `/feedback/${await reported(house)}/triage`,
    body: { status: 'inProgress' },
    other: { status: 'declined', note: 'It is meant that way.' },
    same: idAndStatus,
  }),
  answerFeedback: async (house) => {
    const id = await reported(house);
    await house.call('admin', 'POST', `/feedback/${id}/triage`, {
      status: 'fixed',
      remedy: 'prompt',
    });
    return {
      as: 'pilot',
      path: `/feedback/${id}/answer`,
      body: { fixed: true },
      other: { fixed: false },
      same: idAndStatus,
    };
  },
};

const REPORT = {
  agentId: 'crm-assistant',
  category: 'hallucinatedFacts',
  text: 'A date that nobody named.',
};

const ALARM = 'AL-1a2b3c4d5e6f';

/** As the watch raises one where it finds something. */
async function raisedAlarm({ ledger }: Story): Promise<string> {
  const event: AlarmEvent = {
    type: 'alarm-raised',
    data: {
      alarm: ALARM,
      kind: 'growth',
      week: '2026-W47',
      what: 'Agent night-crawler is on no list. Seen by Purview.',
      todo: 'Register it, or stop it where it runs.',
      rooms: [],
      outside: false,
    },
  };
  const draft = { by: { kind: 'system' as const }, events: [event], result: () => undefined };
  await ledger.commit(async () => draft);
  return ALARM;
}

async function reported(house: Story): Promise<string> {
  return (await house.call('pilot', 'POST', '/feedback', REPORT)).body.id;
}
