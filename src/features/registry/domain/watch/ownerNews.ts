import type { DerivedRow, Entity } from '../../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../../kernel/events.ts';
import type { Instant } from '../../../../kernel/instant.ts';
import { dueRow } from '../../../../kernel/outbox.ts';
import type { PersonId } from '../../../../kernel/people.ts';
import type { Progress } from '../../../../kernel/telling.ts';
import type { RegistryEventOf } from '../events.ts';
import type { News } from '../losing.ts';

/** Tells the owners of `args.news` what became of a connector that their agents use. */
export const NEWS_JOB = 'connector-news';

/** One person, with a few of their agents that the news is about and how many more there are. */
export type ToldOwner = {
  readonly person: PersonId;
  readonly agents: readonly string[];
  readonly more: number;
};

/** What became of a connector, and some of the owners who are told of it. */
export type OwnerNews = {
  readonly connectorId: string;
  readonly at: Instant;
  readonly news: readonly News[];
  readonly owners: readonly ToldOwner[];
  readonly told?: Progress;
};

type NewsEvent = RegistryEventOf<'connector-owners-found' | 'connector-owners-told'>;

const isNewsEvent = (event: DomainEvent): event is NewsEvent =>
  event.type === 'connector-owners-found' || event.type === 'connector-owners-told';

function evolve(state: OwnerNews | undefined, event: Recorded<NewsEvent>): OwnerNews {
  if (event.type === 'connector-owners-found') {
    const { connectorId, news, owners } = event.data;
    return { connectorId, at: event.at, news, owners };
  }
  if (state === undefined) throw new RangeError('owners were told of news that nobody found');
  const { after, done } = event.data;
  return { ...state, told: { after, done } };
}

const rows = ({ at, owners, told }: OwnerNews, id: string): readonly DerivedRow[] =>
  owners.length === 0 || told?.done
    ? []
    : [dueRow({ due: at, job: NEWS_JOB, id, args: { news: id } })];

/** Every time owners are told of a connector, in portions, by the connector, the change and the portion. */
export const ownerNews: Entity<OwnerNews, NewsEvent> = {
  kind: 'news for owners',
  prefix: 'ON',
  cached: false,
  idsOf: (event) => (isNewsEvent(event) ? [event.data.notice] : []),
  evolve,
  fits: (state, { type }) => (state === undefined) === (type === 'connector-owners-found'),
  rows,
};
