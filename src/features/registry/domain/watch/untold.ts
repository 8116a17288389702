import type { Recorded } from '../../../../kernel/events.ts';
import type { PersonId } from '../../../../kernel/people.ts';
import { personBehind } from '../agentFold.ts';
import type { RegistryEventOf } from '../events.ts';
import type { News } from '../losing.ts';
import type { ConnectorState, Untold } from '../model.ts';

/** A connector with news for the owners of its users, beside what they have not been told yet; whoever did it knows. */
export function withNews(
  state: ConnectorState,
  { seq, at, by }: Recorded,
  news: readonly News[],
  asked: readonly PersonId[] = [],
): ConnectorState {
  if (news.length === 0) return state;
  const who = personBehind(by);
  const besides = who === undefined ? asked : [...asked, who];
  const untold: Untold = { seq, at, news: [...standing(state.untold, news), ...news], besides };
  return { ...state, untold };
}

/** What was still to be told, as far as the newer news leaves it true. */
function standing(untold: Untold | undefined, newer: readonly News[]): readonly News[] {
  if (newer.some(({ kind }) => kind === 'unlisted')) return [];
  const isAgain = newer.some(({ kind }) => kind === 'again');
  return (untold?.news ?? []).filter(({ kind }) => !isAgain || kind !== 'probationEnded');
}

/** A portion of the people was found: those after it are left, or nobody. */
export function foundOwners(
  { untold, ...rest }: ConnectorState,
  { data }: Recorded<RegistryEventOf<'connector-owners-found'>>,
): ConnectorState {
  const after = data.owners.at(-1)?.person;
  return data.done || untold === undefined || after === undefined
    ? rest
    : { ...rest, untold: { ...untold, after } };
}
