/** What is measured. */
export type MetricKind =
  | 'asked'
  | 'approvedShare'
  | 'expiredShare'
  | 'waitP50'
  | 'waitP90'
  | 'escalation'
  | 'denied'
  | 'lightCorrection'
  | 'heavyCorrection'
  | 'precision'
  | 'cardsPerApproverDay'
  | 'quickAnswers'
  | 'coverage';

interface Threshold {
  readonly isReached: (value: number) => boolean;
  readonly action: string;
}

/** Too few to say anything. */
const FEWEST = 5;
const HOUR = 3_600_000;

/** Thresholds are data: 40 % heavy edits and 80 % escalated are the friction alarms of the governance playbook. */
const THRESHOLDS: Readonly<Partial<Record<MetricKind, Threshold>>> = {
  approvedShare: {
    isReached: (value) => value > 0.98,
    action: 'nearly everything is approved: consider a standing grant for what is routine',
  },
  expiredShare: {
    isReached: (value) => value > 0.1,
    action: 'name a backup owner, or move the approval to somebody who is there',
  },
  waitP50: {
    isReached: (value) => value > 4 * HOUR,
    action:
      'ask the owners what keeps them: the approved route must be faster than the unofficial one',
  },
  waitP90: {
    isReached: (value) => value > 20 * HOUR,
    action: 'remind earlier, or add a backup owner',
  },
  escalation: {
    isReached: (value) => value > 0.8,
    action: 'too conservative: raise a tier or grant what is always approved',
  },
  denied: {
    isReached: (value) => value > 0.3,
    action: 'the agent asks for what it may not do: review its instructions or its capabilities',
  },
  heavyCorrection: {
    isReached: (value) => value > 0.4,
    action: 'friction: rework the prompt before this goes further',
  },
  precision: {
    isReached: (value) => value < 0.7,
    action: 'hold expansion and look at the failed outputs',
  },
  coverage: {
    isReached: (value) => value < 0.8,
    action:
      'telemetry is not governance: have agents say why they act, and gateways report what became of it',
  },
  cardsPerApproverDay: {
    isReached: (value) => value > 20,
    action: 'approval fatigue: spread the seats or grant what is routine',
  },
  quickAnswers: {
    isReached: (value) => value > 0.5,
    action: 'cards are hardly read: lower their number',
  },
};

/** What a figure suggests, or `none`: also where the sample is too small to say. */
export function actionFor(kind: MetricKind, value: number | undefined, sampleSize: number): string {
  const threshold = THRESHOLDS[kind];
  if (value === undefined || sampleSize < FEWEST || !threshold?.isReached(value)) return 'none';
  return threshold.action;
}
