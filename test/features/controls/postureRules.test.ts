import { describe, expect, it } from 'vitest';
import type { PostureFacts } from '../../../src/features/controls/domain/postureModel.ts';
import { RULE_CHECKS } from '../../../src/features/controls/domain/postureRules.ts';
import { policyEngine } from '../../../src/features/policy/engine.ts';
import { jsonOf } from '../../../src/features/policy/loading.ts';
import { language, shippedBundle } from '../policy/shipped.ts';

/** How each rule check comes out where these rules are gone from the shipped ones. */
async function without(...gone: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { hash, schema, policies: all } = await shippedBundle([]);
  const policies = new Map([...all].filter(([id]) => !gone.includes(id)));
  language.prepare('B', schema, jsonOf(policies));
  const engine = policyEngine(language, { hash, policies, slot: 'B' });
  const facts = { engine } as unknown as PostureFacts;
  return Object.fromEntries(RULE_CHECKS.map(({ id, look }) => [id, look(facts).status]));
}

const MET = {
  'deny-by-default': 'met',
  'external-sharing': 'met',
  'two-for-money': 'met',
  'unmanaged-publishing': 'met',
};

describe('the posture of the rules', () => {
  it('is met by what ships', async () => {
    expect(await without()).toEqual(MET);
  });

  it.each([
    ['deny-by-default', 'connector-not-approved'],
    ['deny-by-default', 'no-capability'],
    ['deny-by-default', 'connector-not-in-environment'],
    ['external-sharing', 'a-person-approves'],
    ['two-for-money', 'finance-needs-two'],
  ])('%s is not met without %s', async (id, gone) => {
    expect(await without(gone)).toEqual({ ...MET, [id]: 'notMet' });
  });

  it('cannot be seen where the rules in force are not here', () => {
    const facts = { engine: undefined } as unknown as PostureFacts;
    for (const { look } of RULE_CHECKS)
      expect(look(facts)).toMatchObject({ status: 'notSeen', why: expect.any(String) });
  });
});
