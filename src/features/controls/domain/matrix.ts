import { type Cells, countOf } from '../../../kernel/counting.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { LastVerified } from '../../../kernel/verified.ts';
import { grants, isLiveGrant } from '../../grants/domain/state.ts';
import { coverageMetrics } from '../../metrics/domain/metrics.ts';
import { ACTIVE, activePolicy } from '../../policy/domain/active.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import type { AgentState } from '../../registry/domain/model.ts';
import { presentConnector } from '../../registry/domain/present.ts';
import { isOpen, notices, ownerNotice } from '../../registry/domain/watch/notices.ts';
import { calendarIn, productionWindows } from '../../releases/domain/state.ts';
import { ledgerChanged, verifiedText } from './verifiedWords.ts';

/** `inPlace`: nothing to do · `attention`: something of it needs somebody · `notYet`: it has not begun. */
export type ControlStatus = 'inPlace' | 'attention' | 'notYet';

/** One area of the control matrix, and how it stands at this moment. */
export interface Control {
  readonly id: 'identity' | 'tenant' | 'audit' | 'approval' | 'metrics' | 'retention' | 'releases';
  readonly area: string;
  readonly configure: string;
  readonly why: string;
  /** From which phase of the rollout on it has to stand. */
  readonly stage: string;
  readonly owner: string;
  readonly status: ControlStatus;
  /** What the status is read from, in numbers. */
  readonly because: string;
  /** What to do next; absent: nothing. */
  readonly next?: string;
}

/** What the matrix is computed from. */
export interface Standing {
  readonly view: View;
  readonly now: Instant;
  /** The running week's counters, and those of the week before. */
  readonly cells: Cells;
  readonly before: Cells;
  /** Kinds of systems whose approvals take a fresh sign-in. */
  readonly stepUpFor: readonly string[];
  readonly ledger: { readonly size: number };
  /** The server's own daily round over the whole ledger. */
  readonly verified?: LastVerified | undefined;
}

type Found = Pick<Control, 'status' | 'because' | 'next'>;

/** `3 agents`, `1 agent`. */
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const inUse = ({ view }: Standing): readonly AgentState[] =>
  [...view.all(agents).values()].filter(({ status }) => status === 'active');

const NO_AGENTS: Found = {
  status: 'notYet',
  because: 'No agent is governed here yet.',
  next: 'Import the inventory, so that there is something to govern.',
};

/** Part of the agents lack something: which ones, and what to do. */
function lacking(
  all: readonly AgentState[],
  without: readonly AgentState[],
  { what, next }: { readonly what: string; readonly next: string },
): Found {
  if (all.length === 0) return NO_AGENTS;
  if (without.length === 0)
    return { status: 'inPlace', because: `All ${count(all.length, 'agent')} have ${what}.` };
  const named = without.map(({ record }) => record.id).toSorted();
  const first = named.slice(0, 3).join(', ') + (named.length > 3 ? ', …' : '');
  return {
    status: 'attention',
    because: `${without.length} of ${count(all.length, 'agent')} have no ${what}: ${first}.`,
    next,
  };
}

function identity(standing: Standing): Found {
  const all = inUse(standing);
  const unnamed = all.filter(
    ({ record }) => !(record.identities?.length || record.principals?.length),
  );
  const found = lacking(all, unnamed, {
    what: 'identity of their own on record',
    next: 'Ask for the object ids that act as them (“request change”), or name their principals in the inventory.',
  });
  if (found.status !== 'inPlace' || standing.stepUpFor.length > 0) return found;
  return {
    status: 'attention',
    because: `${found.because} No approval takes a fresh sign-in.`,
    next: 'Set STEP_UP, so that whoever approves payments has just signed in.',
  };
}

function tenantControls({ view, now }: Standing): Found {
  const all = [...view.all(connectors).values()].map((state) => presentConnector(state, now));
  const over = all.filter(({ probationOver }) => probationOver === true);
  const open = all.filter(
    ({ record, probationOver }) =>
      record.status === 'approved' || (record.status === 'probation' && probationOver !== true),
  );
  if (all.length === 0)
    return {
      status: 'notYet',
      because: 'No connector is listed: every call is denied.',
      next: 'Import the connectors that are in use, or ask for the first one.',
    };
  const own = view.get(activePolicy, ACTIVE)?.files.length ?? 0;
  const rules =
    own === 0
      ? 'the shipped rules are'
      : `the shipped rules and ${count(own, 'file')} of your own are`;
  const because = `${count(open.length, 'connector')} may be used, everything else is denied; ${rules} in force.`;
  return over.length === 0
    ? { status: 'inPlace', because }
    : {
        status: 'attention',
        because: `${because} ${count(over.length, 'probation')} ended without a decision.`,
        next: `Promote, extend or revoke: ${over.map(({ record }) => record.id).join(', ')}.`,
      };
}

/** Below this share of explained actions somebody has to look. */
const ENOUGH = 0.95;

function audit({ cells, before, ledger, verified }: Standing): Found {
  const changed = ledgerChanged(verified);
  if (changed) return changed;
  const [coverage] = coverageMetrics(cells, before);
  const written = `${count(ledger.size, 'event')} of governance are chained and signed`;
  if (coverage?.value === undefined)
    return {
      status: ledger.size === 0 ? 'notYet' : 'inPlace',
      because: `${written}; nothing was done this week that had to be explained.${verifiedText(verified)}`,
    };
  const because = `${written}; for ${coverage.text} of this week’s actions all five questions of an audit are answered.${verifiedText(verified)}`;
  return coverage.value >= ENOUGH
    ? { status: 'inPlace', because }
    : {
        status: 'attention',
        because,
        next: 'Let gateways report what became of each action (POST /outcomes).',
      };
}

function approval(standing: Standing): Found {
  const { view, now } = standing;
  const all = inUse(standing);
  if (all.length === 0) return NO_AGENTS;
  const orphans = all.filter(({ record }) => isOpen(view.get(notices, ownerNotice(record.id))));
  const standingGrants = [...view.all(grants).values()].filter((one) => isLiveGrant(one, now));
  const because = `What ${count(all.length, 'agent')} send, pay or change outside their drafts waits for a person; ${count(standingGrants.length, 'standing grant')} excepted.`;
  return orphans.length === 0
    ? { status: 'inPlace', because }
    : {
        status: 'attention',
        because: `${because} ${count(orphans.length, 'agent has', 'agents have')} an owner who has left.`,
        next: `Name new owners: ${orphans.map(({ record }) => record.id).join(', ')}.`,
      };
}

function metrics({ cells, before }: Standing): Found {
  const decided = (week: Cells): number =>
    Object.keys(week)
      .filter((cell) => cell.startsWith('decision.'))
      .reduce((sum, cell) => sum + countOf(week, cell), 0);
  const reported = (week: Cells): number =>
    Object.keys(week)
      .filter((cell) => cell.startsWith('outcome.'))
      .reduce((sum, cell) => sum + countOf(week, cell), 0);
  const [made, told] = [decided(cells) + decided(before), reported(cells) + reported(before)];
  if (made === 0)
    return {
      status: 'notYet',
      because: 'Nothing was decided in this week or the last: there is nothing to count.',
      next: 'Let the first agent ask before it acts (POST /authorize).',
    };
  const because = `${count(made, 'decision')} in two weeks, ${count(told, 'reported outcome')}.`;
  return told > 0
    ? { status: 'inPlace', because }
    : {
        status: 'attention',
        because,
        next: 'Without reported outcomes, precision and correction rate stay unknown: let gateways report them.',
      };
}

const retention = (standing: Standing): Found => {
  const all = inUse(standing);
  return lacking(
    all,
    all.filter(({ record }) => record.retentionClass === undefined),
    {
      what: 'retention class',
      next: 'Name a retentionClass for each in the inventory; compliance says which.',
    },
  );
};

/** Hours in which production may change: what the enterprise phase rests on. */
function releaseWindows(standing: Standing): Found {
  const { view, now } = standing;
  const calendar = calendarIn(view);
  const { freezes } = calendar;
  const ahead = freezes.filter(({ to }) => now < to);
  const wide = inUse(standing).filter(({ record }) => record.phase === 'enterprise');
  const inProduction = productionWindows(calendar);
  if (inProduction.length > 0)
    return {
      status: 'inPlace',
      because: `${count(inProduction.length, 'release window')} for production and ${count(ahead.length, 'freeze')} ahead; outside them a change needs a deviation.`,
    };
  const because = 'No release windows are configured: production may change at any time.';
  const next =
    'Set windows for production before the enterprise phase: in the tab, under Agents and connectors, Release windows.';
  if (wide.length === 0) return { status: 'notYet', because, next };
  const are = count(wide.length, 'agent is', 'agents are');
  return {
    status: 'attention',
    because: `${because} ${are} in the enterprise phase already.`,
    next,
  };
}

const AREAS: readonly (Omit<Control, keyof Found> & {
  readonly find: (standing: Standing) => Found;
})[] = [
  {
    id: 'identity',
    area: 'Identity',
    configure: 'An identity for each agent, narrow scopes, fresh sign-in for what is grave',
    why: 'Keeps the damage of one agent small, and rights from creeping upwards',
    stage: 'From pilot to enterprise',
    owner: 'Identity team',
    find: identity,
  },
  {
    id: 'tenant',
    area: 'Tenant controls',
    configure: 'The list of connectors that may be used, and the rules for everything else',
    why: 'Nothing spreads that nobody has looked at',
    stage: 'Before the pilot',
    owner: 'Tenant admin',
    find: tenantControls,
  },
  {
    id: 'audit',
    area: 'Audit log',
    configure: 'A record of every question, decision, rule in force and outcome',
    why: 'Investigations and auditors find proof instead of memories',
    stage: 'From the pilot on',
    owner: 'Security and operations',
    find: audit,
  },
  {
    id: 'approval',
    area: 'Human approval',
    configure: 'A person’s answer before anything leaves the house or weighs much',
    why: 'What reaches customers or the law has been seen by somebody',
    stage: 'Early rollout',
    owner: 'Business owner',
    find: approval,
  },
  {
    id: 'metrics',
    area: 'Metrics',
    configure: 'Precision, correction rate and time to decision',
    why: 'Shows what is gained, and where quality slips',
    stage: 'All phases',
    owner: 'Product and IT',
    find: metrics,
  },
  {
    id: 'retention',
    area: 'Retention',
    configure: 'How long logs and records are kept, and what a legal hold stops',
    why: 'Evidence is there when the law asks for it, and not for longer than it should be',
    stage: 'At design',
    owner: 'Compliance',
    find: retention,
  },
  {
    id: 'releases',
    area: 'Release windows',
    configure: 'The hours in which production may change, freezes, and deviations from them',
    why: 'Nothing changes while nobody is there to see what it does',
    stage: 'Before the enterprise phase',
    owner: 'Tenant admin and review board',
    find: releaseWindows,
  },
];

/** The control matrix as it stands: each area with its stage, owner and a status computed from what is recorded. */
export const controlMatrix = (standing: Standing): readonly Control[] =>
  AREAS.map(({ find, ...area }) => ({ ...area, ...find(standing) }));
