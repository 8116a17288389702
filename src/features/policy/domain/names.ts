import type { Json } from '../../../ledger/canonical.ts';
import type { EntityName } from './language.ts';

/** A word out of one of the schema's closed lists, as a value. */
export const named = (type: string, id: string): Json => ({
  __entity: { type: `Gov::${type}`, id },
});
export const allNamed = (type: string, ids: readonly string[]): Json =>
  ids.map((id) => named(type, id));
export const nameOf = (type: string, id: string): EntityName => ({ type: `Gov::${type}`, id });
