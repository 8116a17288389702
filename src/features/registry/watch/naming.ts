import * as z from 'zod';
import type { Mistake } from '../../../kernel/cards/form.ts';
import { type ChatContext, type Verb, type VerbReply, verb } from '../../../kernel/chat.ts';
import type { Problem } from '../../../kernel/problems.ts';
import { NAME_OWNER_VERB } from '../cards/nameOwner.ts';
import type { RegistryDeps } from '../deps.ts';
import { registryId } from '../domain/fields.ts';
import { agents } from '../domain/fold.ts';
import type { AgentRecord } from '../domain/model.ts';
import { presentAgent } from '../domain/present.ts';
import { isOpen, notices, ownerNotice, stillMissing } from '../domain/watch/notices.ts';
import type { LostSeat } from '../domain/watch/watchEvents.ts';
import { writeAgent } from '../writeAgent.ts';
import { nameOwnerAgain, noticeCardFor } from './noticeView.ts';

type Seat = LostSeat['seat'];

const FIELDS = {
  business: 'businessOwner',
  technical: 'technicalOwner',
  backup: 'backupOwner',
} as const satisfies Record<Seat, keyof AgentRecord>;

const typed = z.string().trim().max(200).optional();
const data = z.strictObject({
  agent: registryId,
  business: typed,
  technical: typed,
  backup: typed,
});
type Named = z.output<typeof data>;

const refused = (status: 403 | 409, text: string): VerbReply => ({ kind: 'refused', status, text });

/** The record as it is shown, with others in the places that are empty; where nobody is named as backup, there is none any more. */
function withOwners(record: AgentRecord, named: Named, seats: readonly Seat[]): AgentRecord {
  const given = seats.flatMap((seat) => {
    const name = named[seat] ?? '';
    return name === '' ? [] : [[FIELDS[seat], name] as const];
  });
  const { backupOwner: _gone, ...others } = record;
  const isWithout = seats.includes('backup') && (named.backup ?? '') === '';
  return { ...(isWithout ? others : record), ...Object.fromEntries(given) };
}

/** What speaks against it, each beside its field. */
function mistakesOf({ detail, errors = [] }: Problem, seats: readonly Seat[]): readonly Mistake[] {
  if (errors.length === 0) return [detail];
  return errors.map(({ path, message }) => {
    const field = seats.find((seat) => FIELDS[seat] === path);
    return field ? { field, words: message } : `${path}: ${message}`;
  });
}

const textsOf = (named: Named, seats: readonly Seat[]) =>
  Object.fromEntries(seats.map((seat) => [seat, named[seat] ?? '']));

async function name(
  deps: RegistryDeps,
  named: Named,
  { person, roles, now }: ChatContext,
): Promise<VerbReply> {
  if (!roles.has('admin')) return refused(403, 'Only governance admins name an owner.');
  const id = ownerNotice(named.agent);
  const view = await deps.ledger.view();
  const [notice, agent] = [view.get(notices, id), view.get(agents, named.agent)];
  if (!isOpen(notice) || !agent)
    return refused(409, `There is nothing left to do: ${named.agent} has its owners.`);
  const seats = stillMissing(notice, agent.people).map(({ seat }) => seat);
  const again = async (mistakes: readonly Mistake[]): Promise<VerbReply> => ({
    kind: 'card',
    card: await nameOwnerAgain(deps, notice, { typed: textsOf(named, seats), mistakes }),
  });
  const record = withOwners(presentAgent(agent, now).record, named, seats);
  const against = await writeAgent(record, { kind: 'person', id: person.id }, deps);
  if (against) return again(mistakesOf(against, seats));
  const after = (await deps.ledger.reads.get(notices, id)) ?? notice;
  return { kind: 'card', card: await noticeCardFor(deps, after, person.id) };
}

/** The form on the card of an agent that has lost an owner: the same edit as the API's, by admins alone. */
export const nameOwnerVerb = (deps: RegistryDeps): Verb =>
  verb({
    verb: NAME_OWNER_VERB,
    data,
    automatic: false,
    run: (named, context) => name(deps, named, context),
  });
