import * as z from 'zod';
import { type ChatContext, type Verb, type VerbReply, verb } from '../../kernel/chat.ts';
import type { PauseDeps } from './deps.ts';
import type { PauseRefusal } from './domain/decide.ts';
import { parseDuration } from './domain/duration.ts';
import { parseTarget } from './domain/target.ts';
import { receiptFor, refusalInChat, startFor } from './replies.ts';
import { pauseIdSchema } from './schemas.ts';
import { lift } from './starting.ts';

const refused = (deps: PauseDeps, refusal: PauseRefusal, context: ChatContext): VerbReply => ({
  kind: 'refused',
  status: FORBIDDEN.includes(refusal.code) ? 403 : 409,
  text: refusalInChat(deps, refusal, context),
});

const FORBIDDEN: readonly PauseRefusal['code'][] = ['not-allowed', 'board-only', 'step-up-needed'];

async function receiptReply(deps: PauseDeps, id: string, context: ChatContext): Promise<VerbReply> {
  const card = await receiptFor(deps, id, context);
  return card
    ? { kind: 'card', card }
    : { kind: 'refused', status: 404, text: `There is no pause ${id}.` };
}

/** A wide pause, confirmed: whoever taps must have the right, whatever card it came from. */
const confirmVerb = (deps: PauseDeps): Verb =>
  verb({
    verb: 'pause-confirm',
    data: z.strictObject({
      target: z.string().max(300),
      reason: z.string().min(1).max(1_000),
      duration: z.string().max(30),
    }),
    automatic: false,
    run: async ({ target: typed, reason, duration }, context) => {
      const target = parseTarget(typed);
      if (!target || (duration !== '' && parseDuration(duration) === undefined))
        return {
          kind: 'refused',
          status: 400,
          text: 'This card is not one of ours: type the pause again.',
        };
      const started = await startFor(deps, { target, reason, duration }, context);
      return started.ok
        ? receiptReply(deps, started.value, context)
        : refused(deps, started.refusal, context);
    },
  });

const onePause = z.strictObject({ pause: pauseIdSchema });

const undoVerb = (deps: PauseDeps): Verb =>
  verb({
    verb: 'pause-undo',
    data: onePause,
    automatic: false,
    run: async ({ pause }, context) => {
      const lifted = await lift(deps, {
        person: context.person.id,
        roles: context.roles,
        pause,
        reason: 'undone from the receipt',
      });
      return lifted.ok
        ? receiptReply(deps, pause, context)
        : refused(deps, lifted.refusal, context);
    },
  });

const showVerb = (deps: PauseDeps): Verb =>
  verb({
    verb: 'pause-show',
    data: onePause,
    automatic: false,
    run: async ({ pause }, context) =>
      context.roles.has('admin') || context.roles.has('board')
        ? receiptReply(deps, pause, context)
        : refused(deps, { code: 'not-allowed' }, context),
  });

export const pauseVerbs = (deps: PauseDeps): readonly Verb[] => [
  confirmVerb(deps),
  undoVerb(deps),
  showVerb(deps),
];
