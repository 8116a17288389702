import type { Chat } from './chat.ts';
import type { Ledger } from './ledger.ts';
import type { PersonId } from './people.ts';

const LATER_MS = 1_000;
/** People told in one run, and so in one commit. */
const AT_ONCE = 10;
/** Names that a notice spells out; the rest is counted. */
const NAMED = 5;

type Deps = { readonly ledger: Pick<Ledger, 'conversation'>; readonly chat: Pick<Chat, 'send'> };

/** What became of telling one person: somebody who cannot be reached is not waited for. */
export type Told =
  | { readonly kind: 'told' | 'unreachable' }
  | { readonly kind: 'later'; readonly afterMs: number };

/** Sends one person a plain text in their own chat. */
export async function tell({ ledger, chat }: Deps, person: PersonId, text: string): Promise<Told> {
  const to = await ledger.conversation(person);
  const sent = to && (await chat.send(to, { text, summary: text }));
  if (sent?.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
  return { kind: sent?.kind === 'sent' ? 'told' : 'unreachable' };
}

/** How far a row of people has been told: everybody up to `after`, in the order of their ids. */
export interface Progress {
  readonly after: string;
  readonly done: boolean;
}

/**
 * Tells the next few of many, each their own text, in the order of their ids, so that whoever goes on knows where. Answers how
 * far it has come, how many of these were reached, and when to go on where Teams is busy.
 */
export async function tellSome(
  deps: Deps,
  texts: ReadonlyMap<PersonId, string>,
  before: string,
): Promise<Progress & { readonly told: number; readonly afterMs?: number }> {
  const left = [...texts].filter(([id]) => id > before).sort(([a], [b]) => (a < b ? -1 : 1));
  let [after, told] = [before, 0];
  for (const [person, text] of left.slice(0, AT_ONCE)) {
    const sent = await tell(deps, person, text);
    if (sent.kind === 'later') return { after, done: false, told, afterMs: sent.afterMs };
    if (sent.kind === 'told') told += 1;
    after = person;
  }
  return { after, done: left.length <= AT_ONCE, told };
}

/** A list for one sentence: the first names, and how many more there are, `unnamed` among them. */
export function fewOf(names: readonly string[], unnamed = 0): string {
  const more = Math.max(0, names.length - NAMED) + unnamed;
  const shown = [...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])];
  return new Intl.ListFormat('en-GB').format(shown);
}
