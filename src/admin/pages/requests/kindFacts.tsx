import type { ReactNode } from 'react';
import type { KeyValue } from '../../parts/KeyValues.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { capital, spelledOut } from '../../parts/words.ts';
import type { RequestItem } from './model.ts';

const given = (key: string, value: ReactNode | undefined): readonly KeyValue[] =>
  value === undefined ? [] : [{ key, value }];

/** What deviations may be from, in words. */
export const STANDARDS = {
  quota: 'Quotas',
  contentSources: 'Content sources',
  labels: 'Labels',
  businessHours: 'Business hours',
  mailboxWideScope: 'Mailbox-wide scopes',
  releaseWindow: 'Release windows',
  retention: 'Retention',
  ownership: 'Ownership',
} as const;

const isStandard = (name: string): name is keyof typeof STANDARDS => name in STANDARDS;
const standardWords = (from: string): string =>
  isStandard(from) ? STANDARDS[from] : spelledOut(from);

/** From one stage to the next; the same on both sides says nothing. */
const step = (from: string | undefined, to: string | undefined): ReactNode | undefined =>
  from === undefined || to === undefined || from === to ? undefined : (
    <>
      {spelledOut(from)} → <strong>{spelledOut(to)}</strong>
    </>
  );

/** Of a promotion, a deviation, bounds and rules: what the server knows about them. */
export function kindRights(request: RequestItem): readonly KeyValue[] {
  const { fromEnvironment, toEnvironment, fromPhase, toPhase, from, owner, calls, figures } =
    request;
  return [
    ...given('Moves', step(fromEnvironment, toEnvironment)),
    ...given('Phase', step(fromPhase, toPhase)),
    ...given('Differs from', from && standardWords(from)),
    ...given('Answered for by', owner && visible(owner)),
    ...boundsOf(request),
    ...modelsOf(request),
    ...given('Calls', calls && `${calls.thisWeek} this week, ${calls.lastWeek} in the week before`),
    ...(figures ? figuresOf(figures) : []),
  ];
}

/** Of a business group: what its agents may use today, and what would come to it. */
function modelsOf({ businessGroup, models, adds, groupAgents }: RequestItem): readonly KeyValue[] {
  if (businessGroup === undefined) return [];
  return [
    { key: 'Business group', value: visible(businessGroup) },
    ...given('Models today', models && (models.map(visible).join(', ') || 'None')),
    {
      key: 'To be added',
      value: <strong>{adds ? adds.map(visible).join(', ') : 'Any model: no list any more'}</strong>,
    },
    ...given('Its agents', groupAgents),
  ];
}

/** Each bound that would change: as it is, and as it would be. */
function boundsOf({ changes, before }: RequestItem): readonly KeyValue[] {
  if (changes === undefined) return [];
  const was: Readonly<Record<string, unknown>> = before ?? {};
  return Object.entries(changes).map(([name, value]) => ({
    key: spelledOut(name),
    value: (
      <>
        <strong>{boundWords(value)}</strong>
        <div>instead of {boundWords(was[name])}</div>
      </>
    ),
  }));
}

/** A bound in words: lists by commas, groups name by name. */
function boundWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing said';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(boundWords).join(', ') || 'none';
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => `${spelledOut(name).toLowerCase()}: ${boundWords(one)}`)
      .join('; ');
  return visible(typeof value === 'string' ? value : JSON.stringify(value));
}

const OUTCOMES = {
  allow: 'allowed',
  needsApproval: 'put before a person',
  deny: 'denied',
} as const;

/** What the candidate would have decided about what was really asked. */
export function figuresOf(
  figures: Pick<
    NonNullable<RequestItem['figures']>,
    'weeks' | 'judged' | 'unchanged' | 'notJudged' | 'rules' | 'changes'
  >,
): readonly KeyValue[] {
  const { weeks, judged, unchanged, notJudged, rules, changes } = figures;
  const named = (list: readonly string[]): string | undefined =>
    list.length === 0 ? undefined : list.map(visible).join(', ');
  return [
    {
      key: 'Tried on',
      value: `${judged} decisions of the last ${weeks} weeks: ${unchanged} stay as they were${notJudged > 0 ? `, ${notJudged} could not be judged again` : ''}`,
    },
    ...given('Rules that come', named(rules.added)),
    ...given('Rules that go', named(rules.removed)),
    ...given('Rules that change', named(rules.changed)),
    ...changes.map(({ from, to, count, was, by }) => ({
      key: `${count} × ${capital(OUTCOMES[to])}`,
      value: `Was ${OUTCOMES[from]} (${visible(was)}); now by ${visible(by)}`,
    })),
  ];
}
