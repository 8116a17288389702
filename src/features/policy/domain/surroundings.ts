import type { Json } from '../../../ledger/canonical.ts';
import type { AgentState, ConnectorState } from '../../registry/domain/model.ts';
import { isMailboxWide } from '../../registry/domain/scopes.ts';
import { isSourceAllowed } from '../../registry/domain/sources.ts';
import { effectiveOf, isExternal, toolNamed } from './action.ts';
import type {
  BusinessHours,
  ContentSource,
  OnBehalfOf,
  Quota,
  Standing,
  Surroundings,
} from './input.ts';
import type { ActionCall, ActionFacts } from './model.ts';
import { type Audience, audienceOf, own, type RecipientDomains } from './recipients.ts';

/** What the server alone can say about the moment of a call; never the agent. */
export interface Circumstances {
  readonly onBehalfOf: OnBehalfOf;
  readonly businessHours: BusinessHours;
  readonly quota: Quota;
  readonly surface: string;
  /** Today, as a day: `2026-11-20`. */
  readonly today: string;
}

/** A call that was understood, with what it is about. */
export interface Understood {
  readonly call: ActionCall;
  readonly facts: ActionFacts;
  readonly agent: AgentState;
  readonly connector: ConnectorState;
}

/** Everything around an action that a policy may read, in values of closed lists wherever there is one. */
export function surroundingsOf(
  understood: Understood,
  circumstances: Circumstances,
  recipientDomains: RecipientDomains,
): Surroundings {
  const { facts, agent, connector } = understood;
  const { record } = agent;
  const { today, ...now } = circumstances;
  return {
    platform: record.platform,
    department: record.department,
    businessGroup: record.businessGroup ?? '',
    expired: record.expires !== undefined && record.expires <= today,
    ...(record.dataLabels && { dataLabels: record.dataLabels }),
    standing: standingOf(connector),
    reservedFor: connector.record.businessGroup ?? '',
    environments: connector.record.environments,
    ceiling: connector.record.tierCeiling,
    labels: connector.record.labels,
    audiences: audiencesOf(facts, recipientDomains),
    contentSource: contentSourceOf(understood),
    mailboxWide: (connector.record.scopes ?? []).some(
      (scope) => isMailboxWide(scope) && (scope.reason ?? '').trim() === '',
    ),
    ...now,
  };
}

const standingOf = ({ record, probationOver }: ConnectorState): Standing =>
  record.status === 'probation' && probationOver ? 'probationOver' : record.status;

/** Whoever would be reached, by kind, each once. What goes to nobody in particular, or onto the open web, goes to anybody. */
function audiencesOf(facts: ActionFacts, domains: RecipientDomains): readonly Audience[] {
  const kinds = new Set(facts.recipients.map((one) => audienceOf(one, domains)));
  if (isExternal(facts) && [...kinds].every((kind) => kind === 'internal')) kinds.add('unknown');
  return [...kinds].toSorted();
}

/** Where agent or connector are bounded to sources, what a call points at has to lie within them; what cannot be told does not. */
function contentSourceOf({ call, facts, agent, connector }: Understood): ContentSource {
  const bounds = [agent.record.contentSources, connector.record.contentSources].filter(
    (one) => one !== undefined,
  );
  const names = toolNamed(connector, facts.effectiveTool)?.contentArguments ?? [];
  if (names.length === 0 || bounds.length === 0) return 'none';
  const addresses = addressesIn(names, call, facts, connector);
  if (addresses === undefined) return 'unlisted';
  const pairs = bounds.flatMap((bound) => addresses.map((address) => ({ bound, address })));
  if (pairs.some(({ bound: { deny = [] }, address }) => !isSourceAllowed({ deny }, address)))
    return 'denied';
  return pairs.every(({ bound, address }) => isSourceAllowed(bound, address))
    ? 'allowed'
    : 'unlisted';
}

/** The addresses that the content arguments hold; undefined where there is none, or something else than text. */
function addressesIn(
  names: readonly string[],
  call: ActionCall,
  facts: ActionFacts,
  connector: ConnectorState,
): readonly string[] | undefined {
  const called = toolNamed(connector, facts.tool);
  const effective = called && effectiveOf(connector, called, call.arguments);
  if (!effective || 'policy' in effective) return undefined;
  const values: readonly Json[] = names.flatMap((name) => own(effective.args, name) ?? []);
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === 0 || texts.length < values.length ? undefined : texts;
}
