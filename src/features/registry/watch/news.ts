import { plainTime } from '../../../kernel/cards/time.ts';
import { doneOf } from '../../../kernel/ledger.ts';
import { argument, type Job, type JobOutcome } from '../../../kernel/outbox.ts';
import { assertNever } from '../../../kernel/result.ts';
import { fewOf, tellSome } from '../../../kernel/telling.ts';
import { listed } from '../cards/words.ts';
import type { RegistryDeps } from '../deps.ts';
import type { RegistryEventOf } from '../domain/events.ts';
import type { News } from '../domain/losing.ts';
import { CONNECTOR_OWNERS_JOB } from '../domain/timers.ts';
import { findOwners } from '../domain/watch/newsOwners.ts';
import { NEWS_JOB, type OwnerNews, ownerNews, type ToldOwner } from '../domain/watch/ownerNews.ts';
import { boundsInWords, ENVIRONMENT_NAMES, TIER_RIGHTS } from '../domain/words.ts';

const DONE: JobOutcome = { kind: 'done' };
const NEXT_MS = 100;

/** Finds the owners whom the news of a connector concerns. */
const findJob = ({ ledger }: RegistryDeps): Job => ({
  kind: CONNECTOR_OWNERS_JOB,
  claimed: false,
  run: async ({ args }) => {
    const connector = argument(args, 'connector');
    while (!doneOf(await ledger.commit(async (tx) => findOwners(tx, connector))));
    return DONE;
  },
});

/** Tells them, one notice each however many of their agents it concerns. */
const tellJob = (deps: RegistryDeps): Job => ({
  kind: NEWS_JOB,
  claimed: true,
  run: async ({ args }) => {
    const notice = argument(args, 'news');
    const state = await deps.ledger.reads.get(ownerNews, notice);
    if (!state || state.told?.done) return DONE;
    const before = state.told?.after ?? '';
    const texts = new Map(state.owners.map((one) => [one.person, newsText(state, one)] as const));
    const { afterMs = NEXT_MS, ...came } = await tellSome(deps, texts, before);
    await record(deps, { connectorId: state.connectorId, notice, ...came }, before);
    return came.done ? DONE : { kind: 'later', afterMs };
  },
});

type ToldData = RegistryEventOf<'connector-owners-told'>['data'];

/** Says how far it has come, where nobody else has come further meanwhile. */
async function record({ ledger }: RegistryDeps, data: ToldData, before: string): Promise<void> {
  if (data.after === before && !data.done) return;
  await ledger.commit(async (tx) => {
    const told = (await tx.get(ownerNews, data.notice))?.told;
    const isNews = told?.done !== true && (told?.after ?? '') === before;
    return {
      by: { kind: 'system' },
      events: isNews ? [{ type: 'connector-owners-told', data }] : [],
      result: () => undefined,
    };
  });
}

/** What one owner reads: what became of the connector, which of their agents it concerns, and what that means. */
function newsText({ connectorId, news }: OwnerNews, { agents, more }: ToldOwner): string {
  const theirs = fewOf(agents, more);
  const kinds = new Set(news.map(({ kind }) => kind));
  if (kinds.has('unlisted'))
    return `The connector ${connectorId} was revoked. It was taken from your agents ${theirs}: what they ask for there is denied, and what was approved for it is void. Type approved for what may be used.`;
  const changes = news.map(changeText).join('; ');
  const means = kinds.has('again')
    ? 'may use it again.'
    : kinds.has('probationEnded')
      ? 'are denied what they ask for there until a governance admin decides.'
      : 'may ask for less there; what waits or was approved for more than that ends.';
  return `The connector ${connectorId}: ${changes}. Your agents ${theirs} ${means}`;
}

function changeText(news: News): string {
  switch (news.kind) {
    case 'unlisted':
      return 'it was revoked';
    case 'environments':
      return `it is no longer for ${listed(news.gone.map((one) => ENVIRONMENT_NAMES[one]))}`;
    case 'ceiling':
      return `agents may ${TIER_RIGHTS[news.to]} there at most`;
    case 'tools':
      return toolsText(news);
    case 'probation':
      return 'it is on probation again, so not for production, and only to read and prepare drafts';
    case 'finance':
      return 'it counts as a finance system now, where two controllers agree to every write';
    case 'bounds':
      return `it has tighter bounds (${boundsInWords(news.names)})`;
    case 'probationEnded':
      return 'its probation has ended';
    case 'again':
      return news.until === undefined
        ? 'it is approved for production'
        : `its probation goes on until ${plainTime(news.until)}`;
    default:
      return assertNever(news);
  }
}

const toolsText = ({ gone, other }: Extract<News, { kind: 'tools' }>): string =>
  [
    ...(gone.length > 0 ? [`without the tools ${fewOf(gone)}`] : []),
    ...(other.length > 0 ? [`with another description of ${fewOf(other)}`] : []),
  ].join(' and ');

export const newsJobs = (deps: RegistryDeps): readonly Job[] => [findJob(deps), tellJob(deps)];
