import fc from 'fast-check';
import { expect, it } from 'vitest';
import { questionOf } from '../../../src/features/policy/domain/question.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { policies } from '../../support/policies.ts';
import { anyInput } from './inputs.ts';
import { verdictOf } from './matrix.ts';

it('decides 20,000 random inputs as a plain table does', async () => {
  const engine = (await policies(silentLog)).engine(undefined);
  if (!engine) throw new TypeError('no policy was loaded');
  const outcomes = new Map<string, number>();
  const differences: unknown[] = [];
  for (const input of fc.sample(anyInput, { numRuns: 20_000, seed: 20_261_120 })) {
    const finding = engine.judge(input);
    const expected = verdictOf(input);
    outcomes.set(expected.rule, (outcomes.get(expected.rule) ?? 0) + 1);
    const same =
      finding.outcome === expected.outcome &&
      finding.policies[0] === expected.rule &&
      finding.obligations?.approver === expected.approver &&
      finding.obligations?.quorum === expected.quorum;
    if (!same) differences.push({ input, finding, expected, question: questionOf(input, []) });
  }
  expect(differences.slice(0, 3)).toEqual([]);
  // The inputs reach everything that the table knows.
  expect(outcomes.size).toBe(27);
  expect(Math.min(...outcomes.values())).toBeGreaterThan(10);
}, 120_000);
