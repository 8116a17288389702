import { givesBack } from '../../../kernel/cards/form.ts';
import { type Verb, type VerbReply, verb } from '../../../kernel/chat.ts';
import { askedCard } from '../cards/asked.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { type AskForm, askForms, type Fields, sendForm } from './forms.ts';
import { formData } from './typed.ts';

const lengthOf = (value: Fields[string]): number => (typeof value === 'string' ? value.length : 0);

/** No card could give this back, so that the one which it was typed on stays as it is. */
function tooMuch({ labels }: AskForm, fields: Fields): VerbReply {
  const [longest = ''] = Object.entries(fields)
    .toSorted(([, a], [, b]) => lengthOf(b) - lengthOf(a))
    .map(([name]) => name);
  return {
    kind: 'refused',
    status: 400,
    text: `That is more than a card can hold. Shorten what you wrote, “${labels[longest] ?? longest}” first, and send it again.`,
  };
}

const askVerb = (deps: ApprovalsDeps, form: AskForm): Verb =>
  verb({
    verb: form.name,
    data: formData(form.fields),
    automatic: false,
    run: async (fields, context) => {
      const sent = await sendForm(deps, form, fields, context);
      if (sent.kind === 'asked') return { kind: 'card', card: askedCard(sent) };
      const card = await form.draw('chat', fields, sent.mistakes);
      return givesBack(card, fields) ? { kind: 'card', card } : tooMuch(form, fields);
    },
  });

/** The forms in which people ask for rights, as cards in chat. */
export const requestVerbs = (deps: ApprovalsDeps): readonly Verb[] =>
  askForms(deps).map((form) => askVerb(deps, form));
