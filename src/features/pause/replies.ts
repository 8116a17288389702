import type { Card, ChatContext, Reply } from '../../kernel/chat.ts';
import type { View } from '../../kernel/ledger.ts';
import { doneOf } from '../../kernel/ledger.ts';
import type { PersonId } from '../../kernel/people.ts';
import type { Result } from '../../kernel/result.ts';
import { agents } from '../registry/domain/fold.ts';
import { confirmCard } from './cards/confirm.ts';
import { agentsCard, pausesCard } from './cards/list.ts';
import { receiptCard } from './cards/receipt.ts';
import type { PauseDeps } from './deps.ts';
import type { PauseRefusal } from './domain/decide.ts';
import { parseDuration } from './domain/duration.ts';
import { inForce } from './domain/hits.ts';
import { type PauseState, pauses } from './domain/state.ts';
import { targetText } from './domain/target.ts';
import type { PauseWords } from './grammar.ts';
import { receiptOf, settledReceipt } from './receipt.ts';
import { refusalSentence } from './sentences.ts';
import { start } from './starting.ts';
import { stoppedAgents } from './stopped.ts';

/** Somebody in chat waits this long for the levers to be read back; what is open then is said so. */
const WAIT_MS = 1_200;

async function nameOf(
  { directory }: PauseDeps,
  id: PersonId | string | undefined,
): Promise<string> {
  if (id === undefined) return '';
  return (await directory.find(id).catch(() => undefined))?.name ?? id;
}

/** When something was, in the reader's time zone. */
export const when =
  ({ timeZone }: ChatContext) =>
  (at: string): string =>
    `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at))} (${timeZone})`;

export const text = (words: string): Reply => ({ kind: 'text', text: words });

/** The receipt of a pause for one reader, once its levers have been read back or shortly after. */
export async function receiptFor(
  deps: PauseDeps,
  id: string,
  reader: ChatContext,
): Promise<Card | undefined> {
  const receipt = await settledReceipt(deps, id, WAIT_MS);
  const pause = (await deps.ledger.view()).get(pauses, id);
  if (!receipt || !pause) return undefined;
  const mayLift = pause.byBoard
    ? reader.roles.has('board')
    : reader.roles.has('admin') || reader.roles.has('board');
  return receiptCard({
    receipt,
    by: await nameOf(deps, receipt.by),
    liftedBy: await nameOf(deps, receipt.lifted?.by),
    stopped: stoppedAgents(pause.target, await deps.ledger.view(), deps.clock.now()),
    mayLift,
  });
}

/** Starts what was asked for and answers with its receipt, or with the sentence why not. */
export async function startFor(
  deps: PauseDeps,
  words: PauseWords,
  { person, roles }: ChatContext,
): Promise<Result<string, PauseRefusal>> {
  const forMs = words.duration === '' ? undefined : parseDuration(words.duration);
  return doneOf(
    await start(deps, {
      person: person.id,
      roles,
      target: words.target,
      reason: words.reason,
      forMs,
    }),
  );
}

export async function receiptReply(
  deps: PauseDeps,
  id: string,
  context: ChatContext,
): Promise<Reply> {
  const card = await receiptFor(deps, id, context);
  return card
    ? { kind: 'card', card, summary: `${id}: the pause receipt` }
    : text(`There is no pause ${id}.`);
}

export async function confirmReply(
  deps: PauseDeps,
  { target, reason, duration }: PauseWords,
): Promise<Reply> {
  const card = confirmCard({
    target: targetText(target),
    reason,
    duration,
    stopped: stoppedAgents(target, await deps.ledger.view(), deps.clock.now()),
    levers: deps.levers.filter((lever) => lever.reaches(target)).map(({ name }) => name),
  });
  return { kind: 'card', card, summary: 'Confirm the pause' };
}

/** A refusal in chat; where a name is unknown, with those that are near it. */
/** The sentence, and where to go where a message proves too little. */
export const refusalInChat = (
  { serverUrl }: PauseDeps,
  refusal: PauseRefusal,
  context: ChatContext,
): string => {
  const sentence = refusalSentence(refusal, when(context));
  return refusal.code === 'step-up-needed'
    ? `${sentence} Sign in and lift it here: ${serverUrl}/admin`
    : sentence;
};

export async function refusedReply(
  deps: PauseDeps,
  refusal: PauseRefusal,
  context: ChatContext,
): Promise<Reply> {
  const sentence = refusalInChat(deps, refusal, context);
  if (refusal.code !== 'unknown-target' || refusal.target.kind !== 'agent') return text(sentence);
  const near = nearest(refusal.target.id, [...(await deps.ledger.view()).all(agents).keys()]);
  return text(near === undefined ? sentence : `${sentence} Did you mean ${near}?`);
}

function nearest(typed: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: distanceOf(typed, name) }))
    .toSorted((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, typed.length / 3) ? best.name : undefined;
}

/** Levenshtein distance: how many letters are put in, left out or exchanged. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Why something stands still is for those who may pause, and for the people of the agent that does. */
function mayKnowWhy({ target }: PauseState, { person, roles }: ChatContext, view: View): boolean {
  if (roles.has('admin') || roles.has('board')) return true;
  const people = target.kind === 'agent' ? view.get(agents, target.id)?.people : undefined;
  return people !== undefined && Object.values(people).includes(person.id);
}

/** The pauses in force; others read along in a channel, and are told no reasons there. */
export async function pausesReply(deps: PauseDeps, context: ChatContext): Promise<Reply> {
  const now = deps.clock.now();
  const view = await deps.ledger.view();
  const live = inForce(view, now);
  const isOwnChat = context.conversation.conversationType === 'personal';
  const listed = await Promise.all(
    live.map(async (pause: PauseState) => {
      const receipt = receiptOf(pause, now);
      return isOwnChat && mayKnowWhy(pause, context, view)
        ? { receipt, by: await nameOf(deps, pause.by) }
        : { receipt: { ...receipt, reason: '' }, by: '' };
    }),
  );
  return { kind: 'card', card: pausesCard({ pauses: listed }), summary: `${live.length} in force` };
}

/** More than a card lists: the names of their owners are not looked up. */
const MOST_AGENTS = 25;

export async function agentsReply(deps: PauseDeps): Promise<Reply> {
  const view = await deps.ledger.view();
  const now = deps.clock.now();
  const stopped = new Set(
    inForce(view, now).flatMap(({ target }) =>
      target.kind === 'agent' || target.kind === 'all' ? stoppedAgents(target, view, now) : [],
    ),
  );
  const all = [...view.all(agents).values()].toSorted((a, b) =>
    a.record.id < b.record.id ? -1 : 1,
  );
  const shown = await Promise.all(
    all.slice(0, MOST_AGENTS).map(async ({ record, people, status }) => ({
      id: record.id,
      owner: await nameOf(deps, people.business),
      environment: record.environment,
      phase: record.phase,
      status: status === 'active' && stopped.has(record.id) ? ('paused' as const) : status,
    })),
  );
  return {
    kind: 'card',
    card: agentsCard({ agents: shown, total: all.length }),
    summary: `${all.length} agents`,
  };
}
