import { type BotCommand, botCommand } from '../../../kernel/chat.ts';
import { type OpenerView, requestOpenerCard } from '../cards/requestOpener.ts';

const FORMS: Readonly<Record<string, OpenerView['asksFor']>> = {
  connector: 'connector',
  escalation: 'escalation',
};

/** Anybody may ask: the card's button opens the form for whoever taps it. */
export const requestCommand: BotCommand = botCommand({
  name: 'request',
  usage: 'request connector|escalation',
  help: 'opens a form to ask for a connector or a higher tier',
  scopes: ['personal'],
  parse: (rest) => {
    const word = rest.toLowerCase();
    return Object.hasOwn(FORMS, word) ? FORMS[word] : undefined;
  },
  run: async (asksFor) => ({
    kind: 'card',
    card: requestOpenerCard({ asksFor }),
    summary: 'A form to ask with',
  }),
});
