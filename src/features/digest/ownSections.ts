import { cellName, countOf } from '../../kernel/counting.ts';
import type { Recorded } from '../../kernel/events.ts';
import type { DigestSection, SectionContext, SectionItem } from '../../kernel/section.ts';
import { inForce } from '../pause/domain/hits.ts';
import { parseTarget } from '../pause/domain/target.ts';
import { targetWords } from '../pause/domain/targetWords.ts';
import { agents } from '../registry/domain/fold.ts';

/** Entries of a list before the rest is counted. */
const LISTED = 20;
/** Read at most, to count what is left out. */
const MOST = 200;

const dataText = (event: Recorded, ...fields: readonly string[]): string => {
  const data = event.data as Readonly<Record<string, unknown>>;
  for (const field of fields) {
    const value = data[field];
    if (typeof value === 'string') return value;
    if (
      typeof value === 'object' &&
      value !== null &&
      'id' in value &&
      typeof value.id === 'string'
    )
      return value.id;
  }
  return '';
};

/** A list of one kind of event of the week, each in a sentence. */
async function listed(
  { ledger, week }: SectionContext,
  kind: string,
  sentence: (event: Recorded) => string,
): Promise<{ items: readonly SectionItem[]; more: number; total: number }> {
  const events = await ledger.reads.listed(week.name, kind, MOST);
  const items = events.slice(0, LISTED).map((event) => ({ text: sentence(event), at: event.at }));
  return { items, more: Math.max(0, events.length - LISTED), total: events.length };
}

const counted = (n: number, one: string, many: string, nothing: string): string =>
  n === 0 ? nothing : n === 1 ? `1 ${one}.` : `${n} ${many}.`;

/** What a pause stops, as people say it. */
function stopped(event: Recorded): string {
  const text = dataText(event, 'target');
  const target = parseTarget(text);
  return target === undefined ? text : targetWords(target);
}

const incidents: DigestSection = {
  id: 'incidents',
  build: async (context) => {
    const { total, ...list } = await listed(context, 'incident', (event) =>
      event.type === 'pause-started'
        ? `${dataText(event, 'pause')} paused ${stopped(event)}: ${dataText(event, 'reason')}`
        : `${dataText(event, 'pause')} of ${stopped(event)} was lifted: ${dataText(event, 'reason')}`,
    );
    const live = inForce(context.view, context.now).length;
    return {
      ...list,
      summary: `${counted(total, 'entry', 'entries', 'No pause was started or lifted.')} ${counted(live, 'pause is in force now', 'pauses are in force now', 'Nothing is paused now.')}`,
    };
  },
};

const CHANGES: Readonly<Record<string, string>> = {
  'agent-changed': 'was changed; an edit can only narrow',
  'connector-changed': 'was changed; an edit can only narrow',
  'connector-imported': 'was listed by an import, without review',
  'capability-granted': 'was granted a capability',
  'agent-bounds-changed': 'got wider bounds by a request',
  'agent-bounds-ended': 'is back within its own bounds',
  'connector-bounds-changed': 'got wider bounds by a request',
  'agent-promoted': 'went to another environment or phase by a request',
  'tier-raised': 'had its tier raised',
  'tier-ended': 'lost a raised tier at its date',
  'connector-put-on-probation': 'was put on probation for thirty days',
  'connector-promoted': 'was promoted from probation into production',
  'connector-widened': 'was widened after a review',
  'connector-rejected': 'was asked for and rejected',
  'connector-revoked': 'was revoked',
  'deviation-granted': 'may differ from a standard until a date',
  'deviation-closed': 'had an exception ended before its date',
  'deviation-ended': 'had an exception come to its date',
  'grant-given': 'may do something without asking until a date',
  'grant-revoked': 'had a standing grant taken back',
  'grant-ended': 'had a standing grant come to its date',
  'probation-ended': 'came to the end of its probation, which admins decide about',
  'probation-extended': 'stays on probation for thirty days more',
};

/** What became of the calendar of releases. */
const CALENDAR: Readonly<Record<string, string>> = {
  'release-calendar-set': 'The release windows were set',
  'release-calendar-proposed': 'Wider release windows were proposed',
  'release-calendar-rejected': 'Wider release windows were turned down',
};

/** How another bundle came to be in force. */
const POLICY: Readonly<Record<string, string>> = {
  adopted: 'The board adopted another policy',
  reload: 'An admin tightened the policy',
  start: 'A server brought other rules',
};

/** Wider only by a request. */
const modelListSentence = (event: Recorded): string =>
  dataText(event, 'request') === ''
    ? `The list of models that ${dataText(event, 'businessGroup')} may use was narrowed: ${dataText(event, 'reason')}`
    : `${dataText(event, 'businessGroup')} may use more models by the request ${dataText(event, 'request')}`;

/** One change of what is allowed, in a sentence. */
function changeSentence(event: Recorded): string {
  const why = dataText(event, 'reason');
  if (event.type === 'policy-activated')
    return `${POLICY[dataText(event, 'how')] ?? 'The policy changed'}${why === '' ? '' : `: ${why}`}`;
  const calendar = CALENDAR[event.type];
  if (calendar !== undefined) return `${calendar}${why === '' ? '' : `: ${why}`}`;
  if (event.type === 'model-list-set') return modelListSentence(event);
  const whose =
    event.type === 'connector-bounds-changed'
      ? dataText(event, 'connectorId')
      : dataText(event, 'agent', 'connector', 'agentId', 'connectorId');
  const breach = dataText(event, 'breach');
  if (breach !== '')
    return `${whose} lost the standing grant ${dataText(event, 'grant')} by itself: ${breach} speaks against it`;
  return `${whose} ${CHANGES[event.type] ?? event.type.replaceAll('-', ' ')}`;
}

const permissionChanges: DigestSection = {
  id: 'permissionChanges',
  build: async (context) => {
    const { total, ...list } = await listed(context, 'permission', changeSentence);
    return { ...list, summary: counted(total, 'change', 'changes', 'No permission changed.') };
  },
};

const newUseCases: DigestSection = {
  id: 'newUseCases',
  build: async (context) => {
    const { total, ...list } = await listed(
      context,
      'useCase',
      (event) => `${dataText(event, 'agent')} was registered`,
    );
    return {
      ...list,
      summary: counted(
        total,
        'agent was registered',
        'agents were registered',
        'No agent was registered.',
      ),
    };
  },
};

const exceptions: DigestSection = {
  id: 'exceptions',
  build: async (context) => {
    const [a, c] = [
      countOf(context.cells, 'imported.agents'),
      countOf(context.cells, 'imported.connectors'),
    ];
    return {
      summary:
        a + c === 0
          ? 'Nothing was imported without review.'
          : `Imported without review: ${a} agents, ${c} connectors.`,
    };
  },
};

/** Agents that asked for nothing all week. Where a log ran out of cells, who is idle cannot be told. */
const estate: DigestSection = {
  id: 'estate',
  build: async ({ cells, view }) => {
    const active = [...view.all(agents).values()].filter(({ status }) => status === 'active');
    if (countOf(cells, 'other') > 0)
      return {
        summary: `${active.length} agents. More was counted than a week's cells hold, so who was idle is not known.`,
      };
    const idle = active.filter(
      ({ record }) => countOf(cells, `agent.${cellName(record.id)}`) === 0,
    );
    return {
      items: idle
        .slice(0, LISTED)
        .map(({ record }) => ({ text: `${record.id} asked for nothing` })),
      more: Math.max(0, idle.length - LISTED),
      summary: `${active.length} agents, ${idle.length} of them idle this week.`,
    };
  },
};

const checkpoint: DigestSection = {
  id: 'checkpoint',
  build: async ({ ledger }) => {
    const { size, root } = await ledger.reads.head();
    return {
      items: [{ text: `root ${root}` }],
      summary: `Governance holds ${size} events. Keep this root: whoever rewrites the ledger cannot make it again.`,
    };
  },
};

/** Sections that follow from the ledger itself. */
export const ownSections: readonly DigestSection[] = [
  incidents,
  permissionChanges,
  newUseCases,
  exceptions,
  estate,
  checkpoint,
];
