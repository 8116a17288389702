import * as z from 'zod';
import { type Verb, verb } from '../../kernel/chat.ts';
import { shadowCard } from './cards/shadow.ts';
import type { FeedbackDeps } from './deps.ts';
import { shadowFields, shadowTypedOf } from './fields.ts';
import { MOST_TEXT, tooLong } from './forms.ts';
import { openShadowForm, sendShadow } from './shadowForm.ts';
import { refused } from './verbs.ts';

/** The form of a report about an agent becomes that of what nobody registered. */
const openVerb = (deps: FeedbackDeps): Verb =>
  verb({
    verb: 'report-shadow',
    data: z.strictObject({}),
    automatic: false,
    run: async (_none, context) => ({
      kind: 'card',
      card: await openShadowForm(deps, 'chat', context, {}),
    }),
  });

/** The form in chat. What is far too long is refused, so that it stays in the card as it was typed. */
const sendVerb = (deps: FeedbackDeps): Verb =>
  verb({
    verb: 'shadow-send',
    data: shadowFields,
    automatic: false,
    run: async (fields, context) => {
      const typed = shadowTypedOf(fields);
      if (typed.text.length > MOST_TEXT)
        return refused(400, tooLong('Your words', typed.text.length, MOST_TEXT));
      const sent = await sendShadow(deps, 'chat', typed, context);
      if (sent.kind === 'taken') return { kind: 'card', card: sent.card };
      if (sent.kind === 'spent')
        return refused(409, 'This form was sent before. Type report shadow for a new one.');
      return { kind: 'card', card: shadowCard({ where: 'chat', typed, mistakes: sent.mistakes }) };
    },
  });

export const shadowVerbs = (deps: FeedbackDeps): readonly Verb[] => [
  openVerb(deps),
  sendVerb(deps),
];
