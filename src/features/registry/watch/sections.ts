import { countOf } from '../../../kernel/counting.ts';
import type { Recorded } from '../../../kernel/events.ts';
import type { DigestSection, Metric, SectionContext } from '../../../kernel/section.ts';
import { isOpen, type Notice, notices } from '../domain/watch/notices.ts';
import { things } from './schemas.ts';

const LISTED = 20;
const MOST = 200;

const ACCUMULATING = {
  scopes: 'New scopes',
  sites: 'New sites',
  connectors: 'New connectors',
} as const;

/** Of everything that agents and connectors gathered beyond their records, beside the week before. */
const accumulation = ({ cells, before }: SectionContext): readonly Metric[] =>
  (['scopes', 'sites', 'connectors'] as const).map((kind) => {
    const value = countOf(cells, `grown.${kind}`);
    return {
      id: `grown.${kind}`,
      label: ACCUMULATING[kind],
      text: String(value),
      value,
      unit: 'count',
      before: countOf(before, `grown.${kind}`),
      sampleSize: value,
      action: value === 0 ? 'none' : 'Ask for what is to stay, take the rest away',
    };
  });

function sentence({ data }: Recorded): string {
  const { id, grown } = { id: '', grown: {}, ...data };
  const read = things.safeParse(grown);
  const parts = read.success
    ? Object.entries(read.data).flatMap(([kind, all]) =>
        all.length > 0 ? [`${all.length} ${kind}`] : [],
      )
    : [];
  return parts.length === 0
    ? `${id} was found, and nobody had recorded it`
    : `${id} was found with more than is recorded: ${parts.join(', ')}`;
}

const permissionChanges: DigestSection = {
  id: 'permissionChanges',
  build: async (context) => {
    const events = await context.ledger.reads.listed(context.week.name, 'growth', MOST);
    return {
      metrics: accumulation(context),
      items: events.slice(0, LISTED).map((event) => ({ text: sentence(event), at: event.at })),
      more: Math.max(0, events.length - LISTED),
      summary:
        events.length === 0
          ? 'No inventory showed more than is recorded.'
          : `Inventories showed more than is recorded ${events.length === 1 ? 'once' : `${events.length} times`}.`,
    };
  },
};

const SEATS = {
  business: 'business owner',
  technical: 'technical owner',
  backup: 'backup',
} as const;

const lostSentence = ({ id, missing = [] }: Notice): string =>
  `${id} has lost its ${missing.map(({ seat }) => SEATS[seat]).join(' and its ')}`;

const estate: DigestSection = {
  id: 'estate',
  build: async ({ view }) => {
    const lost = [...view.all(notices).values()].filter((one) => isOpen(one) && one.missing);
    return {
      items: lost.slice(0, LISTED).map((notice) => ({ text: lostSentence(notice), at: notice.at })),
      more: Math.max(0, lost.length - LISTED),
      summary:
        lost.length === 0
          ? 'Every agent has its owners.'
          : `${lost.length} ${lost.length === 1 ? 'agent has' : 'agents have'} lost an owner.`,
    };
  },
};

const aboveSentence = ({ id, above = [] }: Notice): string =>
  `${id} has gathered more than its template: ${above
    .map(({ counter, count, limit }) => `${count} ${counter} of ${limit}`)
    .join(', ')}`;

/** Whoever is above its template, for as long as it is. */
const templates: DigestSection = {
  id: 'estate',
  build: async ({ view }) => {
    const open = [...view.all(notices).values()].filter((one) => isOpen(one) && one.above);
    return {
      items: open
        .slice(0, LISTED)
        .map((notice) => ({ text: aboveSentence(notice), at: notice.at })),
      more: Math.max(0, open.length - LISTED),
      summary:
        open.length === 0
          ? 'No agent has gathered more than its template.'
          : `${open.length} ${open.length === 1 ? 'agent has' : 'agents have'} gathered more than the template of their phase.`,
    };
  },
};

export const watchSections: readonly DigestSection[] = [permissionChanges, estate, templates];
