/** A member of a parsed JSON object; undefined where there is no such member, or no object. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** A member that is a text. */
export function textOf(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

/** A member that is a whole number from 0 on. */
export function countOf(value: unknown, name: string): number | undefined {
  const member = memberOf(value, name);
  return typeof member === 'number' && Number.isSafeInteger(member) && member >= 0
    ? member
    : undefined;
}

/** A member that is a list, with every item read by `read`; undefined where one item cannot be. */
export function listOf<T>(
  value: unknown,
  name: string,
  read: (item: unknown) => T | undefined,
): T[] | undefined {
  const member = memberOf(value, name);
  if (!Array.isArray(member)) return undefined;
  const items = member.map((item: unknown) => read(item)).filter((item) => item !== undefined);
  return items.length === member.length ? items : undefined;
}

/** The value itself, where it is a text: for `listOf`. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
