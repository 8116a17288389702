import { defineCard, type Room } from '../../../kernel/cards/define.ts';
import { type Line, line } from '../../../kernel/cards/lines.ts';
import { inert, own, styled, type TextRun } from '../../../kernel/cards/text.ts';
import { localTime, plainDay } from '../../../kernel/cards/time.ts';
import { DAY, plus } from '../../../kernel/instant.ts';
import type { Metric, SectionChart, SectionData, SectionItem } from '../../../kernel/section.ts';
import type { Digest } from '../build.ts';
import template from './digest.json' with { type: 'json' };

const ALARM = { color: 'Attention', weight: 'Bolder' } as const;
const QUIET = { isSubtle: true, size: 'Small' } as const;

function trend({ value, before }: Metric): string {
  if (value === undefined || before === undefined || value === before) return '';
  return value > before ? ' ▲' : ' ▼';
}

function metricLine(metric: Metric, room: Room): readonly Line[] {
  const { label, cohort, text, sampleSize, action } = metric;
  const where =
    cohort === undefined
      ? []
      : [...inert(cohort.replace('~', ' · '), room.name, 'name'), own(': ')];
  const figure = line(
    where,
    inert(label, room.name, 'name'),
    own(' '),
    own(`${text}${trend(metric)}`, { weight: 'Bolder' }),
    own(` of ${sampleSize}`, QUIET),
  );
  return action === 'none' ? [figure] : [figure, line(own(`→ ${action}`, ALARM))];
}

const itemLine = ({ text, at }: SectionItem, room: Room): Line =>
  line(
    own('• '),
    inert(text, room.text, 'name'),
    ...(at === undefined ? [] : [own(' · ', QUIET), localTime(at)]),
  );

/** What is read first has a lower one: figures that ask for something, then those that are not nothing. */
const rank = ({ action, value }: Metric): number => (action !== 'none' ? 0 : value === 0 ? 2 : 1);

/** Figures that ask for something come first; what is then left out is counted. */
function metricLines(metrics: readonly Metric[], room: Room): readonly Line[] {
  const sorted = metrics
    .filter(({ sampleSize }) => sampleSize > 0)
    .toSorted((a, b) => rank(a) - rank(b));
  const shown = sorted.slice(0, room.items);
  return [
    ...shown.flatMap((metric) => metricLine(metric, room)),
    ...leftOut(sorted.length - shown.length, 'figures'),
  ];
}

const leftOut = (n: number, what: string): readonly Line[] =>
  n > 0 ? [line(own(`and ${n} more ${what}`, QUIET))] : [];

function sectionOf(
  { title, summary, metrics, items = [], more = 0, chart }: SectionData,
  room: Room,
) {
  const shown = items.slice(0, room.items);
  const bars = chart?.bars.filter(({ value }) => value > 0) ?? [];
  return {
    heading: title,
    lines: [
      line(inert(summary, room.text, 'name')),
      ...metricLines(metrics ?? [], room),
      ...shown.map((item) => itemLine(item, room)),
      ...leftOut(items.length - shown.length + more, 'entries'),
    ],
    charts: chart && bars.length > 1 ? [chartOf({ ...chart, bars }, room)] : [],
  };
}

const chartOf = ({ title, bars }: SectionChart, room: Room) => ({
  title,
  data: bars.slice(0, room.items).map(({ label, value }) => ({ x: label.slice(0, 40), y: value })),
  text: bars.map(({ label, value }) => `${label.slice(0, 40)} ${value}`).join(', '),
});

const MOST_BUTTONS = 5;

const buttons = ({ sections }: Digest) =>
  sections
    .flatMap(({ items = [] }) =>
      items.flatMap(({ subject }) => (subject?.startsWith('AR-') ? [subject] : [])),
    )
    .slice(0, MOST_BUTTONS)
    .map((request) => ({ title: `Review ${request}`, data: { verb: 'review', request } }));

const kicker = ({ from, to, final }: Digest): readonly TextRun[] =>
  styled(
    [
      own(
        `Governance digest · ${plainDay(from)} to ${plainDay(plus(to, -DAY))}, UTC${final ? '' : ' · still running'}`,
      ),
    ],
    QUIET,
  );

const titleOf = ({ week }: Digest): readonly TextRun[] =>
  styled([own(`${week}: what your agents did`)], { size: 'Large', weight: 'Bolder' });

/** A shorter list is read, a sentence that is cut is not: whole entries go first, words only where nothing else helps. */
const ROOMS: readonly Room[] = [
  { name: 80, text: 300, items: 12 },
  { name: 60, text: 240, items: 8 },
  { name: 60, text: 240, items: 5 },
  { name: 60, text: 240, items: 3 },
  { name: 60, text: 240, items: 2 },
  { name: 60, text: 240, items: 1 },
  { name: 60, text: 160, items: 0 },
  { name: 40, text: 80, items: 0 },
  { name: 8, text: 20, items: 0 },
];

/** The weekly digest; what does not fit is counted, and the card stays below Teams' limit whatever happened. */
export const digestCard = defineCard<Digest>({
  name: 'digest',
  template,
  rooms: ROOMS,
  normalise: (digest, room) => ({
    kicker: kicker(digest),
    title: titleOf(digest),
    sections: digest.sections.map((section) => sectionOf(section, room)),
    actions: buttons(digest),
  }),
});
