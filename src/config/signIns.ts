import type { EveryMode } from './config.ts';
import type { Env } from './env.ts';

const STEPS = ['finance', 'policy'] as const;

/** `finance`, `policy` or both, separated by a comma; unset: nothing but what the policies ask for. */
export function stepUpOn(
  { STEP_UP = '' }: Env,
  mistakes: string[],
): Pick<EveryMode, 'stepUpFor' | 'policyStepUp'> {
  const named = STEP_UP.split(',').flatMap((one) => one.trim() || []);
  if (named.some((one) => !STEPS.some((known) => known === one)))
    mistakes.push(`STEP_UP is ${STEPS.join(', ')}, both with a comma between them, or unset.`);
  return {
    stepUpFor: named.includes('finance') ? ['finance'] : [],
    policyStepUp: named.includes('policy'),
  };
}

export function stepUpContext({ STEP_UP_CONTEXT = 'c1' }: Env, mistakes: string[]): string {
  if (!/^c[1-9]\d?$/.test(STEP_UP_CONTEXT))
    mistakes.push('STEP_UP_CONTEXT is the id of an authentication context: c1 to c99.');
  return STEP_UP_CONTEXT;
}

/** One person could otherwise put in force what allows them everything. */
const FEWEST = 2;
const MOST = 9;

/** How many of the board adopt a policy. */
export function policyQuorum({ POLICY_QUORUM }: Env, mistakes: string[]): number {
  if (POLICY_QUORUM === undefined) return FEWEST;
  const quorum = /^\d{1,2}$/.test(POLICY_QUORUM) ? Number(POLICY_QUORUM) : 0;
  if (quorum >= FEWEST && quorum <= MOST) return quorum;
  mistakes.push(
    `POLICY_QUORUM is how many of the board have to adopt a policy, from ${FEWEST} to ${MOST}: not ${JSON.stringify(POLICY_QUORUM)}. Nobody may change the rules alone.`,
  );
  return FEWEST;
}
