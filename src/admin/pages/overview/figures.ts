import type { Metric, Week } from './queries.ts';

/** One figure over the weeks, oldest first; undefined where nothing was counted. */
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly unit: Metric['unit'];
  /** Of the running week, as it is read. */
  readonly text: string;
  readonly points: readonly {
    readonly week: string;
    readonly value?: number;
    readonly text: string;
  }[];
}

/** What an overview shows of the many figures, in this order. */
const CHOSEN = [
  ['asked:actions', 'Actions asked'],
  ['approvedShare:actions', 'Approved of those decided'],
  ['waitP50:actions', 'Half decided within'],
  ['expiredShare:actions', 'Expired without an answer'],
  ['cardsPerApproverDay:cards per approver and day', 'Cards per approver and day'],
  ['quickAnswers:answers given within 5 seconds', 'Answers within 5 seconds'],
] as const;

export function seriesOf(weeks: readonly Week[]): readonly Series[] {
  return CHOSEN.flatMap(([id, title]): Series[] => {
    const points = weeks.map(({ week, metrics }) => {
      const metric = metrics.find((one) => one.id === id);
      return {
        week,
        text: metric?.text ?? '–',
        unit: metric?.unit,
        ...(metric?.value !== undefined && { value: metric.value }),
      };
    });
    const unit = points.find((point) => point.unit !== undefined)?.unit;
    return unit === undefined
      ? []
      : [{ id, title, unit, text: points.at(-1)?.text ?? '–', points }];
  });
}
