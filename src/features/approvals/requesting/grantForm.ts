import type { Instant } from '../../../kernel/instant.ts';
import { type GrantAsk, grantAsk } from '../asking/askSchemas.ts';
import { partsOf, type Read, readForm, type Typed, untilAfter } from './typed.ts';

/** Ids of the inputs; `days` is until when, counted from the moment the form is sent. */
export const GRANT_FIELDS = [
  'agentId',
  'connectorId',
  'tool',
  'recipients',
  'amountUpTo',
  'currency',
  'days',
  'justification',
] as const;

export type GrantField = (typeof GRANT_FIELDS)[number];
export type GrantTyped = Typed<GrantField>;

/** What the form calls its fields. */
export const GRANT_LABELS: Readonly<Record<GrantField, string>> = {
  agentId: 'Agent',
  connectorId: 'Connector',
  tool: 'Tool',
  recipients: 'To whom',
  amountUpTo: 'Each time at most',
  currency: 'Currency',
  days: 'For how long',
  justification: 'Why without asking',
};

export const DEFAULT_DAYS = '7';

const isField = (name: string): name is GrantField => GRANT_FIELDS.some((field) => field === name);

const fieldOf = (name: string) => {
  const id = name === 'until' ? 'days' : name;
  return { id, label: isField(id) ? GRANT_LABELS[id] : 'The form' };
};

/** A filled form as the API takes it, or everything that is wrong with it. */
export const readGrantForm = (typed: GrantTyped, now: Instant): Read<GrantAsk> => {
  const [amountUpTo, currency] = [typed.amountUpTo.trim(), typed.currency.trim().toUpperCase()];
  return readForm(
    grantAsk,
    {
      kind: 'standingGrant',
      agentId: typed.agentId.trim(),
      connectorId: typed.connectorId.trim(),
      tool: typed.tool.trim(),
      recipients: partsOf(typed.recipients),
      ...(amountUpTo !== '' && { amountUpTo }),
      ...(currency !== '' && { currency }),
      until: untilAfter(typed.days.trim() || DEFAULT_DAYS, now),
      justification: typed.justification,
    },
    fieldOf,
  );
};
