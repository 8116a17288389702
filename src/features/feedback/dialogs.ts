import { type Dialog, dialog } from '../../kernel/chat.ts';
import type { FeedbackDeps } from './deps.ts';
import { reportFields, typedOf } from './fields.ts';
import { formAgain, openForm, sendForm } from './reporting.ts';

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
      switch (sent.kind) {
        case 'taken':
          return { kind: 'done', text: `Thank you: ${sent.id}.`, card: sent.card };
        case 'spent':
          return {
            kind: 'done',
            text: 'This form was sent before. Open a new one to report more.',
          };
        case 'mistakes':
          return { kind: 'again', card: await formAgain(deps, 'dialog', typed, sent.mistakes) };
      }
    },
    again: (fields, mistakes) => formAgain(deps, 'dialog', typedOf(fields), mistakes),
  });
