import type { ChatContext } from '../../kernel/chat.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type ConversationReference, doneOf } from '../../kernel/ledger.ts';
import type { Job, JobOutcome } from '../../kernel/outbox.ts';
import { personId, type Role } from '../../kernel/people.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';
import { buildDigest } from './build.ts';
import { digestCard } from './cards/digest.ts';
import type { DigestDeps } from './deps.ts';
import { type Audience, audiences, type DigestEvent, POST_JOB } from './domain/audience.ts';
import { isTimeZone, nextDue, weekFor } from './schedule.ts';

const DONE: JobOutcome = { kind: 'done' };
const SYSTEM = { kind: 'system' } as const;
const LATER_MS = 1_000;

/** Who may read digests. */
export const READERS: readonly Role[] = ['board', 'admin', 'security', 'compliance'];

/** A conversation as an audience: known by a hash, so that its id fits a row key. */
const audienceOf = (conversation: string): string => sha256(conversation).slice(0, 32);

/** Where a conversation can be written to again: a person's own chat under the person, any other under its id. */
const keyOf = (
  { conversationType, conversationId }: ConversationReference,
  person: string,
): string => (conversationType === 'personal' ? person : conversationId);

/** From now on this conversation gets the digest every Monday; said again, its time zone becomes the speaker's. */
export async function subscribe(
  deps: DigestDeps,
  { person, conversation, timeZone, now }: ChatContext,
): Promise<Instant> {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const next = nextDue(now, zone, deps.postAt);
  const key = keyOf(conversation, person.id);
  await deps.ledger.learnConversation(key, conversation);
  const event: DigestEvent = {
    type: 'digest-subscribed',
    data: { audience: audienceOf(key), conversation: key, person: person.id, timeZone: zone, next },
  };
  const by = { kind: 'person', id: person.id } as const;
  return doneOf(
    await deps.ledger.commit(async (tx) => {
      const state = await tx.get(audiences, event.data.audience);
      const isSame = state?.timeZone === zone && state.next !== undefined && state.next >= now;
      return {
        by,
        events: isSame ? [] : [event],
        result: () => (isSame ? (state.next ?? next) : next),
      };
    }),
  );
}

/** Posts what is due to one audience. After a downtime each week that was missed is due at once, one after the other. */
async function post(deps: DigestDeps, id: string): Promise<JobOutcome> {
  const audience = await deps.ledger.reads.get(audiences, id);
  const now = deps.clock.now();
  if (!audience?.next || audience.next > now) return DONE;
  const to = await deps.ledger.conversation(audience.conversation);
  if (!to) return { kind: 'waiting', person: audience.conversation };
  if (!(await mayStillRead(deps, audience))) {
    await acknowledge(deps, audience, {
      type: 'digest-abandoned',
      data: { audience: id, status: 403 },
    });
    return DONE;
  }
  const week = weekFor(audience.next);
  const card = digestCard(await buildDigest(week, deps.sections(), { ledger: deps.ledger, now }));
  const sent = await deps.chat.send(to, { card, summary: `Governance digest ${week.name}` });
  if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
  const event: DigestEvent =
    sent.kind === 'gone'
      ? { type: 'digest-abandoned', data: { audience: id, status: sent.status } }
      : {
          type: 'digest-posted',
          data: {
            audience: id,
            week: week.name,
            activityId: sent.activityId,
            hash: sha256(canonicalJson(card)),
            next: nextDue(audience.next, audience.timeZone, deps.postAt),
          },
        };
  await acknowledge(deps, audience, event);
  return DONE;
}

/** A person's own digest ends with the role that it came with. Who reads along in a channel is for those who asked for it there. */
async function mayStillRead(
  { directory }: DigestDeps,
  { conversation }: Audience,
): Promise<boolean> {
  const person = personId(conversation);
  if (person === undefined) return true;
  const roles = await directory.rolesOf(person);
  return READERS.some((role) => roles.has(role));
}

/** Written once: where another server has posted this week meanwhile, nothing is. */
const acknowledge = (deps: DigestDeps, before: Audience, event: DigestEvent) =>
  deps.ledger.commit(async (tx) => {
    const state = await tx.get(audiences, event.data.audience);
    return {
      by: SYSTEM,
      events: state?.next === before.next ? [event] : [],
      result: () => undefined,
    };
  });

export const postJob = (deps: DigestDeps): Job => ({
  kind: POST_JOB,
  claimed: true,
  run: async ({ args }) => {
    const id = args['audience'];
    return typeof id === 'string' ? post(deps, id) : DONE;
  },
});
