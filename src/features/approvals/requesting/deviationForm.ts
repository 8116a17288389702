import type { Instant } from '../../../kernel/instant.ts';
import { type DeviationAsk, deviationAsk } from '../asking/askSchemas.ts';
import { type Read, readForm, type Typed, untilAfter } from './typed.ts';

/** Ids of the inputs; `days` is until when, counted from the moment the form is sent. */
export const DEVIATION_FIELDS = [
  'agentId',
  'connectorId',
  'from',
  'what',
  'why',
  'owner',
  'days',
] as const;

export type DeviationField = (typeof DEVIATION_FIELDS)[number];
export type DeviationTyped = Typed<DeviationField>;

/** What the form calls its fields. */
export const DEVIATION_LABELS: Readonly<Record<DeviationField, string>> = {
  agentId: 'Agent',
  connectorId: 'Connector',
  from: 'Standard',
  what: 'What is different',
  why: 'Why',
  owner: 'Who answers for it',
  days: 'For how long',
};

export const DEFAULT_DEVIATION_DAYS = '30';

const isField = (name: string): name is DeviationField =>
  DEVIATION_FIELDS.some((field) => field === name);

const fieldOf = (name: string) => {
  const id = name === 'until' ? 'days' : name;
  return { id, label: isField(id) ? DEVIATION_LABELS[id] : 'The form' };
};

/** A filled form as the API takes it, or everything that is wrong with it. */
export function readDeviationForm(typed: DeviationTyped, now: Instant): Read<DeviationAsk> {
  const connectorId = typed.connectorId.trim();
  return readForm(
    deviationAsk,
    {
      kind: 'deviation',
      agentId: typed.agentId.trim(),
      ...(connectorId !== '' && { connectorId }),
      from: typed.from,
      what: typed.what,
      why: typed.why,
      owner: typed.owner,
      until: untilAfter(typed.days.trim() || DEFAULT_DEVIATION_DAYS, now),
    },
    fieldOf,
  );
}
