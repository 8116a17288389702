import { STANDARD_WORDS } from '../../exceptions/domain/words.ts';
import type { ActionFacts } from '../../policy/domain/model.ts';
import type { Effect } from '../../registry/domain/model.ts';
import {
  BOUND_NAMES,
  ENVIRONMENT_NAMES,
  PHASE_NAMES,
  TIER_RIGHTS,
} from '../../registry/domain/words.ts';
import type { BoundsChange } from './kinds/boundsView.ts';
import { modelListDeed, modelListDetail } from './kinds/modelListView.ts';
import type { PolicyChange } from './kinds/policyView.ts';
import type { Promotion } from './kinds/promotionView.ts';
import type { Asked, ConnectorView, Matter, StandingGrant } from './view.ts';

/** Where to, as far as it changes. */
const placeOf = (asked: Promotion): string =>
  [
    ...(asked.fromEnvironment === asked.toEnvironment
      ? []
      : [ENVIRONMENT_NAMES[asked.toEnvironment]]),
    ...(asked.fromPhase === asked.toPhase ? [] : [PHASE_NAMES[asked.toPhase]]),
  ].join(' and ');

const KNOWN_DEEDS: Readonly<Record<string, string>> = {
  'send mail': 'send a mail',
  'send chat': 'post a message',
  'send calendar': 'send an invitation',
};

/** `payInvoice`, `pay_invoice` → `pay invoice`. */
export const spelledOut = (tool: string): string =>
  tool
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase();

function deed(facts: ActionFacts, connector: ConnectorView): string {
  const known = KNOWN_DEEDS[`${facts.effect} ${facts.systemClass}`];
  return known ?? `${spelledOut(facts.effectiveTool)} in ${connector.displayName}`;
}

/** What somebody wants, in plain words after `wants to`. Names of tools and connectors in it are foreign words. */
export function deedOf(asked: Asked): string {
  switch (asked.kind) {
    case 'outboundAction':
      return deed(asked.facts, asked.connector);
    case 'connector':
      return `use a new connector: ${asked.connector.displayName}`;
    case 'standingGrant':
      return `${deed(asked.facts, asked.connector)} without asking each time`;
    case 'promotion':
      return `run in ${placeOf(asked)}`;
    case 'policyChange':
      return `change the policy: ${asked.title}`;
    case 'modelList':
      return modelListDeed(asked);
    case 'boundsChange':
      return boundsDeed(asked);
    case 'deviation':
      return `differ from the standard for ${STANDARD_WORDS[asked.from]}`;
    case 'tierEscalation':
      return `${TIER_RIGHTS[asked.toTier]} with ${asked.connector.displayName}`;
  }
}

const boundsDeed = ({ connector, bounds }: BoundsChange): string => {
  const names = bounds.map(({ bound }) => BOUND_NAMES[bound].toLowerCase()).join(', ');
  return connector
    ? `get ${connector.displayName} with wider bounds: ${names}`
    : `get wider bounds: ${names}`;
};

/** `12500.5` → `12,500.50 EUR`. */
export function amountText({
  value,
  currency,
}: {
  readonly value: string;
  readonly currency?: string | undefined;
}): string {
  const [whole = '', fraction = ''] = value.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}.${fraction.padEnd(2, '0')} ${currency ?? '(no currency named)'}`;
}

/** Those outside the company first: who is cut off a list is never one of them before an inside one. */
export const outsideFirst = (facts: ActionFacts): ActionFacts['recipients'] =>
  facts.recipients.toSorted((a, b) => Number(a.internal) - Number(b.internal));

function recipientsText(facts: ActionFacts): string {
  const [first, ...more] = outsideFirst(facts);
  if (!first) return '';
  return more.length === 0 ? `to ${first.address}` : `to ${first.address} and ${more.length} more`;
}

function detailOf(asked: Asked): string {
  if (asked.kind === 'standingGrant') return grantDetail(asked);
  if (asked.kind === 'promotion')
    return `from ${ENVIRONMENT_NAMES[asked.fromEnvironment]}, ${PHASE_NAMES[asked.fromPhase]}`;
  if (asked.kind === 'policyChange') return policyDetail(asked);
  if (asked.kind === 'modelList') return modelListDetail(asked);
  if (asked.kind !== 'outboundAction') return `in ${ENVIRONMENT_NAMES[asked.environment]}`;
  const { facts } = asked;
  return [facts.amount ? amountText(facts.amount) : '', recipientsText(facts)]
    .filter((part) => part !== '')
    .join(' ');
}

const policyDetail = ({ figures: { judged, unchanged } }: PolicyChange): string =>
  `${judged - unchanged} of ${judged} recorded decisions would come out otherwise`;

function grantDetail({ facts, amount }: StandingGrant): string {
  const most = amount ? [`up to ${amountText(amount)}`] : [];
  return [...most, recipientsText(facts)].filter((part) => part !== '').join(' ');
}

/** Rules, and what a whole business group may use, are no agent's. */
export const isOfNoAgent = ({ kind }: Pick<Asked, 'kind'>): boolean =>
  kind === 'policyChange' || kind === 'modelList';

/** What a request is about, in the few words that lists and later cards need. */
export const matterOf = (agentId: string, asked: Asked): Matter => ({
  agentId: isOfNoAgent(asked) ? 'proposal' : agentId,
  does: deedOf(asked),
  detail: detailOf(asked),
});

/** One line for a notification, of ours only: no word of the agent's, no recipient, no amount. */
export const summaryOf = (request: string, asked: Asked): string =>
  ({
    outboundAction: `${request}: an agent asks for your approval`,
    connector: `${request}: a connector waits for your review`,
    tierEscalation: `${request}: an agent asks for more rights`,
    standingGrant: `${request}: a standing grant waits for your review`,
    promotion: `${request}: an agent is to be promoted`,
    policyChange: `${request}: a change of the policy waits for the board`,
    modelList: `${request}: more models for a business group wait for your review`,
    boundsChange: `${request}: wider bounds wait for your review`,
    deviation: `${request}: a deviation from a standard waits for your review`,
  })[asked.kind];

/** What did not happen when nobody answers. */
export function silenceOf(asked: Asked): string {
  if (asked.kind !== 'outboundAction') return 'it expires and nothing changes';
  const undone: Record<Effect, string> = {
    send: 'nothing is sent',
    write: 'nothing is changed',
    draft: 'no draft is made',
    read: 'nothing is read',
  };
  return `it expires and ${undone[asked.facts.effect]}`;
}

/** `P30D` → `30 days`; what is not in days is shown as it was asked. */
export function durationText(duration: string): string {
  const days = /^P(\d{1,4})D$/.exec(duration)?.[1];
  return days === undefined
    ? duration.replaceAll(/[^A-Z\d.]/g, '')
    : `${days} ${days === '1' ? 'day' : 'days'}`;
}
