import { exceptions, isLiveException } from '../../exceptions/domain/state.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import { type AgentState, type ConnectorState, TIERS } from '../../registry/domain/model.ts';
import { isUsable, presentConnector } from '../../registry/domain/present.ts';
import { isOpen, notices, ownerNotice } from '../../registry/domain/watch/notices.ts';
import { TIER_NAMES } from '../../registry/domain/words.ts';
import { calendarIn, isConfigured } from '../../releases/domain/state.ts';
import {
  counted,
  met,
  named,
  notMet,
  notSeen,
  type PostureFacts,
  type PostureRule,
  type Seen,
} from './postureModel.ts';

const inUse = ({ view }: PostureFacts): readonly AgentState[] =>
  [...view.all(agents).values()].filter(({ status }) => status === 'active');

const usable = ({ view, now }: PostureFacts): readonly ConnectorState[] =>
  [...view.all(connectors).values()].map((one) => presentConnector(one, now)).filter(isUsable);

const NO_AGENT = notSeen('No agent', 'No agent is governed here yet, so there is none to look at.');
const NO_CONNECTOR = notSeen(
  'No connector',
  'No connector may be used yet, so there is none to look at.',
);

/** All have it, or those that do not are named. */
function everyAgent(facts: PostureFacts, what: string, lacks: (one: AgentState) => boolean): Seen {
  const all = inUse(facts);
  if (all.length === 0) return NO_AGENT;
  const without = all.filter(lacks).map(({ record }) => record.id);
  return without.length === 0
    ? met(`All ${counted(all.length, 'agent')}.`)
    : notMet(`${what} ${without.length} of ${counted(all.length, 'agent')}: ${named(without)}.`);
}

function leastTier(facts: PostureFacts): Seen {
  const all = inUse(facts).flatMap(({ record }) =>
    record.capabilities.map((one) => ({ agent: record.id, ...one })),
  );
  if (all.length === 0) return notSeen('No capability', 'No agent has a capability yet.');
  const ceilings = new Map(usable(facts).map(({ record }) => [record.id, record.tierCeiling]));
  const above = all.filter(({ connectorId, tier }) => {
    const ceiling = ceilings.get(connectorId);
    return ceiling !== undefined && TIERS.indexOf(tier) > TIERS.indexOf(ceiling);
  });
  const spread = TIERS.map(
    (tier) => `${all.filter((one) => one.tier === tier).length} ${TIER_NAMES[tier].toLowerCase()}`,
  );
  const seen = `${counted(all.length, 'capability', 'capabilities')}: ${spread.join(', ')}`;
  return above.length === 0
    ? met(`${seen}.`)
    : notMet(
        `${seen}; above the ceiling: ${named(above.map(({ agent, connectorId }) => `${agent} on ${connectorId}`))}.`,
      );
}

/** What is said of every connector in use: some break it, some say nothing, or all keep it. */
function everyConnector(
  facts: PostureFacts,
  good: string,
  keeps: (one: ConnectorState['record']) => boolean | undefined,
): Seen {
  const all = usable(facts).map(({ record }) => record);
  if (all.length === 0) return NO_CONNECTOR;
  const broken = all.filter((one) => keeps(one) === false).map(({ id }) => id);
  const silent = all.filter((one) => keeps(one) === undefined).map(({ id }) => id);
  if (broken.length > 0)
    return notMet(
      `Not so on ${broken.length} of ${counted(all.length, 'connector')}: ${named(broken)}.`,
    );
  return silent.length === 0
    ? met(`${good} on all ${counted(all.length, 'connector')}.`)
    : notSeen(
        `Not recorded for ${silent.length} of ${counted(all.length, 'connector')}`,
        `The catalogue says nothing about ${named(silent)}.`,
      );
}

const WIDE = ['subscription', 'tenant'];

function releaseWindows({ view, now }: PostureFacts): Seen {
  const calendar = calendarIn(view);
  const live = [...view.all(exceptions).values()].filter(
    (one) => one.from === 'releaseWindow' && isLiveException(one, now),
  );
  const { windows, freezes } = calendar;
  const seen = `${counted(windows.length, 'window')} and ${counted(freezes.length, 'freeze')} in the calendar, ${counted(live.length, 'agreed deviation')}.`;
  return isConfigured(calendar) ? met(seen) : notMet(seen);
}

const CATALOGUE = 'The connector’s record, by import or a request for wider bounds';
const INVENTORY = 'The agent’s record in the inventory';

/** Only what the records say: the keys are the platform's to look after. */
function encryptionKeys(facts: PostureFacts): Seen {
  const all = inUse(facts).map(({ record }) => record);
  if (all.length === 0) return NO_AGENT;
  const silent = all.filter((one) => one.encryptionKeys === undefined).map(({ id }) => id);
  const own = all.filter((one) => one.encryptionKeys === 'customerManaged').length;
  const seen = `Customer-managed for ${own} of ${counted(all.length, 'agent')}`;
  return silent.length === 0
    ? met(`${seen}.`)
    : notSeen(`${seen}.`, `The inventory says nothing about ${named(silent)}.`);
}

/** Checks of what is registered. */
export const REGISTRY_CHECKS: readonly PostureRule[] = [
  {
    id: 'least-tier',
    standard: 'No capability reaches above its connector’s ceiling',
    required: 'None above',
    look: leastTier,
    where: 'The agent’s capabilities; a higher tier is asked for and ends by its date',
  },
  {
    id: 'resource-scoping',
    standard: 'Connectors reach resources, not the whole tenant',
    required: 'Resource group or narrower',
    look: (facts) =>
      everyConnector(facts, 'Narrow enough', ({ scopeLevel }) =>
        scopeLevel === undefined ? undefined : !WIDE.includes(scopeLevel),
      ),
    where: `${CATALOGUE} (scopeLevel)`,
  },
  {
    id: 'short-lived-credentials',
    standard: 'Credentials of connectors live for hours, not months',
    required: 'Short-lived',
    look: (facts) =>
      everyConnector(
        facts,
        'Short-lived, or the person’s own,',
        ({ brokeredIdentity: as }) =>
          as &&
          (as.userPassthrough ? true : (as.shortLived ?? (as.kind === 'key' ? false : undefined))),
      ),
    where: `${CATALOGUE} (brokeredIdentity)`,
  },
  {
    id: 'owners-named',
    standard: 'Every agent has an owner who is there, and a backup',
    required: 'Owner and backup',
    look: (facts) =>
      everyAgent(
        facts,
        'Missing for',
        ({ record, people }) =>
          people.backup === undefined || isOpen(facts.view.get(notices, ownerNotice(record.id))),
      ),
    where: INVENTORY,
  },
  {
    id: 'retention',
    standard: 'Every agent has a retention class',
    required: 'One of short, standard, extended, regulated',
    look: (facts) =>
      everyAgent(facts, 'Missing for', ({ record }) => record.retentionClass === undefined),
    where: `${INVENTORY} (retentionClass)`,
  },
  {
    id: 'encryption-keys',
    standard: 'It is known whose keys encrypt what an agent stores',
    required: 'Said for every agent: customer-managed, or the platform’s',
    look: encryptionKeys,
    where: `${INVENTORY} (encryptionKeys); the keys themselves on the agent’s platform`,
  },
  {
    id: 'release-windows',
    standard: 'Agents change inside release windows',
    required: 'At least one window',
    look: releaseWindows,
    where: 'The calendar of releases; a deviation from it is a request',
  },
];
