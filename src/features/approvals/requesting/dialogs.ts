import { type Dialog, dialog } from '../../../kernel/chat.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { type AskForm, askForms, sendForm } from './forms.ts';
import { formData } from './typed.ts';

const askDialog = (deps: ApprovalsDeps, form: AskForm): Dialog =>
  dialog({
    id: form.name,
    title: form.title,
    composeAction: form.title,
    data: formData(form.fields),
    open: (_context, given) => form.draw('dialog', { ...form.fresh, ...given }, []),
    submit: async (fields, context) => {
      const sent = await sendForm(deps, form, fields, context);
      return sent.kind === 'asked'
        ? { kind: 'done', text: sent.said }
        : { kind: 'again', card: await form.draw('dialog', fields, sent.mistakes) };
    },
    again: (typed, mistakes) => form.draw('dialog', typed, mistakes),
  });

/** The forms in which people ask for rights, as dialogs: from a button, or beside the box where messages are written. */
export const requestDialogs = (deps: ApprovalsDeps): readonly Dialog[] =>
  askForms(deps).map((form) => askDialog(deps, form));
