import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyInput } from '../../../src/features/policy/domain/input.ts';
import { judgeAnew, policyEngine } from '../../../src/features/policy/engine.ts';
import { policyInputSchema, surroundingsSchema } from '../../../src/features/policy/inputSchema.ts';
import { Memo } from '../../../src/features/policy/memo.ts';
import { tryCases } from '../../../src/features/policy/trying.ts';
import { anyInput, ordinary } from './inputs.ts';
import { language, shippedBundle } from './shipped.ts';

const bundle = await shippedBundle();
tryCases(language, bundle, 'A');
const ready = { hash: bundle.hash, policies: bundle.policies, slot: 'A' as const };
const anew = judgeAnew(language, ready);

/** The part of an input that a decision records beside its facts. */
const surroundingsOf = (input: PolicyInput) =>
  Object.fromEntries(Object.entries(input).filter(([field]) => field in surroundingsSchema.shape));

describe('an input', () => {
  const fields = Object.keys(ordinary) as readonly (keyof PolicyInput)[];
  // These have no attribute of their own: two name the entities, one says what is done, one is told in a sentence only.
  const named = ['agent', 'connector', 'effect', 'uncovered'];

  it.each(fields.filter((field) => !named.includes(field)))('without %s is denied', (field) => {
    const { [field]: _left, ...rest } = ordinary;
    expect(attempt(rest as PolicyInput)).toBe('deny');
  });

  it.each(fields.filter((field) => field !== 'uncovered'))(
    'with %s of another type is denied',
    (field) => {
      const wrong = { ...ordinary, [field]: field === 'recipients' ? '1' : 7 };
      expect(attempt(wrong as unknown as PolicyInput)).toBe('deny');
    },
  );

  it.each([
    'environment',
    'phase',
    'platform',
    'standing',
    'ceiling',
    'systemClass',
    'tier',
    'contentSource',
    'modelListing',
    'connection',
    'scopeLevel',
    'onBehalfOf',
    'businessHours',
    'quota',
    'effect',
  ] as const)('with a %s that is in no list is denied', (field) => {
    expect(attempt({ ...ordinary, [field]: 'Production' })).toBe('deny');
  });

  it('has a schema that names each of its fields and no other', () => {
    const optional = ['amount', 'currency', 'dataLabels'];
    expect(Object.keys(policyInputSchema.shape).toSorted()).toEqual(
      [...fields, ...optional].toSorted(),
    );
    const recorded = surroundingsOf({ ...ordinary, connection: 'shared', scopeLevel: 'site' });
    const { connection: _said, scopeLevel: _too, ...older } = recorded;
    for (const around of [recorded, older])
      expect(surroundingsSchema.safeParse(around).success).toBe(true);
  });

  it('that the schema takes is one that the engine takes', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(policyInputSchema.safeParse(input).success).toBe(true);
        expect(anew(input).policies[0]).not.toBe('policy-error');
      }),
      { numRuns: 200 },
    );
  });

  /** Also what cannot even be asked allows nothing. */
  function attempt(input: PolicyInput): string {
    try {
      return anew(input).outcome;
    } catch {
      return 'deny';
    }
  }
});

describe('the model that an agent names', () => {
  it('opens nothing: the answer is as without it, or a denial', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const silent = anew({ ...input, model: '', modelListing: 'none' });
        const named = anew(input);
        if (input.modelListing === 'none' || input.modelListing === 'listed')
          expect(named).toEqual(silent);
        else expect(named.outcome).toBe('deny');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sentence', () => {
  it('is whole, for whatever is judged', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(anew(input).because).toMatch(/^[A-Z][^{}]+\.$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('memory', () => {
  it('answers as the engine does', () => {
    const engine = policyEngine(language, ready, 50);
    const inputs = fc.sample(anyInput, { numRuns: 150, seed: 7 });
    for (const input of [...inputs, ...inputs.toReversed()])
      expect(engine.judge(input)).toEqual(anew(input));
  });

  it('is bounded, and forgets what was not used for longest', () => {
    const memo = new Memo<number>(2);
    const made: string[] = [];
    const ask = (key: string) => memo.of(key, () => made.push(key));
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
