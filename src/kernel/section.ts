import * as z from 'zod';
import type { Cells } from './counting.ts';
import type { Instant } from './instant.ts';
import type { Ledger, View } from './ledger.ts';
import type { Week } from './week.ts';

/** The sections of a weekly digest, always all of them and always in this order (contract). */
export const SECTIONS = [
  'waiting',
  'metrics',
  'incidents',
  'permissionChanges',
  'newUseCases',
  'approvals',
  'feedback',
  'rollout',
  'exceptions',
  'estate',
  'cost',
  'checkpoint',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** One figure with what it rests on and what to do about it. */
export type Metric = {
  readonly id: string;
  readonly label: string;
  /** Department and workflow; absent: all of them. */
  readonly cohort?: string;
  /** As it is read: `83 %`, `12 min`, `–` where nothing was counted. */
  readonly text: string;
  /** Undefined where nothing was counted. */
  readonly value?: number;
  readonly unit: 'share' | 'ms' | 'count';
  /** The same last week. */
  readonly before?: number;
  readonly sampleSize: number;
  /** What the figure suggests, or `none`. */
  readonly action: string;
};

/** A `Metric` as the API answers it. */
export const metricSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  cohort: z.string().optional(),
  text: z.string(),
  value: z.number().optional(),
  unit: z.enum(['share', 'ms', 'count']),
  before: z.number().optional(),
  sampleSize: z.number(),
  action: z.string(),
});

/** One entry of a list in a section: a sentence of ours, with foreign words in it. */
export type SectionItem = {
  readonly text: string;
  readonly at?: Instant;
  /** `AR-7`, `P-3`, …: a button shows it. */
  readonly subject?: string;
};

/** Bars for a chart that Teams can draw; the same figures stand as text beside it. */
export type SectionChart = {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
};

export type SectionData = {
  readonly id: SectionId;
  readonly title: string;
  /** What there is to say in one sentence, also where nothing happened. */
  readonly summary: string;
  readonly metrics?: readonly Metric[];
  readonly items?: readonly SectionItem[];
  /** Entries beyond `items`, counted. */
  readonly more?: number;
  readonly chart?: SectionChart;
};

/** What a section is built from: the week's index and counters, never the whole log. */
export interface SectionContext {
  readonly week: Week;
  /** The week is over. */
  readonly final: boolean;
  readonly cells: Cells;
  /** The week before. */
  readonly before: Cells;
  readonly ledger: Ledger;
  readonly view: View;
  readonly now: Instant;
}

/** A part of the weekly digest, contributed by a feature. Several may contribute to one section: theirs are joined. */
export interface DigestSection {
  readonly id: SectionId;
  /** An empty summary: this part has nothing to say this week. */
  build(context: SectionContext): Promise<Omit<SectionData, 'id' | 'title'>>;
}
