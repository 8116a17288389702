import * as z from 'zod';
import { plainTime } from '../../kernel/cards/time.ts';
import {
  type BotCommand,
  botCommand,
  type ChatContext,
  type Reply,
  type Verb,
  type VerbReply,
  verb,
} from '../../kernel/chat.ts';
import { doneOf, type View } from '../../kernel/ledger.ts';
import type { PersonId } from '../../kernel/people.ts';
import { agents } from '../registry/domain/fold.ts';
import { type GrantView, grantCard, grantsCard, REVOKE_VERB } from './cards/grants.ts';
import type { GrantsDeps } from './deps.ts';
import { mayRead, mayRevoke, type Who } from './domain/rights.ts';
import { type GrantState, grants, isLiveGrant } from './domain/state.ts';
import { revokeGrant } from './revoking.ts';
import { endSentence, refusalSentence } from './sentences.ts';
import { grantsFor } from './showing.ts';

const whoIs = ({ person, roles }: ChatContext): Who => ({ person: person.id, roles });

const nameOf = async ({ directory }: GrantsDeps, person: PersonId | string): Promise<string> =>
  (await directory.find(person))?.name ?? person;

async function viewOf(
  deps: GrantsDeps,
  state: GrantState,
  view: View,
  context: ChatContext,
): Promise<GrantView> {
  const people = view.get(agents, state.agentId)?.people;
  const { end, amountUpTo, currency = '' } = state;
  const ender = end?.by.kind === 'person' ? await nameOf(deps, end.by.id) : '';
  return {
    id: state.grant,
    agentId: state.agentId,
    connectorId: state.connectorId,
    tool: state.tool,
    recipients: state.recipients,
    amount: amountUpTo === undefined ? '' : `${amountUpTo} ${currency}`,
    until: state.until,
    reason: state.reason,
    approvers: await Promise.all(state.approvers.map((id) => nameOf(deps, id))),
    mayRevoke: isLiveGrant(state, context.now) && mayRevoke(whoIs(context), people),
    ended: isLiveGrant(state, context.now) ? '' : endSentence(state, ender),
  };
}

const listed = async (deps: GrantsDeps, context: ChatContext): Promise<Reply> => {
  const view = await deps.ledger.view();
  const found = grantsFor(whoIs(context), view, context.now);
  return {
    kind: 'card',
    card: grantsCard({
      grants: await Promise.all(found.map((state) => viewOf(deps, state, view, context))),
    }),
    summary: 'Standing grants',
  };
};

async function shown(deps: GrantsDeps, id: string, context: ChatContext): Promise<Reply> {
  const view = await deps.ledger.view();
  const state = await deps.ledger.reads.get(grants, id);
  if (!state || !mayRead(whoIs(context), state, view.get(agents, state.agentId)?.people))
    return { kind: 'text', text: `There is no standing grant ${id}.` };
  const card = grantCard(await viewOf(deps, state, view, context));
  return { kind: 'card', card, summary: `The standing grant ${id}` };
}

const ID = /^AR-[1-9]\d{0,14}$/i;

/** `grants`, or `grants AR-7` for one of them. */
const grantsCommand = (deps: GrantsDeps): BotCommand =>
  botCommand<{ readonly id?: string }>({
    name: 'grants',
    usage: 'grants [AR-…]',
    help: 'lists what may be done without asking, and until when',
    scopes: [],
    parse: (rest) => (rest === '' ? {} : ID.test(rest) ? { id: rest.toUpperCase() } : undefined),
    run: ({ id }, context) => (id === undefined ? listed(deps, context) : shown(deps, id, context)),
  });

async function revoked(deps: GrantsDeps, grant: string, context: ChatContext): Promise<VerbReply> {
  const done = doneOf(await revokeGrant(deps, { ...whoIs(context), grant }));
  if (!done.ok) {
    const text = refusalSentence(done.refusal, (at) => plainTime(at, context.timeZone));
    const status = { 'unknown-grant': 404, 'not-allowed': 403, over: 409 } as const;
    return { kind: 'refused', status: status[done.refusal.code], text };
  }
  const reply = await shown(deps, grant, context);
  return reply.kind === 'card'
    ? { kind: 'card', card: reply.card }
    : { kind: 'message', text: reply.text };
}

/** The button of a grant's card: whoever taps must have the right, whatever card it came from. */
const revokeVerb = (deps: GrantsDeps): Verb =>
  verb({
    verb: REVOKE_VERB,
    data: z.strictObject({ grant: z.string().regex(ID) }),
    automatic: false,
    run: ({ grant }, context) => revoked(deps, grant, context),
  });

export const grantCommands = (deps: GrantsDeps): readonly BotCommand[] => [grantsCommand(deps)];
export const grantVerbs = (deps: GrantsDeps): readonly Verb[] => [revokeVerb(deps)];
