import { expect, it } from 'vitest';
import { CedarLanguage } from '../../../src/adapters/cedar/cedarLanguage.ts';
import { questionOf } from '../../../src/features/policy/domain/question.ts';
import { jsonOf } from '../../../src/features/policy/loading.ts';
import type { Log } from '../../../src/kernel/log.ts';
import { ordinary } from '../../features/policy/inputs.ts';
import { shippedBundle } from '../../features/policy/shipped.ts';

const bundle = await shippedBundle();

function prepared() {
  const alarms: string[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (event) => void alarms.push(event) };
  const language = new CedarLanguage(log);
  language.prepare('A', bundle.schema, jsonOf(bundle.policies));
  return { language, alarms };
}

it('keeps two bundles, each in its slot', () => {
  const { language } = prepared();
  language.prepare('B', bundle.schema, {});
  const question = questionOf(ordinary, []);
  expect(language.evaluate('A', question)).toMatchObject({ ok: true, allowed: true });
  expect(language.evaluate('B', question)).toEqual({ ok: true, allowed: false, determining: [] });
});

it('gives no answer from an empty slot', () => {
  expect(prepared().language.evaluate('B', questionOf(ordinary, [])).ok).toBe(false);
});

it('gives no answer where a rule could not be evaluated, though the others would allow', () => {
  const { language } = prepared();
  const failing = {
    effect: 'forbid',
    principal: { op: 'All' },
    action: { op: 'All' },
    resource: { op: 'All' },
    conditions: [
      {
        kind: 'when',
        body: {
          '<': {
            left: {
              '+': {
                left: { '.': { left: { Var: 'context' }, attr: 'recipients' } },
                right: { Value: 9_223_372_036_854_775_000 },
              },
            },
            right: { Value: 1 },
          },
        },
      },
    ],
    annotations: {},
  };
  language.prepare('B', bundle.schema, { ...jsonOf(bundle.policies), failing });
  const said = language.evaluate(
    'B',
    questionOf({ ...ordinary, recipients: 9_007_199_254_740_991 }, []),
  );
  expect(said.ok).toBe(false);
});

it('is made anew after a trap, with an alarm: one question is lost, the next is answered', () => {
  const { language, alarms } = prepared();
  const question = questionOf(ordinary, []);
  const hostile = {
    ...question,
    get context(): never {
      throw new Error('unreachable');
    },
  };
  expect(language.evaluate('A', hostile)).toEqual({ ok: false, why: 'the engine failed' });
  expect(alarms).toEqual(['policy-engine-rebuilt']);
  expect(language.evaluate('A', question)).toMatchObject({ ok: true, allowed: true });
});

it('is made anew with the slot that is sound where the other could not be prepared', () => {
  const { language } = prepared();
  const question = questionOf(ordinary, []);
  language.prepare('B', bundle.schema, jsonOf(bundle.policies));
  expect(() => language.prepare('A', bundle.schema, { broken: {} })).toThrow('not prepared');
  const hostile = {
    ...question,
    get context(): never {
      throw new Error('unreachable');
    },
  };
  expect(language.evaluate('B', hostile)).toMatchObject({ ok: false });
  expect(language.evaluate('B', question)).toMatchObject({ ok: true, allowed: true });
});
