import type { JudgeRules } from './domain/judge.ts';

/** What the server says about the moment of a call. */
export const circumstances: JudgeRules['circumstances'] = (_view, call, now) => ({
  onBehalfOf: call.onBehalfOf === undefined ? 'none' : 'unknown',
  businessHours: 'always',
  quota: 'within',
  surface: call.surface ?? '',
  today: now.slice(0, 10),
});
