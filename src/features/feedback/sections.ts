import { type Cells, countOf } from '../../kernel/counting.ts';
import type { Recorded } from '../../kernel/events.ts';
import { isBefore } from '../../kernel/instant.ts';
import type { DigestSection, Metric, SectionContext, SectionItem } from '../../kernel/section.ts';
import type { FeedbackDeps } from './deps.ts';
import { type Category, REMEDY_NAMES, SHADOW_USE } from './domain/categories.ts';
import { SYSTEMIC_PREFIX, type SystemicLine } from './domain/defects.ts';
import { isFeedbackEvent } from './domain/events.ts';
import { isShadowUse } from './domain/shadowUse.ts';
import { categoryOf } from './views.ts';

/** Entries of a list before the rest is counted. */
const LISTED = 20;
/** Read at most, to count what is left out. */
const MOST = 200;

type Categories = readonly Category[];

const reportsIn = (cells: Cells, { id }: Category): number => countOf(cells, `feedback.${id}`);
const total = (cells: Cells, categories: Categories): number =>
  categories.reduce((sum, category) => sum + reportsIn(cells, category), 0);

/** As many figures as there are ways to fail: each with its share, last week's value and what it suggests. */
const figures = (
  { cells, before }: SectionContext,
  categories: Categories,
  systemic: readonly SystemicLine[],
): readonly Metric[] =>
  categories.map((category) => {
    const [value, all] = [reportsIn(cells, category), total(cells, categories)];
    const flagged = systemic.filter((defect) => defect.category === category.id).length;
    return {
      id: `feedback:${category.id}`,
      label: category.label.toLowerCase(),
      text: String(value),
      value,
      unit: 'count',
      before: reportsIn(before, category),
      sampleSize: all,
      action:
        flagged === 0
          ? 'none'
          : `systemic ${flagged === 1 ? 'in one place' : `in ${flagged} places`}: usually a ${REMEDY_NAMES[category.remedy]} helps`,
    };
  });

/** How the fixes are received, against the weeks before. */
function fixedFigure({ cells, before }: SectionContext): Metric {
  const share = (of: Cells) => {
    const [yes, no] = [countOf(of, 'feedbackEnd.confirmed'), countOf(of, 'feedbackEnd.reopened')];
    return { value: yes + no === 0 ? undefined : yes / (yes + no), sampleSize: yes + no };
  };
  const { value, sampleSize } = share(cells);
  const earlier = share(before).value;
  const isLow = value !== undefined && sampleSize >= FEWEST && value < ENOUGH;
  return {
    id: 'feedback:confirmed',
    label: 'fixes that their reporters confirm',
    text: value === undefined ? '–' : `${Math.round(value * 100)} %`,
    unit: 'share',
    sampleSize,
    ...(value !== undefined && { value }),
    ...(earlier !== undefined && { before: earlier }),
    action: isLow ? 'fixes do not hold: try them with a reporter before saying fixed' : 'none',
  };
}

/** Too few to say anything, and the share below which fixes do not hold. */
const FEWEST = 3;
const ENOUGH = 0.7;

const place = (defect: { readonly agent: string; readonly workflow: string }): string =>
  defect.agent === ''
    ? defect.workflow
    : defect.workflow === defect.agent
      ? defect.agent
      : `${defect.agent} · ${defect.workflow}`;

const defectItem = (
  { agent, workflow, category }: SystemicLine,
  what: string,
  categories: Categories,
): string =>
  `${what}: ${place({ agent, workflow })}, ${categoryOf(categories, category).label.toLowerCase()}`;

/** What became systemic or ceased to be so this week. */
function flagItem(event: Recorded, categories: Categories): readonly SectionItem[] {
  if (!isFeedbackEvent(event)) return [];
  if (event.type !== 'defect-flagged' && event.type !== 'defect-cleared') return [];
  const what =
    event.type === 'defect-flagged'
      ? `SYSTEMIC, ${event.data.reports} reports by ${event.data.people} people`
      : 'No longer systemic';
  const { agent, workflow, category } = event.data;
  const label = categoryOf(categories, category).label.toLowerCase();
  return [{ text: `${what}: ${place({ agent, workflow })}, ${label}`, at: event.at }];
}

/** A report without its reporter and words, which what nobody registered is named in: a digest stands where others read along. */
function reportItem(event: Recorded, categories: Categories): readonly SectionItem[] {
  if (!isFeedbackEvent(event) || event.type !== 'feedback-reported') return [];
  const { case: id, severity, category } = event.data;
  const label = categoryOf(categories, category).label.toLowerCase();
  const at = isShadowUse(event) ? '' : ` at ${place(event.data)}`;
  return [{ text: `${id}: ${label}${at}, ${severity}`, at: event.at, subject: id }];
}

/** Defects that were systemic before the week began, and still are. */
const standing = (
  systemic: readonly SystemicLine[],
  { week }: SectionContext,
  categories: Categories,
): readonly SectionItem[] =>
  systemic.flatMap((defect) =>
    defect.systemicSince !== undefined && isBefore(defect.systemicSince, week.from)
      ? [
          {
            text: defectItem(defect, 'Still SYSTEMIC', categories),
            at: defect.systemicSince,
          },
        ]
      : [],
  );

function summaryOf(reports: number, systemic: number): string {
  const told =
    reports === 0
      ? 'Nobody reported anything.'
      : `${reports} ${reports === 1 ? 'report' : 'reports'}.`;
  if (systemic === 0) return `${told} No defect is systemic.`;
  return `${told} ${systemic} ${systemic === 1 ? 'defect is' : 'defects are'} systemic.`;
}

/** What went wrong, as carefully as what went right: by category, with what came back often enough to be systemic. */
export const feedbackSection = ({
  categories: own,
}: Pick<FeedbackDeps, 'categories'>): DigestSection => ({
  id: 'feedback',
  build: async (context) => {
    const categories = [...own, SHADOW_USE];
    const { ledger, week, cells } = context;
    const [open, flags, reports] = await Promise.all([
      ledger.reads.rows(SYSTEMIC_PREFIX, { limit: MOST }),
      ledger.reads.listed(week.name, 'defect', MOST),
      ledger.reads.listed(week.name, 'feedback', MOST),
    ]);
    // Rows below our prefix are derived by our own entity; what became systemic later is a later week's.
    const systemic = open.items
      .map(({ value }) => value as SystemicLine)
      .filter(({ systemicSince = week.to }) => isBefore(systemicSince, week.to));
    const items = [
      ...flags.flatMap((event) => flagItem(event, categories)),
      ...standing(systemic, context, categories),
      ...reports.flatMap((event) => reportItem(event, categories)),
    ];
    const count = total(cells, categories);
    return {
      summary: summaryOf(count, systemic.length),
      metrics: [...figures(context, categories, systemic), fixedFigure(context)],
      items: items.slice(0, LISTED),
      more: Math.max(0, items.length - LISTED),
      ...(count > 0 && {
        chart: {
          title: 'Reports by category',
          bars: categories.map((category) => ({
            label: category.label,
            value: reportsIn(cells, category),
          })),
        },
      }),
    };
  },
});
