import type { Mistake } from '../../kernel/cards/form.ts';
import { type Card, type Dialog, dialog } from '../../kernel/chat.ts';
import { shadowCard } from './cards/shadow.ts';
import type { FeedbackDeps } from './deps.ts';
import { reportFields, shadowFields, shadowTypedOf, typedOf } from './fields.ts';
import { formAgain, openForm, type SentForm, sendForm } from './reporting.ts';
import { openShadowForm, sendShadow } from './shadowForm.ts';

/** The report as a dialog: from a button, or on any message. */
export const reportDialog = (deps: FeedbackDeps): Dialog =>
  dialog({
    id: 'report',
    title: 'Report an agent issue',
    messageAction: 'Report an agent issue',
    data: reportFields,
    open: (context, about) => openForm(deps, 'dialog', context, about),
    submit: async (fields, context) => {
      const typed = typedOf(fields);
      const sent = await sendForm(deps, 'dialog', typed, context);
      return answered(sent, (mistakes) => formAgain(deps, 'dialog', typed, mistakes));
    },
    again: (fields, mistakes) => formAgain(deps, 'dialog', typedOf(fields), mistakes),
  });

/** The report of what nobody registered as a dialog: on any message. */
export const shadowDialog = (deps: FeedbackDeps): Dialog =>
  dialog({
    id: 'report-shadow',
    title: 'Report what nobody registered',
    messageAction: 'Report what nobody registered',
    data: shadowFields,
    open: (context, about) => openShadowForm(deps, 'dialog', context, about),
    submit: async (fields, context) => {
      const typed = shadowTypedOf(fields);
      const sent = await sendShadow(deps, 'dialog', typed, context);
      return answered(sent, async (mistakes) => shadowCard({ where: 'dialog', typed, mistakes }));
    },
    again: async (fields, mistakes) =>
      shadowCard({ where: 'dialog', typed: shadowTypedOf(fields), mistakes }),
  });

async function answered(
  sent: SentForm,
  again: (mistakes: readonly Mistake[]) => Promise<Card>,
): Promise<Awaited<ReturnType<Dialog['submit']>>> {
  switch (sent.kind) {
    case 'taken':
      return { kind: 'done', text: `Thank you: ${sent.id}.`, card: sent.card };
    case 'spent':
      return { kind: 'done', text: 'This form was sent before. Open a new one to report more.' };
    case 'mistakes':
      return { kind: 'again', card: await again(sent.mistakes) };
  }
}
