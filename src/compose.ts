import type { AdminSite } from './adapters/http/admin/site.ts';
import { createHttp, type Http } from './adapters/http/server.ts';
import type { ConnectorCredentials } from './adapters/teams/connectorAuthentication.ts';
import { createTeams, type Teams } from './adapters/teams/createTeams.ts';
import type { Pace } from './adapters/teams/pace.ts';
import { approvalsDeps, pausedNow } from './compose/approving.ts';
import { controlsDeps } from './compose/controls.ts';
import { proposing } from './compose/proposals.ts';
import { decisionDeps, mayReadRequest, requestFor } from './compose/reading.ts';
import type { TellSystems } from './features/alarms/deps.ts';
import { alarmFacts } from './features/alarms/facts.ts';
import { alarmsFeature } from './features/alarms/feature.ts';
import { askForGate } from './features/approvals/asking/forGate.ts';
import type { ApprovalsDeps, ReceiptIssue } from './features/approvals/deps.ts';
import type { AdoptionTerms } from './features/approvals/domain/policyChange.ts';
import { approvalsFacts } from './features/approvals/facts.ts';
import { approvalsFeature } from './features/approvals/feature.ts';
import { decidedExamples } from './features/approvals/showing/examples.ts';
import { welcome } from './features/approvals/showing/welcoming.ts';
import { auditFacts } from './features/audit/facts.ts';
import { auditFeature } from './features/audit/feature.ts';
import type { PostureSettings } from './features/controls/domain/postureModel.ts';
import { type ControlsDeps, controlsFeature } from './features/controls/feature.ts';
import { digestFacts, digestFeature } from './features/digest/feature.ts';
import type { PostingTime } from './features/digest/schedule.ts';
import { exceptionFacts } from './features/exceptions/facts.ts';
import { exceptionsFeature } from './features/exceptions/feature.ts';
import { type FeedbackDeps, tenantCategories } from './features/feedback/deps.ts';
import type { Category } from './features/feedback/domain/categories.ts';
import { feedbackFacts } from './features/feedback/facts.ts';
import { feedbackFeature } from './features/feedback/feature.ts';
import { cohorts } from './features/gate/cohorts.ts';
import { gateFacts } from './features/gate/facts.ts';
import { gateFeature } from './features/gate/feature.ts';
import { type Meter, quotaMeter } from './features/gate/meter.ts';
import type { GateDeps } from './features/gate/routes.ts';
import { strangerWatch } from './features/gate/strangers.ts';
import { grantFacts } from './features/grants/facts.ts';
import { grantsFeature } from './features/grants/feature.ts';
import { metricsFeature } from './features/metrics/feature.ts';
import type { Lever, PauseDeps } from './features/pause/deps.ts';
import { pauseFacts } from './features/pause/facts.ts';
import { pauseFeature } from './features/pause/feature.ts';
import { gateLever } from './features/pause/gateLever.ts';
import type { FileText } from './features/policy/domain/active.ts';
import type { PolicySettings } from './features/policy/domain/judge.ts';
import { policyFacts } from './features/policy/facts.ts';
import { policyFeature } from './features/policy/feature.ts';
import { forbiddenBy } from './features/policy/forRegistry.ts';
import type { PolicyStore } from './features/policy/store.ts';
import type { Templates } from './features/registry/domain/watch/templates.ts';
import { registryFacts } from './features/registry/facts.ts';
import { registryFeature } from './features/registry/feature.ts';
import type { ModelsByGroup } from './features/registry/modelLists/setting.ts';
import { relaxationFacts } from './features/relaxations/facts.ts';
import { relaxationsFeature } from './features/relaxations/feature.ts';
import { releaseFacts } from './features/releases/facts.ts';
import { releasesFeature } from './features/releases/feature.ts';
import { withheld } from './features/releases/forRegistry.ts';
import { reviewFacts } from './features/reviews/facts.ts';
import { reviewsFeature } from './features/reviews/feature.ts';
import { simulationFeature } from './features/simulation/feature.ts';
import type { OpenJudging } from './features/simulation/judging.ts';
import type { Chat } from './kernel/chat.ts';
import { type Facts, type Feature, helpGroups } from './kernel/feature.ts';
import type { Clock } from './kernel/instant.ts';
import type { InventorySource } from './kernel/inventorySource.ts';
import type { Ledger } from './kernel/ledger.ts';
import type { Log } from './kernel/log.ts';
import type { Authenticate, Directory } from './kernel/people.ts';
import type { VerifySigned } from './kernel/signedCall.ts';
import type { Verified } from './kernel/verified.ts';
import type { Json } from './ledger/canonical.ts';

/** What the ledger is opened with and a verifier replays: one line a feature that writes events. */
export const FACTS: readonly Facts[] = [
  registryFacts,
  pauseFacts,
  policyFacts,
  grantFacts,
  exceptionFacts,
  releaseFacts,
  approvalsFacts,
  reviewFacts,
  gateFacts,
  feedbackFacts,
  relaxationFacts,
  alarmFacts,
  auditFacts,
  digestFacts,
];

/** The adapters of one mode, ready to use. */
export interface Parts {
  readonly tenant: string;
  readonly botId: string;
  readonly version: string;
  readonly serverUrl: string;
  /** Id of the authentication context that approvals may ask for. */
  readonly stepUpContext: string;
  /** What it takes to adopt a policy. */
  readonly adoption: AdoptionTerms;
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly authenticate: Authenticate;
  /** The platforms whose signed reports count; absent: none. */
  readonly verifySigned?: VerifySigned;
  readonly jwks: () => Promise<Json>;
  readonly ready: () => Promise<boolean | readonly string[]>;
  /** When this server last verified the whole ledger, and what came of it. */
  readonly verified?: Verified;
  readonly receipts: ReceiptIssue;
  /** HMAC-SHA-256 under the card key, hex. */
  readonly cardMac: (text: string) => string;
  /** The rules that this server has loaded. */
  readonly policy: PolicyStore;
  /** Judges by a candidate, apart from everything else. */
  readonly openJudging: OpenJudging;
  /** What this tenant says about the world outside. */
  readonly policySettings: PolicySettings;
  /** Business group → the models that its list begins with, where the ledger has none. */
  readonly modelsByGroup?: ModelsByGroup;
  /** The tenant's own folder of policies, as it is now. */
  readonly proposedPolicies?: () => Promise<readonly FileText[]>;
  /** Object ids that speak for an agent besides those on its record. */
  readonly derivedIdentity: (agentId: string) => string | undefined;
  readonly channel: {
    readonly openIdMetadataUrl?: string;
    readonly credentials: ConnectorCredentials;
    readonly loopbackServiceUrls: boolean;
  };
  readonly rateLimits: boolean;
  /** What of its surroundings this mode can be asked about. */
  readonly posture: Pick<PostureSettings, 'groups' | 'copiesIn'> & Pick<ControlsDeps, 'newestCopy'>;
  /** When the weekly digest is posted, local to its audience. */
  readonly postAt: PostingTime;
  /** The platforms whose agents this server can list. */
  readonly sources?: readonly InventorySource[];
  /** The platforms that report their agents themselves, by name. */
  readonly senders?: readonly string[];
  /** How much an agent of a phase may gather before people are told; absent: as shipped. */
  readonly templates?: Templates;
  /** What this tenant adds to the categories of feedback. */
  readonly feedbackCategories?: readonly Category[];
  /** Levers beside our own gate. */
  readonly levers?: readonly Lever[];
  /** Tells other systems of alarms. */
  readonly tellSystems?: TellSystems;
  /** The admin app: its files, and how people sign in here; undefined where it is not served. */
  readonly admin?: AdminSite;
  readonly clock: Clock;
  readonly log: Log;
  /** For tests: time as the limits of sending count it. */
  readonly pace?: Pace;
  /** For tests: an answer that its route's schema does not describe is a fault. */
  readonly checkAnswers?: boolean;
}

export interface House {
  readonly features: readonly Feature[];
  readonly teams: Teams;
  readonly http: Http;
}

/** Puts features and adapters together. Nothing listens and nothing runs yet. */
export function compose(parts: Parts): House {
  const chat: Chat = {
    send: (...args) => teams.chat.send(...args),
    update: (...args) => teams.chat.update(...args),
  };
  const meter = quotaMeter(parts);
  const approvals = approvalsDeps(parts, chat, meter);
  const features = featuresOf(parts, approvals, meter);
  const teams = createTeams({
    botId: parts.botId,
    tenantId: parts.tenant,
    ...parts.channel,
    commands: features.flatMap(({ commands }) => commands),
    verbs: features.flatMap(({ verbs }) => verbs),
    dialogs: features.flatMap(({ dialogs }) => dialogs),
    directory: parts.directory,
    known: (key) => parts.ledger.conversation(key),
    learn: (key, reference) => parts.ledger.learnConversation(key, reference),
    welcome: (place, who) => welcome(approvals, place, who),
    clock: parts.clock,
    log: parts.log,
    ...(parts.pace && { pace: parts.pace }),
  });
  const http = createHttp({
    ...parts,
    routes: features.flatMap(({ routes }) => routes),
    messages: (authorization, body, mayGoOn) => teams.receive(authorization, body, mayGoOn),
  });
  return { features, teams, http };
}

/** The features, each on one line, in the order in which they may know of each other. */
function featuresOf(parts: Parts, approvals: ApprovalsDeps, meter: Meter): readonly Feature[] {
  const { chat } = approvals;
  const features: readonly Feature[] = [
    registryFeature({
      ...parts,
      chat,
      pausedNow: () => pausedNow(parts),
      forbids: forbiddenBy(parts),
      withheld,
      examplesOf: (agentId) => decidedExamples(approvals, agentId),
      routes: () => features.flatMap(({ routes }) => routes),
    }),
    pauseFeature(pauseDeps(parts, chat)),
    grantsFeature({ ...parts, chat, speaksFor: approvals.speaksFor }),
    exceptionsFeature(parts),
    releasesFeature({ ...parts, agentWithIdentity: approvals.agentWithIdentity }),
    policyFeature({ ...parts, proposed: parts.proposedPolicies ?? (async () => undefined) }),
    approvalsFeature(approvals, () => helpGroups(features)),
    reviewsFeature({ ...parts, chat }),
    gateFeature(gateDeps(parts, approvals, meter)),
    simulationFeature({ ledger: parts.ledger, simulate: approvals.candidates.simulate }),
    feedbackFeature(feedbackDeps(parts, approvals)),
    relaxationsFeature({ ...parts, propose: proposing(approvals) }),
    metricsFeature(parts),
    alarmsFeature({ ...parts, chat }),
    controlsFeature(controlsDeps(parts)),
    digestFeature({
      ...parts,
      chat,
      sections: () => features.flatMap(({ sections }) => sections ?? []),
    }),
    auditFeature({
      ledger: parts.ledger,
      ...(parts.verified && { verified: parts.verified }),
      mayReadPayload: (reader, request) => mayReadRequest(approvals, reader, request),
    }),
  ];
  return features;
}

const pauseDeps = (parts: Parts, chat: PauseDeps['chat']): PauseDeps => ({
  ...parts,
  stepUp: parts.adoption.stepUp || (parts.policySettings.stepUpFor ?? []).length > 0,
  chat,
  levers: [gateLever(parts), ...(parts.levers ?? [])],
});

const feedbackDeps = (parts: Parts, approvals: ApprovalsDeps): FeedbackDeps => ({
  ...parts,
  chat: approvals.chat,
  requestFor: (id, { person, roles }) =>
    requestFor(
      approvals,
      { principal: { kind: 'person', id: person, client: 'teams' }, roles },
      id,
    ),
  newId: parts.receipts.newId,
  categories: tenantCategories(parts.feedbackCategories ?? []),
});

const gateDeps = (parts: Parts, approvals: ApprovalsDeps, meter: Meter): GateDeps => ({
  ...decisionDeps(parts),
  clock: parts.clock,
  directory: parts.directory,
  rules: approvals.rules,
  speaksFor: approvals.speaksFor,
  prepareAsk: askForGate(approvals),
  chat: approvals.chat,
  meter,
  cohorts: cohorts(),
  strangers: strangerWatch(parts),
});
