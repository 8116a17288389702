import { type Card, type ChatContext, type Dialog, dialog } from '../../../kernel/chat.ts';
import { doneOf } from '../../../kernel/ledger.ts';
import type { Json } from '../../../ledger/canonical.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import { askForRight } from '../askingRights.ts';
import type { RightAsk } from '../askSchemas.ts';
import { CONNECTOR_DIALOG, connectorFormCard } from '../cards/requestConnector.ts';
import { TIER_DIALOG, tierFormCard } from '../cards/requestEscalation.ts';
import type { Named } from '../cards/requestMenus.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { refusalSentence } from '../domain/sentences.ts';
import type { AskPlan } from '../planAsk.ts';
import { whenIn, wordsOf } from '../telling.ts';
import { CONNECTOR_FIELDS, readConnectorForm } from './connectorForm.ts';
import { readTierForm, TIER_FIELDS } from './tierForm.ts';
import { formData, type Read, typedOf } from './typed.ts';

type Fields = { readonly [field: string]: Json | undefined };

/** A form: how it is drawn with what was typed, and how it is read. */
interface AskForm {
  readonly draw: (fields: Fields, mistakes: readonly string[]) => Promise<Card>;
  readonly read: (fields: Fields) => Read<RightAsk>;
}

const named = (all: Iterable<{ record: { id: string; displayName: string } }>): readonly Named[] =>
  [...all]
    .map(({ record }) => ({ id: record.id, name: record.displayName }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

const connectorForm = ({ ledger }: ApprovalsDeps): AskForm => ({
  draw: async (fields, mistakes) =>
    connectorFormCard({
      typed: typedOf(CONNECTOR_FIELDS, fields),
      agents: named((await ledger.view()).all(agents).values()),
      mistakes,
    }),
  read: (fields) => readConnectorForm(typedOf(CONNECTOR_FIELDS, fields)),
});

const tierForm = ({ ledger }: ApprovalsDeps): AskForm => ({
  draw: async (fields, mistakes) => {
    const view = await ledger.view();
    return tierFormCard({
      typed: typedOf(TIER_FIELDS, fields),
      agents: named(view.all(agents).values()),
      connectors: named(view.all(connectors).values()),
      mistakes,
    });
  },
  read: (fields) => readTierForm(typedOf(TIER_FIELDS, fields)),
});

/** What asking came to, for whoever filled the form in: a sentence, or what stands in the way. */
async function told(
  deps: ApprovalsDeps,
  plan: AskPlan,
  { timeZone }: ChatContext,
): Promise<{ readonly text: string } | { readonly mistake: string }> {
  switch (plan.kind) {
    case 'refused':
      return { mistake: refusalSentence(plan.refusal, await wordsOf(deps, undefined, timeZone)) };
    case 'opened':
      return {
        text: `${plan.request} was opened. It is answered by ${whenIn(timeZone)(plan.due)} at the latest, and you hear how it comes out. Write “status ${plan.request}” to see where it stands.`,
      };
    case 'pending':
    case 'approved':
      return {
        text: `${plan.request} asks for exactly this already. Write “status ${plan.request}” to see where it stands.`,
      };
  }
}

const askDialog = (
  deps: ApprovalsDeps,
  about: { readonly id: string; readonly title: string; readonly fields: readonly string[] },
  form: AskForm,
): Dialog =>
  dialog({
    id: about.id,
    title: about.title,
    data: formData(about.fields),
    open: (_context, given) => form.draw(given, []),
    submit: async (fields, context) => {
      const read = form.read(fields);
      if ('mistakes' in read)
        return { kind: 'again', card: await form.draw(fields, read.mistakes) };
      const by = { kind: 'person', id: context.person.id } as const;
      const plan = doneOf(await askForRight(deps, { ask: read.ask, by }));
      const answer = await told(deps, plan, context);
      return 'text' in answer
        ? { kind: 'done', text: answer.text }
        : { kind: 'again', card: await form.draw(fields, [answer.mistake]) };
    },
    again: (typed, mistakes) => form.draw(typed, mistakes),
  });

/** The forms in which people ask for rights. */
export const requestDialogs = (deps: ApprovalsDeps): readonly Dialog[] => [
  askDialog(
    deps,
    { id: CONNECTOR_DIALOG, title: 'Ask for a connector', fields: CONNECTOR_FIELDS },
    connectorForm(deps),
  ),
  askDialog(
    deps,
    { id: TIER_DIALOG, title: 'Ask for a higher tier', fields: TIER_FIELDS },
    tierForm(deps),
  ),
];
