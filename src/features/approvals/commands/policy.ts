import { plainTime } from '../../../kernel/cards/time.ts';
import { type BotCommand, botCommand, type ChatContext, type Reply } from '../../../kernel/chat.ts';
import type { Reads } from '../../../kernel/ledger.ts';
import { personId } from '../../../kernel/people.ts';
import {
  ACTIVE,
  type ActivePolicy,
  activePolicy,
  isActivated,
} from '../../policy/domain/active.ts';
import { policyInForceCard } from '../cards/policyInForce.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { POLICY_SUBJECT } from '../domain/policyChange.ts';
import { agentPrefix } from '../domain/rows.ts';
import type { PolicyRequest } from '../domain/state.ts';
import { namesOf } from '../showing/names.ts';
import { inOwnChat, text } from './answering.ts';
import { parseNothing } from './grammar.ts';

const NONE =
  'No policy has been put in force yet, so everything is denied. A server does that when it starts.';

/** Proposals that are looked through for those that still wait. */
const MOST = 100;

async function run(deps: ApprovalsDeps, context: ChatContext): Promise<Reply> {
  const active = (await deps.ledger.view()).get(activePolicy, ACTIVE);
  if (active === undefined) return text(NONE);
  const { roles, timeZone } = context;
  if (!roles.has('admin') && !roles.has('board')) return text(briefly(active, timeZone, OTHERS));
  if (!inOwnChat(context)) return text(briefly(active, timeZone, ELSEWHERE));
  return { kind: 'card', card: await cardFor(deps, active), summary: 'The policy in force' };
}

const OTHERS =
  'Every decision names the rules that decided it: type why and a decision. Admins and the board see who put the policy in force, and what waits.';
const ELSEWHERE = 'Type policy in your own chat with me to see by whom, and what waits.';

/** What everybody may know: each decision carries the same hash. */
const briefly = ({ bundle, at }: ActivePolicy, timeZone: string, more: string): string =>
  `The policy in force is the bundle ${bundle}, since ${plainTime(at, timeZone)}. ${more}`;

async function cardFor(deps: ApprovalsDeps, active: ActivePolicy) {
  const { bundle, at, by, policies, files } = active;
  const { reads } = deps.ledger;
  const [waiting, history] = await Promise.all([waitingChanges(reads), reads.history('policy')]);
  const activated = history.flatMap((one) => (isActivated(one) ? [one.data] : [])).at(-1);
  const person = by.kind === 'person' ? personId(by.id) : undefined;
  const names = await namesOf(deps.directory, person ? [person] : []);
  return policyInForceCard({
    bundle,
    at,
    name: person ? names(person) : '',
    kind: activated?.how ?? 'start',
    words: activated?.reason ?? '',
    rules: policies,
    files: files.map(({ name }) => ({ name })),
    here: deps.hasPolicy(bundle),
    waiting: waiting.map(({ id, title, due }) => ({ request: id, words: title, due })),
    page: `${deps.serverUrl}/admin/requests`,
  });
}

/** Proposals that wait for the board, the newest first. */
async function waitingChanges(reads: Reads): Promise<readonly PolicyRequest[]> {
  const { items } = await reads.rows(agentPrefix(POLICY_SUBJECT), { limit: MOST });
  const ids = items.map(({ value }) => value['request']).filter((id) => typeof id === 'string');
  const states = await Promise.all(ids.map((id) => reads.get(requests, id)));
  return states.flatMap((one) =>
    one?.kind === 'policyChange' && one.status === 'pending' ? [one] : [],
  );
}

/** `policy`: which policy is in force, since when and by whom, and what waits to take its place. */
export const policyCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'policy',
    usage: 'policy',
    help: 'shows which policy is in force, since when, by whom, and what waits',
    scopes: [],
    parse: parseNothing,
    run: (_none, context) => run(deps, context),
  });
