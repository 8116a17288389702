import type { Mistake } from '../../../kernel/cards/form.ts';
import type { Card, ChatContext } from '../../../kernel/chat.ts';
import { doneOf } from '../../../kernel/ledger.ts';
import type { Json } from '../../../ledger/canonical.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import { askForRight } from '../asking/askingRights.ts';
import { DEFAULT_FOR, type RightAsk } from '../asking/askSchemas.ts';
import type { AskPlan } from '../asking/planAsk.ts';
import type { Where } from '../cards/askButtons.ts';
import { BOUNDS_DIALOG, boundsFormCard } from '../cards/forms/requestBounds.ts';
import { CONNECTOR_DIALOG, connectorFormCard } from '../cards/forms/requestConnector.ts';
import { DEVIATION_DIALOG, deviationFormCard } from '../cards/forms/requestDeviation.ts';
import { TIER_DIALOG, tierFormCard } from '../cards/forms/requestEscalation.ts';
import { GRANT_DIALOG, grantFormCard } from '../cards/forms/requestGrant.ts';
import type { Named } from '../cards/forms/requestMenus.ts';
import { PROMOTION_DIALOG, promotionFormCard } from '../cards/forms/requestPromotion.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { refusalSentence } from '../domain/sentences.ts';
import { whenIn, wordsOf } from '../showing/telling.ts';
import { BOUNDS_FIELDS, BOUNDS_LABELS, FOR_GOOD, readBoundsForm } from './boundsForm.ts';
import { CONNECTOR_FIELDS, CONNECTOR_LABELS, readConnectorForm } from './connectorForm.ts';
import {
  DEFAULT_DEVIATION_DAYS,
  DEVIATION_FIELDS,
  DEVIATION_LABELS,
  readDeviationForm,
} from './deviationForm.ts';
import { DEFAULT_DAYS, GRANT_FIELDS, GRANT_LABELS, readGrantForm } from './grantForm.ts';
import { PROMOTION_FIELDS, PROMOTION_LABELS, readPromotionForm } from './promotionForm.ts';
import { readTierForm, TIER_FIELDS, TIER_LABELS } from './tierForm.ts';
import { type Read, typedOf } from './typed.ts';

export type Fields = { readonly [field: string]: Json | undefined };

/** A form in which people ask for rights: how it is drawn with what was typed, and how it is read. */
export interface AskForm {
  /** Of its dialog and of its verb. */
  readonly name: string;
  readonly title: string;
  readonly fields: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** What stands in a form that nobody has filled in. */
  readonly fresh: Fields;
  draw(where: Where, fields: Fields, mistakes: readonly Mistake[]): Promise<Card>;
  read(fields: Fields): Read<RightAsk>;
}

const named = (all: Iterable<{ record: { id: string; displayName: string } }>): readonly Named[] =>
  [...all]
    .map(({ record }) => ({ id: record.id, name: record.displayName }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

export const connectorForm = ({ ledger }: Pick<ApprovalsDeps, 'ledger'>): AskForm => ({
  name: CONNECTOR_DIALOG,
  title: 'Ask for a connector',
  fields: CONNECTOR_FIELDS,
  labels: CONNECTOR_LABELS,
  fresh: {},
  draw: async (where, fields, mistakes) =>
    connectorFormCard({
      where,
      typed: typedOf(CONNECTOR_FIELDS, fields),
      agents: named((await ledger.view()).all(agents).values()),
      mistakes,
    }),
  read: (fields) => readConnectorForm(typedOf(CONNECTOR_FIELDS, fields)),
});

export const tierForm = ({ ledger }: Pick<ApprovalsDeps, 'ledger'>): AskForm => ({
  name: TIER_DIALOG,
  title: 'Ask for a higher tier',
  fields: TIER_FIELDS,
  labels: TIER_LABELS,
  fresh: { for: DEFAULT_FOR },
  draw: async (where, fields, mistakes) => {
    const view = await ledger.view();
    return tierFormCard({
      where,
      typed: typedOf(TIER_FIELDS, fields),
      agents: named(view.all(agents).values()),
      connectors: named(view.all(connectors).values()),
      mistakes,
    });
  },
  read: (fields) => readTierForm(typedOf(TIER_FIELDS, fields)),
});

export const grantForm = ({ ledger, clock }: Pick<ApprovalsDeps, 'ledger' | 'clock'>): AskForm => ({
  name: GRANT_DIALOG,
  title: 'Ask for a standing grant',
  fields: GRANT_FIELDS,
  labels: GRANT_LABELS,
  fresh: { days: DEFAULT_DAYS },
  draw: async (where, fields, mistakes) => {
    const view = await ledger.view();
    return grantFormCard({
      where,
      typed: typedOf(GRANT_FIELDS, fields),
      agents: named(view.all(agents).values()),
      connectors: named(view.all(connectors).values()),
      mistakes,
    });
  },
  read: (fields) => readGrantForm(typedOf(GRANT_FIELDS, fields), clock.now()),
});

export const promotionForm = ({ ledger }: Pick<ApprovalsDeps, 'ledger'>): AskForm => ({
  name: PROMOTION_DIALOG,
  title: 'Ask for a promotion',
  fields: PROMOTION_FIELDS,
  labels: PROMOTION_LABELS,
  fresh: {},
  draw: async (where, fields, mistakes) =>
    promotionFormCard({
      where,
      typed: typedOf(PROMOTION_FIELDS, fields),
      agents: named((await ledger.view()).all(agents).values()),
      mistakes,
    }),
  read: (fields) => readPromotionForm(typedOf(PROMOTION_FIELDS, fields)),
});

export const boundsForm = ({ ledger }: Pick<ApprovalsDeps, 'ledger'>): AskForm => ({
  name: BOUNDS_DIALOG,
  title: 'Ask for wider bounds',
  fields: BOUNDS_FIELDS,
  labels: BOUNDS_LABELS,
  fresh: { for: FOR_GOOD },
  draw: async (where, fields, mistakes) => {
    const view = await ledger.view();
    return boundsFormCard({
      where,
      typed: typedOf(BOUNDS_FIELDS, fields),
      agents: named(view.all(agents).values()),
      connectors: named(view.all(connectors).values()),
      mistakes,
    });
  },
  read: (fields) => readBoundsForm(typedOf(BOUNDS_FIELDS, fields)),
});

export const deviationForm = ({
  ledger,
  clock,
}: Pick<ApprovalsDeps, 'ledger' | 'clock'>): AskForm => ({
  name: DEVIATION_DIALOG,
  title: 'Ask for a deviation',
  fields: DEVIATION_FIELDS,
  labels: DEVIATION_LABELS,
  fresh: { days: DEFAULT_DEVIATION_DAYS },
  draw: async (where, fields, mistakes) =>
    deviationFormCard({
      where,
      typed: typedOf(DEVIATION_FIELDS, fields),
      agents: named((await ledger.view()).all(agents).values()),
      mistakes,
    }),
  read: (fields) => readDeviationForm(typedOf(DEVIATION_FIELDS, fields), clock.now()),
});

/** Every form in which people ask for a right. */
export const askForms = (deps: ApprovalsDeps): readonly AskForm[] => [
  connectorForm(deps),
  tierForm(deps),
  grantForm(deps),
  promotionForm(deps),
  boundsForm(deps),
  deviationForm(deps),
];

export type SentForm =
  | { readonly kind: 'asked'; readonly request: string; readonly said: string }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] };

/** Asks with what a form sent, in the name of who sent it. */
export async function sendForm(
  deps: ApprovalsDeps,
  form: AskForm,
  fields: Fields,
  context: ChatContext,
): Promise<SentForm> {
  const read = form.read(fields);
  if ('mistakes' in read) return { kind: 'mistakes', mistakes: read.mistakes };
  const by = { kind: 'person', id: context.person.id } as const;
  const plan = doneOf(await askForRight(deps, { ask: read.ask, by }));
  return told(deps, plan, context);
}

/** What asking came to, for whoever filled the form in: a sentence, or what stands in the way. */
async function told(
  deps: ApprovalsDeps,
  plan: AskPlan,
  { timeZone }: ChatContext,
): Promise<SentForm> {
  switch (plan.kind) {
    case 'refused': {
      const words = await wordsOf(deps, undefined, timeZone);
      return { kind: 'mistakes', mistakes: [refusalSentence(plan.refusal, words)] };
    }
    case 'opened':
      return {
        kind: 'asked',
        request: plan.request,
        said: `${plan.request} was opened. It is answered by ${whenIn(timeZone)(plan.due)} at the latest, and you hear how it comes out. Write “status ${plan.request}” to see where it stands.`,
      };
    case 'pending':
    case 'approved':
      return {
        kind: 'asked',
        request: plan.request,
        said: `${plan.request} asks for exactly this already. Write “status ${plan.request}” to see where it stands.`,
      };
  }
}
