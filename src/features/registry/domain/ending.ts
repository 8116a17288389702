import type { Recorded } from '../../../kernel/events.ts';
import type { RegistryEventOf } from './events.ts';
import type { ConnectorState, ProbationCard, ProbationChoice } from './model.ts';

/** What an admin, or a review that came meanwhile, decided about a probation whose end has come. */
export function decidedEnding(
  { ending }: ConnectorState,
  { by, at }: Recorded,
  choice: ProbationChoice,
): Pick<ConnectorState, 'ending'> {
  if (ending === undefined || ending.decided !== undefined) return {};
  return { ending: { ...ending, decided: { choice, by, at } } };
}

/** A card of the question was taken by Teams, or refused for good. */
export function withCard(
  state: ConnectorState,
  event: RegistryEventOf<'probation-card-delivered' | 'probation-card-abandoned'>,
): ConnectorState {
  const { ending } = state;
  if (ending === undefined) return state;
  const cards = ending.cards.map((card) =>
    card.person === event.data.person ? cardAfter(card, event) : card,
  );
  return { ...state, ending: { ...ending, cards } };
}

const cardAfter = (
  card: ProbationCard,
  event: RegistryEventOf<'probation-card-delivered' | 'probation-card-abandoned'>,
): ProbationCard =>
  event.type === 'probation-card-abandoned'
    ? { ...card, done: true }
    : {
        ...card,
        activityId: event.data.activityId,
        done: event.data.shows === 'decision',
      };
