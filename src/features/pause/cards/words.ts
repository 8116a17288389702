const LEVER_NAMES: Readonly<Record<string, string>> = {
  gate: 'Our own gate',
  webhook: 'Subscribers (webhook)',
};

/** What cards call a lever; one that is not known keeps its own name. */
export const leverName = (name: string): string =>
  (Object.hasOwn(LEVER_NAMES, name) ? LEVER_NAMES[name] : undefined) ?? name;
