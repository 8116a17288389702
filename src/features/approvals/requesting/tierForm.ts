import { DEFAULT_FOR, type TierAsk, tierAsk } from '../asking/askSchemas.ts';
import { type Read, readForm, type Typed } from './typed.ts';

/** Ids of the inputs, which are the names of the API's fields. */
export const TIER_FIELDS = ['agentId', 'connectorId', 'toTier', 'for', 'reason'] as const;

export type TierField = (typeof TIER_FIELDS)[number];
export type TierTyped = Typed<TierField>;

/** What the form calls its fields. */
export const TIER_LABELS: Readonly<Record<TierField, string>> = {
  agentId: 'Agent',
  connectorId: 'Connector',
  toTier: 'What it is to do',
  for: 'For how long',
  reason: 'Reason',
};

const isField = (name: string): name is TierField => TIER_FIELDS.some((field) => field === name);

/** A filled form as the API takes it, or everything that is wrong with it. */
export const readTierForm = (typed: TierTyped): Read<TierAsk> =>
  readForm(
    tierAsk,
    {
      kind: 'tierEscalation',
      agentId: typed.agentId.trim(),
      connectorId: typed.connectorId.trim(),
      toTier: typed.toTier,
      for: typed.for.trim() === '' ? DEFAULT_FOR : typed.for.trim(),
      reason: typed.reason,
    },
    (id) => ({ id, label: isField(id) ? TIER_LABELS[id] : 'The form' }),
  );
