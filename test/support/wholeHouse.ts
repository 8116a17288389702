import {
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import {
  EXAMPLE_BOT,
  EXAMPLE_DOMAIN,
  EXAMPLE_TENANT,
  examplePeople,
} from '../../src/adapters/local/exampleOrganisation.ts';
import { agentObjectId, gatewayObjectId } from '../../src/adapters/local/identities.ts';
import { type OpenLedger, openLedger } from '../../src/adapters/tables/openLedger.ts';
import type { Sealer } from '../../src/adapters/tables/rows/sealed.ts';
import type { Table } from '../../src/adapters/tables/table/table.ts';
import type {
  CheckpointSigner,
  CheckpointStore,
} from '../../src/adapters/tables/verification/checkpoints.ts';
import type { Pace } from '../../src/adapters/teams/pace.ts';
import { type SourceSecrets, signedBy } from '../../src/adapters/webhooks/receiver.ts';
import { compose, FACTS, type House, type Parts } from '../../src/compose.ts';
import {
  type ModelsByGroup,
  startModelLists,
} from '../../src/features/registry/modelLists/setting.ts';
import type { Facts } from '../../src/kernel/feature.ts';
import { HOUR, type Instant } from '../../src/kernel/instant.ts';
import type { Log, LogFields } from '../../src/kernel/log.ts';
import type { Directory, Principal, Role } from '../../src/kernel/people.ts';
import type { Json } from '../../src/ledger/canonical.ts';
import { fillExample } from '../../src/run/fillExample.ts';
import { judgingApart } from '../../src/run/policy/judgingApart.ts';
import { HandClock, MemoryCheckpoints, sealerOf, signer } from '../adapters/tables/house.ts';
import { type FakeTeams, type Member, startFakeTeams } from './fakeTeams.ts';
import { MemoryTable } from './memoryTable.ts';
import { examplePolicySettings, policies } from './policies.ts';

const receiptKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const receiptKey = {
  kid: 'receipts',
  publicSpkiDer: receiptKeys.publicKey.export({ type: 'spki', format: 'der' }),
  sign: async (bytes: Uint8Array) =>
    sign('sha256', bytes, { key: receiptKeys.privateKey, dsaEncoding: 'ieee-p1363' }),
};

export interface Answer {
  readonly status: number;
  // The body of any route: tests read it member by member.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

/** One server of the whole house over a table, a fake Teams before it, and a clock that goes when it is told to. */
export interface WholeHouse {
  readonly clock: HandClock;
  readonly table: Table;
  readonly ledger: OpenLedger;
  readonly house: House;
  readonly teams: FakeTeams;
  readonly url: string;
  /** By the name before the @. */
  person(name: string): Member;
  /** A call of the API, as `agent:<id>`, `gateway`, or a person by the name before the @ (`owner:teams`: not with the tab's client; `owner:fresh`: having just signed in anew). */
  call(
    as: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Lets time pass, second by second, and everything that is due then. */
  pass(ms: number): Promise<void>;
  /** Lets hours and days pass at once, and then everything that has come due. */
  leap(ms: number): Promise<void>;
  /** What receipts are signed with, for receipts that are ours and say something else. */
  readonly receiptPrivateKey: KeyObject;
  /** What operators were called for: a healthy day has none. */
  readonly alarms: readonly Alarm[];
  /** Runs what is due now. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface Alarm {
  readonly event: string;
  readonly fields: LogFields | undefined;
}

/** A log that keeps what somebody should look at. */
function alarmLog(): { readonly log: Log; readonly alarms: Alarm[] } {
  const alarms: Alarm[] = [];
  const error: Log['error'] = (event, fields) => void alarms.push({ event, fields });
  return { log: { info: () => {}, warn: () => {}, error }, alarms };
}

/** So much time between two sends that no limit of Teams is ever met: the limits have tests of their own. */
function unhurried(): Pace {
  let now = 0;
  return {
    now: () => {
      now += HOUR;
      return now;
    },
    wait: () => Promise.resolve(),
  };
}

export interface HouseOptions {
  readonly table?: Table;
  readonly checkpoints?: CheckpointStore;
  readonly sealer?: Sealer;
  readonly checkpointSigner?: CheckpointSigner;
  readonly directory?: Directory;
  readonly clock?: HandClock;
  readonly levers?: NonNullable<Parts['levers']>;
  readonly tellSystems?: NonNullable<Parts['tellSystems']>;
  /** Rules of its own; those of all houses of a file otherwise. */
  readonly policy?: Parts['policy'];
  readonly proposedPolicies?: NonNullable<Parts['proposedPolicies']>;
  readonly authenticate?: Parts['authenticate'];
  readonly admin?: NonNullable<Parts['admin']>;
  readonly stepUpFor?: readonly 'finance'[];
  readonly modelsByGroup?: ModelsByGroup;
  /** Roles with an Entra group. */
  readonly groups?: readonly Role[];
  readonly adoption?: Partial<Parts['adoption']>;
  readonly sources?: NonNullable<Parts['sources']>;
  readonly templates?: NonNullable<Parts['templates']>;
  /** Platforms that report their agents, and what they sign with. */
  readonly inventorySecrets?: SourceSecrets;
  /** What the server last found out about its ledger. */
  readonly verified?: NonNullable<Parts['verified']>;
  /** What the ledger is opened with; an older version's, where a test has one. */
  readonly facts?: readonly Facts[];
}

/** The bearer tokens of tests name their holder; what a real token must hold is tested where tokens are read. */
async function authenticate(
  token: string,
  now: Instant,
): Promise<Principal | { kind: 'refused'; reason: string }> {
  if (token === 'gateway') return { kind: 'gateway', objectId: gatewayObjectId() };
  if (token.startsWith('agent.')) return { kind: 'agent', objectId: agentObjectId(token.slice(6)) };
  const [name, client = 'tab'] = token.split('.');
  const person = examplePeople.find(({ upn }) => upn === `${name}@${EXAMPLE_DOMAIN}`);
  if (person && client === 'fresh')
    return { kind: 'person', id: person.id, client: 'tab', steppedUpAt: now };
  return person && (client === 'tab' || client === 'teams')
    ? { kind: 'person', id: person.id, client }
    : { kind: 'refused', reason: 'nobody' };
}

export async function openWholeHouse(options: HouseOptions = {}): Promise<WholeHouse> {
  const {
    table = new MemoryTable(),
    checkpoints = new MemoryCheckpoints(),
    clock = new HandClock(),
    sealer = sealerOf('row.mac'),
    checkpointSigner = signer,
  } = options;
  const { log, alarms } = alarmLog();
  const ledger = await openLedger({
    table,
    tenant: EXAMPLE_TENANT,
    lanes: 4,
    features: options.facts ?? FACTS,
    sealer,
    checkpointSigner,
    checkpointStore: checkpoints,
    clock,
    timers: clock,
    random: randomBytes,
    log,
  });
  const teams = await startFakeTeams();
  const parts: Parts = {
    tenant: EXAMPLE_TENANT,
    botId: EXAMPLE_BOT,
    version: 'test',
    serverUrl: 'http://127.0.0.1',
    stepUpContext: 'c1',
    adoption: { quorum: 2, stepUp: false, ...options.adoption },
    ledger,
    directory: options.directory ?? exampleDirectory,
    authenticate: options.authenticate ?? ((token) => authenticate(token, clock.now())),
    ...(options.admin && { admin: options.admin }),
    jwks: async () => ({ keys: [] }),
    ready: async () => true,
    posture: {
      groups: options.groups,
      copiesIn: 'the memory of this test',
      newestCopy: () => checkpoints.newest(),
    },
    receipts: {
      signer: receiptKey,
      keys: [receiptKey],
      issuer: 'countersign/test',
      audience: 'countersign-gateway',
      newId: randomUUID,
    },
    cardMac: (text) => createHmac('sha256', 'card.mac').update(text).digest('hex'),
    policy: options.policy ?? (await policies(log)),
    openJudging: judgingApart,
    policySettings: {
      ...examplePolicySettings,
      stepUpFor: options.stepUpFor ?? [],
    },
    derivedIdentity: agentObjectId,
    channel: teams.settings,
    rateLimits: false,
    postAt: { hour: 9, minute: 0 },
    ...(options.sources && { sources: options.sources }),
    ...(options.templates && { templates: options.templates }),
    ...(options.inventorySecrets && {
      verifySigned: signedBy(options.inventorySecrets, clock),
      senders: [...options.inventorySecrets.keys()],
    }),
    ...(options.verified && { verified: options.verified }),
    ...(options.levers && { levers: options.levers }),
    ...(options.tellSystems && { tellSystems: options.tellSystems }),
    ...(options.proposedPolicies && { proposedPolicies: options.proposedPolicies }),
    clock,
    log,
    pace: unhurried(),
    checkAnswers: true,
  };
  const house = compose(parts);
  await fillExample({ parts, ledger, close: async () => {} });
  await startModelLists(parts, options.modelsByGroup);
  ledger.start(house.features.flatMap(({ jobs }) => jobs));
  const { url } = await house.http.listen('127.0.0.1', 0);
  teams.connect(`${url}/api/messages`);
  const settle = async () => {
    await house.teams.idle();
    await ledger.poll();
    await ledger.runDue();
  };
  return {
    clock,
    table,
    ledger,
    house,
    teams,
    url,
    alarms,
    receiptPrivateKey: receiptKeys.privateKey,
    settle,
    person: (name) => {
      const found = examplePeople.find(({ upn }) => upn === `${name}@${EXAMPLE_DOMAIN}`);
      if (!found) throw new RangeError(`nobody called ${name}`);
      return teams.person(found.id, found.name);
    },
    call: (...[as, method, path, body, headers = {}]) =>
      callApi(url, { as, method, path, body, headers }),
    pass: async (ms) => {
      await clock.pass(ms);
      await settle();
    },
    leap: async (ms) => {
      await clock.leap(ms);
      await settle();
    },
    close: async () => {
      await house.http.close();
      await house.teams.idle();
      await ledger.stop();
      await teams.close();
    },
  };
}

interface ApiCall {
  readonly as: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
}

async function callApi(url: string, { as, method, path, body, headers }: ApiCall): Promise<Answer> {
  const response = await fetch(`${url}${path.startsWith('/.') ? '' : '/api/v1'}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${as.replace(':', '.')}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && {
      body:
        headers['content-type'] === 'text/csv' && typeof body === 'string'
          ? body
          : JSON.stringify(body),
    }),
  });
  const text = await response.text();
  const isJson =
    (response.headers.get('content-type') ?? '').includes('json') &&
    !(response.headers.get('content-type') ?? '').includes('ndjson');
  return {
    status: response.status,
    body: isJson && text !== '' ? (JSON.parse(text) as Json) : text,
    headers: response.headers,
  };
}
