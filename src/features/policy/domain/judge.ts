import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { quoted } from '../../../kernel/quoted.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import type { AgentState, ConnectorState, SystemClass } from '../../registry/domain/model.ts';
import { modelsOfGroup } from '../../registry/domain/models/modelLists.ts';
import { presentAgent, presentConnector } from '../../registry/domain/present.ts';
import { type LogLevel, logLevelOf } from '../../registry/domain/probationLimits.ts';
import { actionDigest, catalogueHash, resolveAction } from './action.ts';
import { ACTIVE, activePolicy } from './active.ts';
import { inputOf, type OnBehalfOf, type Surroundings } from './input.ts';
import type {
  ActionCall,
  ActionFacts,
  Finding,
  PolicyEngine,
  PolicyInForce,
  Subject,
} from './model.ts';
import { NOT_LOADED, personFinding } from './people.ts';
import { type Circumstances, type Outside, surroundingsOf } from './surroundings.ts';

/** A call as `authorize` takes it, checked for shape. */
export interface AuthorizeCall extends ActionCall {
  readonly onBehalfOf?: string;
  /** The department of that person, as the directory says; never from the caller. Absent: not known. */
  readonly departmentServed?: string;
  readonly sessionId?: string;
  readonly surface?: string;
  readonly agentVersion?: string;
  /** The model that the agent says it runs on. */
  readonly model?: string;
  readonly workflow?: string;
  readonly justification?: string;
  readonly context?: CallContext;
}

/** What the agent was told and had before it, by hash or by reference: the words themselves stay where they are. */
export interface CallContext {
  readonly promptHash?: string;
  readonly contextRef?: string;
}

export interface Judged {
  readonly finding: Finding;
  readonly facts: ActionFacts | undefined;
  /** With the facts: all that the policies read. Absent where they were not asked. */
  readonly surroundings?: Surroundings;
  readonly digest: string;
  /** Hash of the catalogue entries the digest covers. */
  readonly catalogue: string;
  readonly bundle: string;
  /** How much is kept of the call; absent: of an unlisted connector, what was judged. */
  readonly logLevel?: LogLevel;
}

/** A reason to stop an action that no policy knows of: a pause, say. Undefined: nothing holds it. */
export type HeldBack = (view: View, facts: ActionFacts) => Finding | undefined;

/** An action that needs people, as a standing permission is compared with it. */
export interface Grantable {
  readonly call: ActionCall;
  readonly facts: ActionFacts;
  /** As it stands at the moment. */
  readonly connector: ConnectorState;
  readonly finding: Finding;
}

/** What people allowed beforehand for a while. Undefined: nothing that covers the action. */
export type Granted = (view: View, action: Grantable, now: Instant) => Finding | undefined;

/** Days from 1 (Monday) to 7, minutes since midnight in the time zone; the last minute does not count. */
export interface OfficeHours {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

/** What this tenant says about the world outside. */
export interface PolicySettings extends Outside {
  /** Mail domains that count as inside, in lower case. */
  readonly acceptedDomains: readonly string[];
  /** Kinds of systems whose actions are approved by people who have signed in anew, whatever the policies say. */
  readonly stepUpFor?: readonly SystemClass[];
  /** When people are at work; absent: the tenant has not said. */
  readonly officeHours?: OfficeHours;
}

export interface JudgeRules {
  readonly tenant: string;
  readonly policy: PolicyInForce;
  readonly settings: PolicySettings;
  /** What only the server knows about the moment of a call. */
  readonly circumstances: (view: View, call: AuthorizeCall, now: Instant) => Circumstances;
  readonly heldBack: HeldBack;
  readonly granted: Granted;
}

/** What a call comes to before pauses and grants have their say. */
type Found = Pick<Judged, 'finding' | 'facts' | 'surroundings'>;

/** Judges a call against one view of the registry, with the tiers and probations that count at `now`. */
export function judgeCall(
  rules: JudgeRules,
  view: View,
  call: AuthorizeCall,
  now: Instant,
): Judged {
  const [listed, registered] = [
    view.get(connectors, call.connectorId),
    view.get(agents, call.agentId),
  ];
  const connector = listed && presentConnector(listed, now);
  const agent = registered && presentAgent(registered, now);
  const active = view.get(activePolicy, ACTIVE)?.bundle;
  const engine = rules.policy.engine(active);
  const found = findingFor(rules, engine, { view, call, agent, connector, now });
  const { facts, finding } = found;
  const catalogue = connector && facts ? catalogueHash(connector, facts) : '';
  return {
    ...found,
    finding:
      facts && connector && finding.outcome !== 'deny'
        ? settled(rules, view, { call, facts, connector, finding }, now)
        : finding,
    digest: actionDigest(rules.tenant, call, catalogue),
    catalogue,
    bundle: active ?? engine?.bundle ?? 'none',
    ...(connector && { logLevel: logLevelOf(connector.record) }),
  };
}

interface Asked extends Subject {
  readonly view: View;
  readonly call: AuthorizeCall;
  readonly now: Instant;
}

/** Whether the person an agent says it acts for may have it act: where it names one. It says so itself, so nothing opens by it. */
const invokedBy = (
  { policy }: JudgeRules,
  { view, call, now }: Asked,
  { record }: AgentState,
  belongs: OnBehalfOf,
): Finding | undefined =>
  call.onBehalfOf === undefined
    ? undefined
    : personFinding(policy, view, {
        does: 'invokeAgent',
        agent: record,
        who: { roles: [], belongs },
        today: now.slice(0, 10),
      });

/** What is unknown, retired or not to be understood is denied before any policy is asked. */
function findingFor(rules: JudgeRules, engine: PolicyEngine | undefined, asked: Asked): Found {
  const { call, agent, connector } = asked;
  const denied = (policy: string, because: string): Found => ({
    finding: { outcome: 'deny', because, policies: [policy] },
    facts: undefined,
  });
  if (agent === undefined)
    return denied('agent-unknown', `No agent ${quoted(call.agentId)} is registered.`);
  if (agent.status !== 'active')
    return denied('agent-retired', `The agent ${agent.record.id} is retired.`);
  if (connector === undefined)
    return denied('connector-unknown', `No connector ${quoted(call.connectorId)} is listed.`);
  const resolved = resolveAction(call, agent, connector, rules.settings.acceptedDomains);
  if (!resolved.ok) return denied(resolved.unclear.policy, resolved.unclear.because);
  if (engine === undefined) return denied('policy-not-loaded', NOT_LOADED);
  const { facts } = resolved;
  const surroundings = surroundingsOf(
    { call, facts, agent, connector },
    rules.circumstances(asked.view, call, asked.now),
    {
      ...rules.settings,
      modelsOfGroup: modelsOfGroup(asked.view, agent.record.businessGroup),
    },
  );
  const invoked = invokedBy(rules, asked, agent, surroundings.onBehalfOf);
  if (invoked?.outcome === 'deny') return { finding: invoked, facts, surroundings };
  const finding = withStepUp(engine.judge(inputOf(facts, surroundings)), facts, rules.settings);
  return { finding, facts, surroundings };
}

/** What this tenant asks for beyond the policies. */
function withStepUp(
  finding: Finding,
  { systemClass }: ActionFacts,
  { stepUpFor = [] }: PolicySettings,
): Finding {
  const { obligations } = finding;
  if (obligations === undefined || !stepUpFor.includes(systemClass)) return finding;
  return { ...finding, obligations: { ...obligations, stepUp: true } };
}

/** What a pause stops stays stopped; what only needs people may have been allowed by them beforehand. */
function settled(rules: JudgeRules, view: View, action: Grantable, now: Instant): Finding {
  const { facts, finding } = action;
  const held = rules.heldBack(view, facts);
  if (held) return held;
  const granted =
    finding.outcome === 'needsApproval' ? rules.granted(view, action, now) : undefined;
  return granted ?? finding;
}
