import { isFields, mapFields } from './walk.ts';

/** Every Action.Execute gets an Action.Submit with the same title and data, for clients that know no universal actions. */
export function addFallbacks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addFallbacks);
  if (!isFields(value)) return value;
  if (value['type'] !== 'Action.Execute') return mapFields(value, addFallbacks);
  const { verb: _, fallback: _none, ...same } = value;
  return { ...value, fallback: { ...same, type: 'Action.Submit' } };
}
