import type { DueItem } from '../../../kernel/outbox.ts';
import type { ConnectorState, ProbationCard, ProbationEnding } from './model.ts';
import { probationEnd } from './present.ts';

/** Job kinds of the rows below. The end of the probation of `args.connector` has come. */
export const PROBATION_JOB = 'probation-end';
/** Sends or updates the card of `args.person` about it. */
export const PROBATION_CARD_JOB = 'probation-card';
/** Finds whom the news of `args.connector` concerns. */
export const CONNECTOR_OWNERS_JOB = 'connector-owners';
/** Goes through what rests on `args.connector`, which is revoked or narrowed. The approvals run it. */
export const REVOCATION_JOB = 'connector-revoked';

/** What is due for a connector: the end of its probation, cards about it, and the requests that a revocation ends. */
export function connectorTimers(state: ConnectorState): readonly DueItem[] {
  const { id } = state.record;
  const item = { id, args: { connector: id } };
  const { ending, unsettledSince, untold } = state;
  const ends = probationEnd(state);
  return [
    ...(ends !== undefined && ends !== ending?.ends
      ? [{ ...item, job: PROBATION_JOB, due: ends }]
      : []),
    ...(ending === undefined ? [] : cardItems(id, ending)),
    ...(untold === undefined ? [] : [{ ...item, job: CONNECTOR_OWNERS_JOB, due: untold.at }]),
    ...(unsettledSince === undefined
      ? []
      : [{ ...item, job: REVOCATION_JOB, due: unsettledSince }]),
  ];
}

/** The question goes to everybody asked; the decision, where the question stands. */
const isDue = ({ activityId, done }: ProbationCard, { decided }: ProbationEnding): boolean =>
  !done && (activityId === undefined) === (decided === undefined);

const cardItems = (connector: string, ending: ProbationEnding): readonly DueItem[] =>
  ending.cards
    .filter((card) => isDue(card, ending))
    .map(({ person }) => ({
      due: ending.decided?.at ?? ending.ends,
      job: PROBATION_CARD_JOB,
      id: `${connector}~${person}`,
      args: { connector, person },
    }));
