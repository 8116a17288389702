import type { Metric } from './model.ts';

/** Figures about the same thing: a department's workflow, or a kind of request. */
export interface Group {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `sales~crm-assistant` → `crm-assistant (sales)`. */
function cohortName(cohort: string): string {
  const [department = '', workflow = ''] = cohort.split('~');
  return workflow === '' ? department : `${workflow} (${department})`;
}

/** `actions: asked` → the thing and what of it. */
function parted({ label, cohort }: Metric): { readonly of: string; readonly what: string } {
  if (cohort !== undefined) return { of: cohortName(cohort), what: capital(label) };
  const at = label.indexOf(': ');
  if (at < 0) return { of: '', what: capital(label) };
  return { of: capital(label.slice(0, at)), what: capital(label.slice(at + 2)) };
}

/** In the order in which they come. */
export function groupsOf(metrics: readonly Metric[]): readonly Group[] {
  const groups = Map.groupBy(metrics, (metric) => parted(metric).of);
  return [...groups].map(([title, some]) => ({ title, metrics: some }));
}

/** What a figure counts, without what it is about. */
export const whatOf = (metric: Metric): string => parted(metric).what;

export const isAlarm = ({ action }: Metric): boolean => action !== 'none';
export const isCounted = ({ value }: Metric): boolean => value !== undefined;

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

const SPANS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const;

/** A figure's value as it is read. */
export function valueText(value: number, unit: Metric['unit']): string {
  if (unit === 'share') return percent.format(value);
  if (unit === 'count') return number.format(value);
  const [length, name] = SPANS.find(([ms]) => value >= ms) ?? ([1, 'ms'] as const);
  return `${number.format(value / length)} ${name}`;
}

/** How it moved since last week, for the eye and in words; undefined where there is nothing to compare. */
export function movedOf({ value, before, unit }: Metric): string | undefined {
  if (value === undefined || before === undefined) return undefined;
  if (value === before) return 'as last week';
  return `${value > before ? '▲' : '▼'} from ${valueText(before, unit)}`;
}
