/** Texts, choices and lists of a form, by the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

const PREFIX = 'countersign.draft';

/** Of this window only, and gone with it; undefined where the browser lets a framed page keep nothing. */
function kept(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/** Under which name a window keeps what a person typed at a place. */
export const draftKey = (person: string, place: string): string => `${PREFIX}|${person}|${place}`;

/**
 * The form with what was typed into it before. What has another shape than `model` was written by another version of the page, and
 * is left out.
 */
export function readDraft<T extends Fields>(key: string, fresh: T, model: T): T {
  const typed = parsed(kept()?.getItem(key) ?? null);
  const known = Object.entries(typed).filter(
    ([name, value]) => Object.hasOwn(model, name) && isLike(value, model[name]),
  );
  return { ...fresh, ...Object.fromEntries(known) };
}

/** Keeps what differs from `fresh`, if anything does. */
export function keepDraft<T extends Fields>(key: string, fresh: T, typed: T): void {
  const changed = Object.entries(typed).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(fresh[name]),
  );
  if (changed.length === 0) return dropDraft(key);
  try {
    kept()?.setItem(key, JSON.stringify(Object.fromEntries(changed)));
  } catch {
    // There is no room left: the form itself still holds it.
  }
}

export const dropDraft = (key: string): void => kept()?.removeItem(key);

/** Forgets what everybody typed in this window, or everybody but one. */
export function dropDrafts(butOf?: string): void {
  const keys = Object.keys(kept() ?? {}).filter((key) => key.startsWith(`${PREFIX}|`));
  for (const key of keys)
    if (butOf === undefined || !key.startsWith(draftKey(butOf, ''))) dropDraft(key);
}

function parsed(text: string | null): Fields {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isLike(value: unknown, model: unknown): boolean {
  if (Array.isArray(model))
    return Array.isArray(value) && value.every((one) => isLike(one, model[0]));
  if (isFields(model))
    return (
      isFields(value) && Object.entries(model).every(([name, part]) => isLike(value[name], part))
    );
  return typeof value === typeof model;
}
