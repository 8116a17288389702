import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { tryCases, withoutCase } from '../../../src/features/policy/trying.ts';
import { language, shippedBundle } from './shipped.ts';

const README = new URL('../../../src/features/policy/bundle/README.md', import.meta.url);

/** The files of the example for finance, as the README shows them. */
async function example() {
  const text = await readFile(README, 'utf8');
  const found = [...text.matchAll(/`(models\.[a-z.]+)`:\n\n```\w+\n([^`]+)```/g)];
  return found.map(([, name = '', content = '']) => ({ name, text: content }));
}

it('is a rule with its cases, which come out as they say', async () => {
  const files = await example();
  expect(files.map(({ name }) => name)).toEqual(['models.cedar', 'models.cases.yaml']);
  const bundle = await shippedBundle(files);
  expect(tryCases(language, bundle, 'B')).toEqual([]);
  expect(withoutCase(bundle)).toEqual([]);
});

it('is noticed by its cases where the rule lacks one of its conditions', async () => {
  const files = await example();
  for (const [what, instead] of [
    ['principal.businessGroup == "finance" && ', ''],
    [' && context.model like "*preview*"', ''],
  ] as const) {
    const spoilt = files.map(({ name, text }) => ({ name, text: text.replace(what, instead) }));
    expect(spoilt).not.toEqual(files);
    expect(tryCases(language, await shippedBundle(spoilt), 'B')).toHaveLength(1);
  }
});
