import type { Room } from '../../../../kernel/cards/define.ts';
import { type Fact, fact, type Line, line } from '../../../../kernel/cards/lines.ts';
import { inert, own } from '../../../../kernel/cards/text.ts';
import type { Json } from '../../../../ledger/canonical.ts';
import type { BoundName } from '../../../registry/domain/bounds/boundChanges.ts';
import type { Environment } from '../../../registry/domain/model.ts';
import { BOUND_NAMES } from '../../../registry/domain/words.ts';
import { boundText } from '../../showing/boundWords.ts';
import type { ConnectorView } from '../view.ts';
import { durationText } from '../words.ts';

/** Bounds of an agent, or of a connector for an agent, that are to become wider. */
export interface BoundsChange {
  readonly kind: 'boundsChange';
  /** Absent: they are the agent's own. */
  readonly connector?: ConnectorView;
  readonly environment: Environment;
  readonly bounds: readonly BoundView[];
  /** For how long, `P7D`; absent: until somebody narrows them. */
  readonly duration?: string | undefined;
  /** What the agent asked for, where it is about its quota. */
  readonly calls?: { readonly thisWeek: number; readonly lastWeek: number } | undefined;
}

/** One bound, as the record writes it; `before` is absent where it does not speak of it. */
export interface BoundView {
  readonly bound: BoundName;
  readonly before?: Json | undefined;
  readonly after: Json;
}

/** A side with less than this would say nothing. */
const LEAST = 8;

const NEW = { weight: 'Bolder' } as const;
/** Side by side where each is one word or number, else one below the other: what is there today, and what would be. */
function sides({ bound, before, after }: BoundView, most: number): readonly Line[] {
  const was = inert(boundText(bound, before), most, 'name');
  const is = inert(boundText(bound, after, before), most, 'name');
  if (typeof after !== 'object') return [line(was, own('  →  ', NEW), is)];
  return [line(own('Today: '), was), line(own('Asked for: ', NEW), is)];
}

/** What all sides together have room for, in equal parts; what is asked for stands whole among the requester's words. */
const shareOf = ({ bounds }: BoundsChange, room: Room): number =>
  Math.max(LEAST, Math.floor(room.text / (2 * bounds.length)));

/** Each takes more room than a line of a list. */
const listedIn = ({ items }: Room): number => Math.max(1, items - 1);

export function boundsFacts(asked: BoundsChange, room: Room): readonly Fact[] {
  const listed = asked.bounds.slice(0, listedIn(room));
  const more = asked.bounds.length - listed.length;
  const { duration, calls } = asked;
  return [
    ...listed.map((one) => fact(BOUND_NAMES[one.bound], ...sides(one, shareOf(asked, room)))),
    ...(more > 0 ? [fact('Others', line(own(`${more} more, all of them listed below`)))] : []),
    ...(duration ? [fact('For how long', line(own(durationText(duration), NEW)))] : []),
    ...(calls ? [fact('Calls', line(own(callsText(calls))))] : []),
  ];
}

const callsText = ({ thisWeek, lastWeek }: NonNullable<BoundsChange['calls']>): string =>
  `${lastWeek.toLocaleString('en')} last week, ${thisWeek.toLocaleString('en')} this week so far`;
