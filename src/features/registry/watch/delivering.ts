import { argument, type DueItem, type Job, type JobOutcome } from '../../../kernel/outbox.ts';
import { personId } from '../../../kernel/people.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { RegistryDeps } from '../deps.ts';
import { NOTICE_JOB, type Notice, type NoticeCard, notices } from '../domain/watch/notices.ts';
import type { WatchEventOf } from '../domain/watch/watchEvents.ts';
import { noticeCardFor } from './noticeView.ts';

const DONE: JobOutcome = { kind: 'done' };
const LATER_MS = 1_000;

/** Sends a notice to one person, or puts what became of it in its place. */
export const noticeJob = (deps: RegistryDeps): Job => ({
  kind: NOTICE_JOB,
  claimed: true,
  run: (item) => deliver(deps, item),
});

async function deliver(deps: RegistryDeps, { args }: DueItem): Promise<JobOutcome> {
  const person = personId(argument(args, 'person'));
  const id = argument(args, 'notice');
  const notice = await deps.ledger.reads.get(notices, id);
  const card = notice?.cards.find((one) => one.person === person);
  if (!notice || !card || card.shows >= notice.version) return DONE;
  const to = await deps.ledger.conversation(card.person);
  if (!to) return { kind: 'waiting', person: card.person };
  const shown = await noticeCardFor(deps, notice, card.person);
  const message = { card: shown, summary: summaryOf(notice) };
  const sent =
    card.activityId === undefined
      ? await deps.chat.send(to, message)
      : await deps.chat.update(to, card.activityId, message);
  if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
  const told = { notice: id, person: card.person, version: notice.version };
  await record(
    deps,
    card,
    sent.kind === 'gone'
      ? { type: 'notice-abandoned', data: { ...told, status: sent.status } }
      : {
          type: 'notice-delivered',
          data: { ...told, activityId: sent.activityId, hash: sha256(canonicalJson(shown)) },
        },
  );
  return DONE;
}

type CardEvent = WatchEventOf<'notice-delivered' | 'notice-abandoned'>;

/** Says what Teams took, where nobody has said it yet. */
async function record(
  { ledger }: RegistryDeps,
  { person }: NoticeCard,
  event: CardEvent,
): Promise<void> {
  const { notice, version } = event.data;
  await ledger.commit(async (tx) => {
    const card = tx.view.get(notices, notice)?.cards.find((one) => one.person === person);
    const isNews = card !== undefined && card.shows < version;
    return { by: { kind: 'system' }, events: isNews ? [event] : [], result: () => undefined };
  });
}

function summaryOf({ id, found, postponed, above, closed }: Notice): string {
  if (postponed) return 'An inventory shows more than anybody can look at';
  if (above)
    return closed
      ? `${id} is within its template again`
      : `${id} has gathered more than its template`;
  if (found) return found.known ? `${id} has more than was recorded` : `${id} is on no list`;
  return `${id} ${closed ? 'has its owners again' : 'has lost an owner'}`;
}
