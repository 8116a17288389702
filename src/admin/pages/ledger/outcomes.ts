/** What was decided, in a word. */
export const OUTCOMES = {
  allow: { word: 'Allowed', color: 'success' },
  needsApproval: { word: 'Needs approval', color: 'warning' },
  deny: { word: 'Denied', color: 'danger' },
} as const;
export type Outcome = keyof typeof OUTCOMES;

export const isOutcome = (text: string | null): text is Outcome =>
  text !== null && Object.hasOwn(OUTCOMES, text);
