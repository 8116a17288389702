import { describe, expect, it } from 'vitest';
import { tenantCategories } from '../../../../src/features/feedback/deps.ts';
import {
  type Category,
  categoriesWith,
  REMEDIES,
  SHIPPED,
} from '../../../../src/features/feedback/domain/categories.ts';
import { Fault } from '../../../../src/kernel/faults.ts';

const own: Category = {
  id: 'wrongTone',
  label: 'Wrong tone',
  definition: 'It speaks to people as we do not',
  example: 'a joke in an answer to a complaint',
  remedy: 'prompt',
};

describe('the categories', () => {
  it('that are shipped are the six of the contract, each with a definition, an example and a remedy', () => {
    expect(SHIPPED.map(({ id }) => id)).toEqual([
      'wrongDataSource',
      'permissionFailure',
      'hallucinatedFacts',
      'policyViolation',
      'poorSummarization',
      'incorrectRouting',
    ]);
    for (const { definition, example, remedy } of SHIPPED) {
      expect(definition.length).toBeGreaterThan(20);
      expect(example.length).toBeGreaterThan(20);
      expect(REMEDIES).toContain(remedy);
    }
  });

  it('of a tenant stand behind them, and take none away', () => {
    expect(categoriesWith([own])).toEqual({ ok: true, value: [...SHIPPED, own] });
    expect(tenantCategories([])).toEqual(SHIPPED);
  });

  it.each<[string, Partial<Category>, string]>([
    ['a shipped id', { id: 'policyViolation' }, 'there is a category'],
    ['a shipped label', { label: 'Policy violation' }, 'there is a category'],
    ['an id with a dot', { id: 'wrong.tone' }, 'an id is'],
    ['an id that is a prototype', { id: '__proto__' }, 'an id is'],
    ['no definition', { definition: ' ' }, 'definition'],
    ['an example of a page', { example: 'x'.repeat(121) }, 'example'],
    ['an unknown remedy', { remedy: 'magic' as never }, 'remedy'],
  ])('are refused with %s', (_, change, sentence) => {
    const result = categoriesWith([{ ...own, ...change }]);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).toContain(sentence);
    expect(() => tenantCategories([{ ...own, ...change }])).toThrow(Fault);
  });

  it('are refused twice, and in crowds, with everything that is wrong', () => {
    expect(JSON.stringify(categoriesWith([own, own]))).toContain('there is a category');
    const many = Array.from({ length: 7 }, (_, i) => ({
      ...own,
      id: `own${i}`,
      label: `Own ${i}`,
    }));
    expect(JSON.stringify(categoriesWith(many))).toContain('at most 6');
    const result = categoriesWith([{ ...own, id: '1', definition: '' }]);
    expect(result.ok ? [] : result.refusal).toHaveLength(2);
  });
});
