import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ModelList,
  type ModelListSet,
  modelListId,
  modelLists,
  setModelList,
} from '../../../../../src/features/registry/domain/models/modelLists.ts';
import {
  isAmongModels,
  modelsAdded,
} from '../../../../../src/features/registry/domain/models/modelNames.ts';
import { ADMIN, at, person } from '../world.ts';

const REASON = 'Preview models leave the EU.';

/** As if it stood there since the start. */
const list = (models?: readonly string[]): ModelList => ({
  businessGroup: 'finance',
  ...(models && { models }),
  reason: REASON,
  at: at(0),
  by: person(ADMIN),
});

const write = (state: ModelList | undefined, models: readonly string[]) =>
  setModelList({ businessGroup: 'finance', models, reason: REASON }, state);

describe('the list of a business group, by an edit', () => {
  it('given a group without one, any list bounds it', () => {
    for (const models of [['gpt-5', 'phi-4*'], [], ['*']])
      expect(write(undefined, models)).toEqual({
        ok: true,
        value: [
          { type: 'model-list-set', data: { businessGroup: 'finance', models, reason: REASON } },
        ],
      });
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['fewer', ['gpt-5', 'phi-4'], ['phi-4']],
    ['none', ['gpt-5'], []],
    ['a model out of a family', ['phi-4*'], ['Phi-4-mini']],
    ['a family out of a wider one', ['phi*'], ['PHI-4*']],
    ['another spelling', ['GPT-5'], ['gpt-5']],
  ])('given a list, %s are written at once', (_what, before, after) => {
    expect(write(list(before), after)).toMatchObject({
      ok: true,
      value: [{ data: { models: after, before } }],
    });
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['another model', ['gpt-5'], ['gpt-5', 'o9'], ['o9']],
    ['another instead', ['gpt-5'], ['o9'], ['o9']],
    ['a family of it', ['gpt-5'], ['gpt-5*'], ['gpt-5*']],
    ['a wider family', ['phi-4*'], ['phi*'], ['phi*']],
    ['everything', ['phi*', 'gpt*'], ['*'], ['*']],
    ['one where there was none', [], ['gpt-5'], ['gpt-5']],
  ])('given a list, %s needs people', (_what, before, after, added) => {
    expect(write(list(before), after)).toEqual({ ok: false, refusal: { code: 'widens', added } });
  });

  it('given the same list, nothing is written', () => {
    expect(write(list(['gpt-5']), ['gpt-5'])).toEqual({ ok: true, value: [] });
  });

  it('given a list that a request lifted, an edit bounds the group again', () => {
    expect(write(list(), ['gpt-5'])).toMatchObject({ ok: true, value: [{ data: {} }] });
  });
});

const entry = fc
  .tuple(fc.stringMatching(/^[abAB]{0,3}$/), fc.boolean())
  .map(([name, isFamily]) => (isFamily ? `${name}*` : `${name}a`));
const entries = fc.uniqueArray(entry, { maxLength: 4 });
const model = fc.stringMatching(/^[abAB]{1,5}$/);

describe('laws', () => {
  it('what adds nothing lets no model through that was held back before', () => {
    fc.assert(
      fc.property(entries, entries, model, (before, after, one) => {
        fc.pre(modelsAdded(before, after).length === 0);
        expect(isAmongModels(after, one) && !isAmongModels(before, one)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('each entry that is said to be added lets one through', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        for (const added of modelsAdded(before, after)) {
          // Beyond every name of the list, within the family.
          const one = added.endsWith('*') ? `${added.slice(0, -1)}zzzz` : added;
          expect([one, isAmongModels(before, one)]).toEqual([one, false]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('upper and lower case are one group', () => {
    expect(modelListId(' Finance')).toBe(modelListId('finance'));
    expect(modelListId('finance')).not.toBe(modelListId('legal'));
  });

  it('no list that grew without a request can be in a ledger', () => {
    const event = (data: Partial<ModelListSet['data']>) => ({
      type: 'model-list-set' as const,
      data: { businessGroup: 'finance', models: ['o9'], reason: REASON, ...data },
      at: at(0),
      by: person(ADMIN),
      log: 'g',
      seq: 1,
    });
    const id = modelListId('finance');
    const fits = (data: Partial<ModelListSet['data']>) =>
      modelLists.fits?.(list(['gpt-5']), event(data), id);
    expect(fits({})).toBe(false);
    expect(fits({ request: 'AR-1' })).toBe(true);
    expect(fits({ models: ['gpt-5'] })).toBe(true);
  });
});
