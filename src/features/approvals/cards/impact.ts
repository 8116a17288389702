import type { Weight } from '../../../kernel/cards/sheet.ts';
import { STANDARD_WORDS } from '../../exceptions/domain/words.ts';
import { isExternal } from '../../policy/domain/action.ts';
import type { ActionFacts } from '../../policy/domain/model.ts';
import type { Effect } from '../../registry/domain/model.ts';
import { ENVIRONMENT_NAMES, PHASE_NAMES, TIER_RIGHTS } from '../../registry/domain/words.ts';
import type { BoundsChange } from './kinds/boundsView.ts';
import type { Deviation } from './kinds/deviationView.ts';
import { modelListImpact } from './kinds/modelListView.ts';
import { policyImpact } from './kinds/policyView.ts';
import type { Promotion } from './kinds/promotionView.ts';
import type {
  Asked,
  ConnectorAsked,
  OutboundAction,
  StandingGrant,
  TierEscalation,
} from './view.ts';
import { amountText, durationText } from './words.ts';

/** The blast radius: one or two sentences, computed from facts of ours. Connector names in it are foreign words. */
export interface Impact {
  readonly text: string;
  readonly weight: Weight;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

function reach(facts: ActionFacts): string {
  const all = facts.recipients.length;
  const outside = facts.recipients.filter(({ internal }) => !internal).length;
  if (all === 0) return 'It goes out, and no recipient is named.';
  const to = `It goes to ${count(all, 'recipient', 'recipients')}`;
  if (outside === 0) return `${to}, inside the company.`;
  return outside === all
    ? `${to}, ${all === 1 ? '' : 'all '}outside the company.`
    : `${to}, ${outside} outside the company.`;
}

function change({ facts, connector }: OutboundAction): string {
  const where = connector.displayName;
  if (facts.systemClass !== 'finance') return `It changes data in ${where}.`;
  const what = facts.amount ? amountText(facts.amount) : 'money';
  return `It books ${what} in ${where}.`;
}

const KIND: Readonly<Record<Effect, (asked: OutboundAction) => string>> = {
  send: ({ facts }) => reach(facts),
  write: change,
  draft: ({ connector }) => `It makes a draft in ${connector.displayName}; nothing is sent.`,
  read: ({ connector }) => `It reads from ${connector.displayName}; nothing is changed.`,
};

function ofAction(asked: OutboundAction): Impact {
  const { effect, reversible, systemClass } = asked.facts;
  const acts = effect === 'send' || effect === 'write';
  const grave = acts && !reversible && (isExternal(asked.facts) || systemClass === 'finance');
  const after = reversible ? ' It can be reversed.' : ' It cannot be taken back.';
  return {
    text: KIND[effect](asked) + (acts ? after : ''),
    weight: grave ? 'attention' : acts && !reversible ? 'warning' : 'good',
  };
}

function ofConnector({ connector, environment, tools, listed }: ConnectorAsked): Impact {
  const acting = tools.filter(({ effect }) => effect === 'write' || effect === 'send').length;
  const has = `${connector.displayName} has ${count(tools.length, 'tool', 'tools')}; the requester says that ${acting} of them can write or send.`;
  if (listed !== undefined)
    return {
      text: `${has}${environment === 'production' ? ' It becomes usable in production.' : ''} It is in use already: what is confirmed counts at once, wherever and by whomever it is used.`,
      weight: 'attention',
    };
  return environment === 'production'
    ? { text: `${has} It becomes usable in production.`, weight: 'attention' }
    : {
        text: `${has} It may be read from for 30 days, in ${ENVIRONMENT_NAMES[environment]} only.`,
        weight: 'warning',
      };
}

function ofEscalation({ connector, environment, toTier, duration }: TierEscalation): Impact {
  const where = `with ${connector.displayName} in ${ENVIRONMENT_NAMES[environment]}`;
  const rights = `For ${durationText(duration)} it may ${TIER_RIGHTS[toTier]} ${where}.`;
  return {
    text: `${rights} The policy still decides on each action.`,
    weight: toTier === 'delegatedAction' && environment === 'production' ? 'attention' : 'warning',
  };
}

/** In any week of it, by anybody's hand but a person's. */
function ofGrant({ facts, connector, recipients, amount }: StandingGrant): Impact {
  const outside = facts.recipients.filter(({ internal }) => !internal).length;
  const reach =
    recipients.length === 0
      ? `It acts in ${connector.displayName}`
      : `It reaches ${count(recipients.length, 'recipient', 'recipients')}, ${outside} outside the company`;
  const much = amount ? `, each time with at most ${amountText(amount)}` : '';
  return {
    text: `${reach}${much}, as often as it likes and without asking.`,
    weight: isExternal(facts) || facts.systemClass === 'finance' ? 'attention' : 'warning',
  };
}

function ofPromotion({ toEnvironment, toPhase, connectors }: Promotion): Impact {
  const has = count(connectors.length, 'connector', 'connectors');
  return {
    text: `It acts in ${ENVIRONMENT_NAMES[toEnvironment]}, ${PHASE_NAMES[toPhase]}, with its ${has}, by the rules of that place.`,
    weight: toEnvironment === 'production' || toPhase === 'enterprise' ? 'attention' : 'warning',
  };
}

function ofBounds({ connector, environment, duration }: BoundsChange): Impact {
  const long = duration ? `For ${durationText(duration)}` : 'From now on';
  const what = connector
    ? `${connector.displayName} may reach further, for every agent that uses it`
    : 'the agent is bounded less';
  return {
    text: `${long} ${what}. The policy still decides on each action.`,
    weight: connector && environment === 'production' ? 'attention' : 'warning',
  };
}

const ofDeviation = ({ environment, from }: Deviation): Impact => ({
  text: `It may differ from the standard for ${STANDARD_WORDS[from]} in ${ENVIRONMENT_NAMES[environment]}, and is counted as a debt until its date.`,
  weight: environment === 'production' ? 'attention' : 'warning',
});

export function impactOf(asked: Asked): Impact {
  switch (asked.kind) {
    case 'outboundAction':
      return ofAction(asked);
    case 'connector':
      return ofConnector(asked);
    case 'tierEscalation':
      return ofEscalation(asked);
    case 'standingGrant':
      return ofGrant(asked);
    case 'policyChange':
      return policyImpact(asked);
    case 'modelList':
      return modelListImpact(asked);
    case 'promotion':
      return ofPromotion(asked);
    case 'boundsChange':
      return ofBounds(asked);
    case 'deviation':
      return ofDeviation(asked);
  }
}
