import { type BotCommand, botCommand } from '../../../kernel/chat.ts';
import { type OpenerView, requestOpenerCard } from '../cards/forms/requestOpener.ts';
import type { ApprovalsDeps } from '../deps.ts';
import {
  type AskForm,
  boundsForm,
  connectorForm,
  deviationForm,
  grantForm,
  promotionForm,
  tierForm,
} from './forms.ts';

const FORMS: Readonly<Record<string, OpenerView['asksFor']>> = {
  connector: 'connector',
  escalation: 'escalation',
  grant: 'grant',
  promotion: 'promotion',
  change: 'change',
  deviation: 'deviation',
};

const FORM_OF: Readonly<Record<OpenerView['asksFor'], (deps: ApprovalsDeps) => AskForm>> = {
  connector: connectorForm,
  escalation: tierForm,
  grant: grantForm,
  promotion: promotionForm,
  change: boundsForm,
  deviation: deviationForm,
};

/** Anybody may ask: in their own chat on the card itself, elsewhere in a dialog that opens for whoever taps it. */
export const requestCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'request',
    usage: 'request connector|escalation|grant|promotion|change|deviation',
    help: 'opens a form to ask for a connector, a tier, a standing grant, a promotion, wider bounds, a deviation',
    scopes: ['personal'],
    parse: (rest) => {
      const word = rest.toLowerCase();
      return Object.hasOwn(FORMS, word) ? FORMS[word] : undefined;
    },
    run: async (asksFor, { conversation }) => {
      const form = FORM_OF[asksFor](deps);
      const card =
        conversation.conversationType === 'personal'
          ? await form.draw('chat', form.fresh, [])
          : requestOpenerCard({ asksFor });
      return { kind: 'card', card, summary: 'A form to ask with' };
    },
  });
