import { type BotCommand, botCommand, type ChatContext, type Reply } from '../../kernel/chat.ts';
import type { PauseDeps } from './deps.ts';
import { inForce } from './domain/hits.ts';
import { isWide, targetText } from './domain/target.ts';
import { type PauseWords, parsePause, parseResume, type ResumeWords } from './grammar.ts';
import {
  agentsReply,
  confirmReply,
  pausesReply,
  receiptReply,
  refusedReply,
  startFor,
  text,
} from './replies.ts';
import { RESUME_USAGE, USAGE } from './sentences.ts';
import { lift } from './starting.ts';

const EVERYWHERE = ['personal', 'team', 'groupChat'] as const;
const IN_CHANNELS = ['team', 'groupChat'] as const;
const nothing = (rest: string): true | undefined => (rest === '' ? true : undefined);
const mayPause = ({ roles }: ChatContext): boolean => roles.has('admin') || roles.has('board');

/** An exact agent stops at once; what stops more than one asks first. */
async function pause(deps: PauseDeps, words: PauseWords, context: ChatContext): Promise<Reply> {
  if (!mayPause(context)) return refusedReply(deps, { code: 'not-allowed' }, context);
  if (isWide(words.target)) return confirmReply(deps, words);
  const started = await startFor(deps, words, context);
  return started.ok
    ? receiptReply(deps, started.value, context)
    : refusedReply(deps, started.refusal, context);
}

/** Which pause is meant: by its id, or by a target that exactly one pause in force has. */
async function meant(deps: PauseDeps, { pause: id, target }: ResumeWords): Promise<string | Reply> {
  if (id !== undefined) return id;
  const wanted = target ? targetText(target) : '';
  const found = inForce(await deps.ledger.view(), deps.clock.now()).filter(
    (one) => targetText(one.target) === wanted,
  );
  const [only, ...more] = found;
  if (!only) return text(`Nothing pauses ${wanted}: type pauses for those in force.`);
  return more.length === 0
    ? only.id
    : text(
        `${found.length} pauses stop ${wanted}: ${found.map((one) => one.id).join(', ')}. Resume them one by one, by their ids.`,
      );
}

async function resume(deps: PauseDeps, words: ResumeWords, context: ChatContext): Promise<Reply> {
  const which = await meant(deps, words);
  if (typeof which !== 'string') return which;
  const lifted = await lift(deps, {
    person: context.person.id,
    roles: context.roles,
    pause: which,
    reason: words.reason,
  });
  return lifted.ok
    ? receiptReply(deps, which, context)
    : refusedReply(deps, lifted.refusal, context);
}

export const pauseCommands = (deps: PauseDeps): readonly BotCommand[] => [
  botCommand({
    name: 'pause',
    usage: USAGE,
    help: 'stops an agent at once, or more after you confirm; answers with proof',
    scopes: EVERYWHERE,
    parse: parsePause,
    run: (words, context) => pause(deps, words, context),
  }),
  botCommand({
    name: 'resume',
    usage: RESUME_USAGE,
    help: 'lifts one pause',
    scopes: IN_CHANNELS,
    parse: parseResume,
    run: (words, context) => resume(deps, words, context),
  }),
  botCommand({
    name: 'pauses',
    usage: 'pauses',
    help: 'lists the pauses in force',
    scopes: IN_CHANNELS,
    parse: nothing,
    run: (_none, context) => pausesReply(deps, context),
  }),
  botCommand({
    name: 'agents',
    usage: 'agents',
    help: 'lists the governed agents',
    scopes: IN_CHANNELS,
    parse: nothing,
    run: () => agentsReply(deps),
  }),
];
