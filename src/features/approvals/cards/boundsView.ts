import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, type Line, line } from '../../../kernel/cards/lines.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { BoundName } from '../../registry/domain/boundChanges.ts';
import type { Environment } from '../../registry/domain/model.ts';
import { BOUND_NAMES, boundText } from '../boundWords.ts';
import type { ConnectorView } from './view.ts';
import { durationText, ENVIRONMENT_NAMES } from './words.ts';

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
  readonly name: BoundName;
  readonly before?: Json | undefined;
  readonly after: Json;
}

/** `quota`, `data labels and models` */
export const boundsInWords = ({ bounds }: Pick<BoundsChange, 'bounds'>): string =>
  bounds.map(({ name }) => BOUND_NAMES[name].toLowerCase()).join(', ');

const NEW = { weight: 'Bolder' } as const;
/** What fits beside another on one line of a narrow card. */
const SHORT = 40;

/** Side by side where both are short, else one below the other: what is there today, and what would be. */
function sides({ name, before, after }: BoundView, room: Room): readonly Line[] {
  const [was, is] = [boundText(name, before), boundText(name, after, before)];
  const [wasRuns, isRuns] = [inert(was, room.text, 'name'), inert(is, room.text, 'name')];
  if (was.length + is.length <= SHORT) return [line(wasRuns, own('  →  ', NEW), isRuns)];
  return [line(own('Today: '), wasRuns), line(own('Asked for: ', NEW), isRuns)];
}

export const boundsFacts = (asked: BoundsChange, room: Room): readonly Fact[] => [
  ...(asked.connector
    ? [
        fact(
          'Connector',
          line(
            inert(asked.connector.displayName, room.name, 'name'),
            own(`, ${ENVIRONMENT_NAMES[asked.environment]}`),
          ),
        ),
      ]
    : []),
  ...asked.bounds.map((bound) => fact(BOUND_NAMES[bound.name], ...sides(bound, room))),
  fact(
    'For how long',
    line(own(asked.duration ? durationText(asked.duration) : 'Until somebody narrows it', NEW)),
  ),
  ...(asked.calls
    ? [
        fact(
          'Calls',
          line(own(`${asked.calls.lastWeek} last week, ${asked.calls.thisWeek} this week so far`)),
        ),
      ]
    : []),
];
