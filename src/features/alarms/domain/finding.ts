import type { Recorded } from '../../../kernel/events.ts';
import type { Metric } from '../../../kernel/section.ts';
import type { LastVerified } from '../../../kernel/verified.ts';
import { sha256 } from '../../../ledger/hash.ts';
import { isQuotaEvent } from '../../gate/domain/quotaEvents.ts';
import { THINGS, type WatchEventOf } from '../../registry/domain/watch/watchEvents.ts';
import type { AlarmKind } from './events.ts';

/** Something that asks for a look, before anybody is told. */
export interface Found {
  /** The same for the same find, whoever makes it and however often. */
  readonly alarm: string;
  readonly kind: AlarmKind;
  readonly week: string;
  readonly what: string;
  readonly todo: string;
  readonly subject?: string;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
export const idOf = (...parts: readonly string[]): string =>
  `AL-${sha256(JSON.stringify(parts)).slice(0, 12)}`;

/** `actions: expired of those ended` and `20 %` → `Actions, expired of those ended: 20 % of 12.` */
function figureSentence({ label, text, cohort, sampleSize }: Metric): string {
  const where = cohort === undefined ? '' : ` In ${cohort.replace('~', ', ')}.`;
  return `${capital(label.replace(': ', ', '))}: ${text} of ${sampleSize}.${where}`;
}

/** Figures of a week that ask for action: each is one alarm a week, however it moves on. */
export const inFigures = (week: string, metrics: readonly Metric[]): readonly Found[] =>
  metrics
    .filter(({ action }) => action !== 'none')
    .map((metric) => ({
      alarm: idOf('figure', week, metric.id),
      kind: 'figure',
      week,
      what: figureSentence(metric),
      todo: `${capital(metric.action)}.`,
    }));

type GrowthFound = WatchEventOf<'growth-found'>;
const isGrowth = (event: Recorded): event is Recorded<GrowthFound> => event.type === 'growth-found';

function growthSentence({ about, id, known, grown, source }: GrowthFound['data']): string {
  if (!known) return `${capital(about)} ${id} is on no list. Seen by ${source}.`;
  const parts = THINGS.flatMap((kind) =>
    grown[kind].length > 0 ? [`${grown[kind].length} ${kind}`] : [],
  );
  return `${capital(about)} ${id} has more than was recorded: ${parts.join(', ')}. Seen by ${source}.`;
}

/** What an inventory found: every find is an alarm of its own. */
export const inGrowth = (week: string, events: readonly Recorded[]): readonly Found[] =>
  events.filter(isGrowth).map(({ data, log, seq }) => ({
    alarm: idOf('growth', log, String(seq)),
    kind: 'growth',
    week,
    what: growthSentence(data),
    todo: data.known
      ? 'Have it asked for, or take it away where it was granted.'
      : 'Register it, or stop it where it runs.',
    subject: `${data.about}:${data.id}`,
  }));

type Exceeded = WatchEventOf<'accumulation-exceeded'>;
const isExceeded = (event: Recorded): event is Recorded<Exceeded> =>
  event.type === 'accumulation-exceeded';

/** Agents that have gone above the template of their phase: each time is an alarm of its own. */
export const inAccumulation = (week: string, events: readonly Recorded[]): readonly Found[] =>
  events.filter(isExceeded).map(({ data: { agentId, above }, log, seq }) => ({
    alarm: idOf('accumulation', log, String(seq)),
    kind: 'accumulation',
    week,
    what: `Agent ${agentId} has gathered more than its template: ${above
      .map(({ counter, count, limit }) => `${count} ${counter} of ${limit}`)
      .join(', ')}.`,
    todo: 'Take from it what it does not need, or divide its work among agents.',
    subject: `agent:${agentId}`,
  }));

/** Quotas that are used up. */
export const inQuotas = (week: string, events: readonly Recorded[]): readonly Found[] =>
  events.flatMap((event) => {
    if (!isQuotaEvent(event) || event.type !== 'quota-reached' || event.data.share !== 100)
      return [];
    const { agentId, span, limit, from } = event.data;
    return [
      {
        alarm: idOf('quota', agentId, span, from),
        kind: 'quota' as const,
        week,
        what: `Agent ${agentId} has used up its quota of ${limit} calls ${span === 'hour' ? 'an hour' : 'a day'}; the rest is denied.`,
        todo: 'See what it calls so often; pause it if nobody can say.',
        subject: `agent:${agentId}`,
      },
    ];
  });

/** What the daily verification found: each place is one alarm a week, until it is as it was written. */
export const inLedger = (week: string, last: LastVerified | undefined): readonly Found[] =>
  last?.outcome === 'differs'
    ? [
        {
          alarm: idOf('ledger', week, last.place ?? ''),
          kind: 'ledger',
          week,
          what: `The ledger is not as it was written. The daily verification found the first difference at ${last.place ?? 'an unknown place'}.`,
          todo: 'Tell security, let nobody tidy up, and run “npm run ledger -- verify” on another machine.',
        },
      ]
    : [];
