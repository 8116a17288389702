import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tryCases, withoutCase } from '../../../src/features/policy/trying.ts';
import { language, shippedBundle } from './shipped.ts';

const README = new URL('../../../src/features/policy/bundle/README.md', import.meta.url);

/** The files of an example, as the README shows them. */
async function example(called: string) {
  const text = await readFile(README, 'utf8');
  const found = [...text.matchAll(/`([a-z]+)(\.[a-z.]+)`:\n\n```\w+\n([^`]+)```/g)];
  return found
    .filter(([, name]) => name === called)
    .map(([, name = '', ending = '', content = '']) => ({ name: name + ending, text: content }));
}

const FINANCE = 'principal.businessGroup == "finance" && ';

describe.each([
  ['models', [FINANCE, ' && context.model like "*preview*"']],
  ['connections', [FINANCE, ' && resource.connection == Gov::Connection::"shared"']],
] as const)('the example of %s', (called, conditions) => {
  it('is a rule with its cases, which come out as they say', async () => {
    const files = await example(called);
    expect(files.map(({ name }) => name)).toEqual([`${called}.cedar`, `${called}.cases.yaml`]);
    const bundle = await shippedBundle(files);
    expect(tryCases(language, bundle, 'B')).toEqual([]);
    expect(withoutCase(bundle)).toEqual([]);
  });

  it('is noticed by its cases where the rule lacks one of its conditions', async () => {
    const files = await example(called);
    for (const what of conditions) {
      const spoilt = files.map(({ name, text }) => ({ name, text: text.replace(what, '') }));
      expect(spoilt).not.toEqual(files);
      expect(tryCases(language, await shippedBundle(spoilt), 'B')).toHaveLength(1);
    }
  });
});
