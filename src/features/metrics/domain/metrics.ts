import { below, type Cells, countOf, quantileMs } from '../../../kernel/counting.ts';
import type { Metric } from '../../../kernel/section.ts';
import { actionFor, type MetricKind } from './actions.ts';

/** A figure before it is put into words. */
interface Figure {
  readonly kind: MetricKind;
  readonly label: string;
  readonly cohort?: string;
  readonly unit: Metric['unit'];
  readonly of: (cells: Cells) => {
    readonly value: number | undefined;
    readonly sampleSize: number;
  };
}

const share = (part: number, whole: number) => ({
  value: whole === 0 ? undefined : part / whole,
  sampleSize: whole,
});

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((all, n) => all + n, 0);

/** Kinds of requests in words; one that is not here is shown by its own name. */
const KIND_NAMES: Readonly<Record<string, string>> = {
  outboundAction: 'actions',
  connector: 'connectors',
  tierEscalation: 'tiers',
};

/** Figures of the approvals of one kind. */
const requestFigures = (kind: string): readonly Figure[] => {
  const name = KIND_NAMES[kind] ?? kind;
  const asked = (cells: Cells) => countOf(cells, `request.${kind}.asked`);
  const decided = (cells: Cells) =>
    countOf(cells, `request.${kind}.approved`) + countOf(cells, `request.${kind}.rejected`);
  const wait = (q: number) => (cells: Cells) => ({
    value: quantileMs(cells, `wait.${kind}.`, q),
    sampleSize: decided(cells),
  });
  return [
    {
      kind: 'asked',
      label: `${name}: asked`,
      unit: 'count',
      of: (cells) => ({ value: asked(cells), sampleSize: asked(cells) }),
    },
    {
      kind: 'approvedShare',
      label: `${name}: approved of those decided`,
      unit: 'share',
      of: (cells) => share(countOf(cells, `request.${kind}.approved`), decided(cells)),
    },
    {
      kind: 'expiredShare',
      label: `${name}: expired of those ended`,
      unit: 'share',
      of: (cells) =>
        share(
          countOf(cells, `request.${kind}.expired`),
          decided(cells) + countOf(cells, `request.${kind}.expired`),
        ),
    },
    { kind: 'waitP50', label: `${name}: time to decision, half within`, unit: 'ms', of: wait(0.5) },
    {
      kind: 'waitP90',
      label: `${name}: time to decision, nine in ten within`,
      unit: 'ms',
      of: wait(0.9),
    },
  ];
};

/** Figures of one department and workflow, from decisions and reported outcomes. */
function cohortFigures(cohort: string): readonly Figure[] {
  const decisions = (cells: Cells) => sum(below(cells, `decision.${cohort}.`));
  const outcomes = (cells: Cells) => sum(below(cells, `outcome.${cohort}.`));
  const outcome = (cells: Cells, ...which: readonly string[]) =>
    which.reduce((all, one) => all + countOf(cells, `outcome.${cohort}.${one}`), 0);
  const figure = (kind: MetricKind, label: string, of: Figure['of']): Figure => ({
    kind,
    label,
    cohort,
    unit: 'share',
    of,
  });
  return [
    figure('escalation', 'escalated to a person', (cells) =>
      share(countOf(cells, `decision.${cohort}.needsApproval`), decisions(cells)),
    ),
    figure('denied', 'denied', (cells) =>
      share(countOf(cells, `decision.${cohort}.deny`), decisions(cells)),
    ),
    figure('lightCorrection', 'outputs edited lightly', (cells) =>
      share(outcome(cells, 'light'), outcomes(cells)),
    ),
    figure('heavyCorrection', 'outputs edited heavily', (cells) =>
      share(outcome(cells, 'heavy'), outcomes(cells)),
    ),
    figure('precision', 'outputs used as they were or nearly so', (cells) =>
      share(outcome(cells, 'used', 'light'), outcomes(cells)),
    ),
  ];
}

const fatigueFigures: readonly Figure[] = [
  {
    kind: 'cardsPerApproverDay',
    label: 'cards per approver and day',
    unit: 'count',
    of: (cells) => {
      const people = below(cells, 'cards.');
      return {
        value: people.size === 0 ? undefined : sum(people) / people.size / 7,
        sampleSize: sum(people),
      };
    },
  },
  {
    kind: 'quickAnswers',
    label: 'answers given within 5 seconds',
    unit: 'share',
    of: (cells) => share(countOf(cells, 'answers.quick'), countOf(cells, 'answers')),
  },
];

/** Names found in cells between a prefix and the next dot: kinds of requests, cohorts. */
const namesIn = (cells: Cells, prefix: string): readonly string[] =>
  [...new Set([...below(cells, prefix).keys()].map((rest) => rest.split('.')[0] ?? ''))]
    .filter((name) => name !== '')
    .sort();

/** The share of actions about which all five questions of an audit are answered: who, why, by which permission, with whose consent, to what use. */
const coverageFigure: Figure = {
  kind: 'coverage',
  label: 'actions: all five questions of an audit are answered',
  unit: 'share',
  of: (cells) => {
    const actions = countOf(cells, 'coverage.actions');
    // A report of this week may be about an action of the last.
    return share(Math.min(countOf(cells, 'coverage.explained'), actions), actions);
  },
};

const metricOf = (figure: Figure, cells: Cells, before: Cells): Metric => {
  const { value, sampleSize } = figure.of(cells);
  const earlier = figure.of(before).value;
  const { kind, label, cohort, unit } = figure;
  return {
    id: cohort === undefined ? `${kind}:${label.split(':')[0] ?? ''}` : `${kind}:${cohort}`,
    label,
    unit,
    text: textOf(value, unit),
    sampleSize,
    action: actionFor(kind, value, sampleSize),
    ...(cohort !== undefined && { cohort }),
    ...(value !== undefined && { value }),
    ...(earlier !== undefined && { before: earlier }),
  };
};

/** A figure as it is read. */
export function textOf(value: number | undefined, unit: Metric['unit']): string {
  if (value === undefined) return '–';
  if (unit === 'share') return `${Math.round(value * 100)} %`;
  if (unit === 'count') return Number.isInteger(value) ? String(value) : value.toFixed(1);
  return durationText(value);
}

/** Milliseconds as they are read: `40 min`, `3 h`. */
export function durationText(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 129_600_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`;
}

/** The approvals' own figures of a week beside the week before. */
export const approvalMetrics = (cells: Cells, before: Cells): readonly Metric[] =>
  [...namesIn(cells, 'request.').flatMap(requestFigures), ...fatigueFigures].map((figure) =>
    metricOf(figure, cells, before),
  );

/** How much of what was done can be explained; nothing where nothing was done. */
export const coverageMetrics = (cells: Cells, before: Cells): readonly Metric[] =>
  countOf(cells, 'coverage.actions') + countOf(before, 'coverage.actions') === 0
    ? []
    : [metricOf(coverageFigure, cells, before)];

/** Escalation, correction and precision, each cohort against its own past; cohorts are never ranked against each other. */
export const cohortMetrics = (cells: Cells, before: Cells): readonly Metric[] =>
  namesIn({ ...cells, ...prefixed(before) }, 'decision.')
    .flatMap(cohortFigures)
    .map((figure) => metricOf(figure, cells, before));

const prefixed = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([cell]) => cell.startsWith('decision.')));
