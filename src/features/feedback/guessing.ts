import type { View } from '../../kernel/ledger.ts';
import type { Role } from '../../kernel/people.ts';
import type { Json } from '../../ledger/canonical.ts';
import { requests } from '../approvals/domain/entity.ts';
import { seatPrefix } from '../approvals/domain/rows.ts';
import { agents } from '../registry/domain/fold.ts';
import type { FeedbackDeps } from './deps.ts';
import { type LastAgent, lastAgents } from './domain/lastAgents.ts';
import { quotedText } from './domain/quoting.ts';

/** What a report is probably about. Empty texts where there is nothing to go by. */
export interface Guess {
  readonly agent: string;
  readonly workflow: string;
  /** The words of the message that it is about. */
  readonly quoted: string;
}

type Fields = { readonly [field: string]: Json };

const fieldsIn = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Waiting requests that are looked at, of each seat. */
const MOST = 20;

interface Whose {
  readonly person: string;
  readonly roles: ReadonlySet<Role>;
}

/** The newest of the requests that wait for somebody. */
async function askingNow(
  { ledger }: FeedbackDeps,
  { person, roles }: Whose,
): Promise<LastAgent | undefined> {
  const pages = await Promise.all(
    [person, ...roles].map((seat) => ledger.reads.rows(seatPrefix(seat), { limit: MOST })),
  );
  const newest = pages
    .flatMap(({ items }) => items.map(({ value }) => textIn(value['request'])))
    .toSorted((a, b) => Number(b.slice(3)) - Number(a.slice(3)))[0];
  const state = newest === undefined ? undefined : await ledger.reads.get(requests, newest);
  return state && { agent: state.agentId, at: state.askedAt };
}

/** The agent that had to do with somebody last: asked them, was answered, acted for them, was reported. */
async function lastOf(deps: FeedbackDeps, who: Whose): Promise<LastAgent | undefined> {
  const [asking, last] = await Promise.all([
    askingNow(deps, who),
    deps.ledger.reads.get(lastAgents, who.person),
  ]);
  if (!asking || !last) return asking ?? last;
  return asking.at > last.at ? asking : last;
}

/** The agent that wrote a message, where its sender is the identity of one or carries exactly its name. */
function senderOf(message: Fields, view: View): string | undefined {
  const application = fieldsIn(fieldsIn(message['from'])['application']);
  const [id, name] = [textIn(application['id']), textIn(application['displayName'])];
  const named = [...view.all(agents)].filter(
    ([, { record }]) =>
      (id !== '' && record.identities?.some((one) => one.toLowerCase() === id.toLowerCase())) ||
      (name !== '' && record.displayName.toLowerCase() === name.toLowerCase()),
  );
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** Guesses agent and workflow: whoever wrote the message, the agent one had to do with last, or the only one there is. */
export async function guess(deps: FeedbackDeps, who: Whose, about: Fields = {}): Promise<Guess> {
  const view = await deps.ledger.view();
  const message = fieldsIn(about['message']);
  const body = fieldsIn(message['body']);
  const quoted = quotedText(textIn(body['content']), textIn(body['contentType']) !== 'text');
  const active = [...view.all(agents)].filter(([, { status }]) => status === 'active');
  const last = await lastOf(deps, who);
  const named = [textIn(about['agent']), senderOf(message, view), last?.agent].find(
    (id) => id !== undefined && id !== '' && view.get(agents, id) !== undefined,
  );
  const agent = named ?? (active.length === 1 ? (active[0]?.[0] ?? '') : '');
  const lately = last?.agent === agent ? (last.workflow ?? '') : '';
  const workflow = agent === textIn(about['agent']) ? textIn(about['workflow']) || lately : lately;
  return { agent, workflow: workflow === agent ? '' : workflow, quoted };
}
