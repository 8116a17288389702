import { type Instant, isBefore } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import {
  type DigestSection,
  SECTIONS,
  type SectionContext,
  type SectionData,
  type SectionId,
} from '../../kernel/section.ts';
import { type Week, weekBefore } from '../../kernel/week.ts';

/** A weekly digest as data. */
export type Digest = {
  readonly week: string;
  readonly from: Instant;
  readonly to: Instant;
  /** The week is over: the figures will not change. */
  readonly final: boolean;
  readonly sections: readonly SectionData[];
};

const TITLES: Readonly<Record<SectionId, string>> = {
  waiting: 'Decisions that wait for you',
  metrics: 'Metrics',
  incidents: 'Incidents',
  permissionChanges: 'Permission changes',
  newUseCases: 'New use cases',
  approvals: 'Approvals and fatigue',
  feedback: 'Feedback',
  rollout: 'Rollout gates',
  exceptions: 'Exceptions and debts',
  estate: 'Idle and ownerless agents',
  cost: 'Cost and quota',
  checkpoint: 'Ledger checkpoint',
};

/** What a section says while no feature contributes to it. */
const NOTHING: Readonly<Partial<Record<SectionId, string>>> = {
  rollout: 'No rollout gates are set up.',
  cost: 'No usage or budget has been reported.',
  feedback: 'Nobody reported anything.',
};

/** Builds a week's digest from its index and counters: what is read does not grow with the ledger. */
export async function buildDigest(
  week: Week,
  sections: readonly DigestSection[],
  deps: { readonly ledger: Ledger; readonly now: Instant },
): Promise<Digest> {
  const { ledger, now } = deps;
  const [cells, before, view] = await Promise.all([
    ledger.reads.counters(week.name),
    ledger.reads.counters(weekBefore(week).name),
    ledger.view(),
  ]);
  const context: SectionContext = {
    week,
    final: !isBefore(now, week.to),
    cells,
    before,
    ledger,
    view,
    now,
  };
  const built = await Promise.all(SECTIONS.map((id) => buildSection(id, sections, context)));
  return { week: week.name, from: week.from, to: week.to, final: context.final, sections: built };
}

async function buildSection(
  id: SectionId,
  sections: readonly DigestSection[],
  context: SectionContext,
): Promise<SectionData> {
  const built = await Promise.all(
    sections.filter((section) => section.id === id).map((section) => section.build(context)),
  );
  const parts = built.filter(({ summary }) => summary !== '');
  const head = { id, title: TITLES[id] };
  if (parts.length === 0) return { ...head, summary: NOTHING[id] ?? 'Nothing to report.' };
  const joined = <T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] =>
    lists.flatMap((list) => list ?? []);
  const [metrics, items] = [
    joined(parts.map((part) => part.metrics)),
    joined(parts.map((part) => part.items)),
  ];
  const more = parts.reduce((all, part) => all + (part.more ?? 0), 0);
  const chart = parts.find((part) => part.chart)?.chart;
  return {
    ...head,
    summary: parts.map(({ summary }) => summary).join(' '),
    ...(metrics.length > 0 && { metrics }),
    ...(items.length > 0 && { items }),
    ...(more > 0 && { more }),
    ...(chart && { chart }),
  };
}
