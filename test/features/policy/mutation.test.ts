import { expect, it } from 'vitest';
import { differs } from '../../../src/features/policy/cases.ts';
import type { Policies } from '../../../src/features/policy/domain/bundle.ts';
import { jsonOf } from '../../../src/features/policy/loading.ts';
import { judgeCases, tryCases } from '../../../src/features/policy/trying.ts';
import { mutantsOf } from './mutants.ts';
import { language, shippedBundle } from './shipped.ts';

const bundle = await shippedBundle();

/** Whether some written case notices. A bundle that the engine does not even take is noticed too. */
function isKilled(policies: Policies): boolean {
  try {
    language.prepare('B', bundle.schema, jsonOf(policies));
  } catch {
    return true;
  }
  const judge = judgeCases(language, { hash: '', policies, slot: 'B' });
  return bundle.cases.some((one) => differs(one, judge(one.asked)) !== undefined);
}

it('says what every case expects', () => {
  expect(tryCases(language, bundle, 'A')).toEqual([]);
  expect(bundle.cases.length).toBeGreaterThan(70);
});

it('has a case for every policy, and every policy decides one', () => {
  const deciding = new Set(bundle.cases.map(({ by }) => by));
  expect([...bundle.policies.keys()].filter((id) => !deciding.has(id))).toEqual([
    'department-acts',
    'enterprise-acts',
    'pilot-acts-inside',
  ]);
});

it('notices when a policy is missing, inverted, or changed anywhere in its conditions', () => {
  const alive: string[] = [];
  let tried = 0;
  for (const [id, policy] of bundle.policies) {
    const without = new Map(bundle.policies);
    without.delete(id);
    tried += 1;
    if (!isKilled(without)) alive.push(`${id} missing`);
    for (const { what, json } of mutantsOf(policy.json)) {
      tried += 1;
      const effect = what === 'inverted' && policy.effect === 'permit' ? 'forbid' : policy.effect;
      const changed = new Map(bundle.policies).set(id, { ...policy, effect, json });
      if (!isKilled(changed)) alive.push(`${id} ${what}`);
    }
  }
  expect(alive).toEqual([]);
  expect(tried).toBeGreaterThan(150);
}, 120_000);
