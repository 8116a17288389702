/** What was decided, in a word. */
export const OUTCOMES = {
  allow: { word: 'Allowed', color: 'success' },
  needsApproval: { word: 'Needs approval', color: 'warning' },
  deny: { word: 'Denied', color: 'danger' },
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** All of them, in the order in which a filter lists them. */
export const OUTCOME_IDS = ['allow', 'needsApproval', 'deny'] as const satisfies readonly Outcome[];
