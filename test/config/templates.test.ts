import { expect, test } from 'vitest';
import { accumulationTemplates } from '../../src/config/templates.ts';
import { TEMPLATES, templatesWith } from '../../src/features/registry/domain/watch/templates.ts';

const read = (text?: string) => {
  const mistakes: string[] = [];
  const env = text === undefined ? {} : { ACCUMULATION_TEMPLATES: text };
  return { found: accumulationTemplates(env, mistakes), mistakes };
};

test('nothing set is what is shipped', () => {
  expect(read()).toEqual({ found: {}, mistakes: [] });
  expect(templatesWith({})).toEqual(TEMPLATES);
});

test('what is set stands beside what is shipped', () => {
  const { found, mistakes } = read('{"pilot":{"scopes":0},"enterprise":{"connectors":30}}');
  expect(mistakes).toEqual([]);
  expect(templatesWith(found)).toEqual({
    ...TEMPLATES,
    pilot: { ...TEMPLATES.pilot, scopes: 0 },
    enterprise: { ...TEMPLATES.enterprise, connectors: 30 },
  });
});

test.each([
  'many',
  '[]',
  '7',
  '{"pilots":{"scopes":1}}',
  '{"pilot":3}',
  '{"pilot":{"tools":1}}',
  '{"pilot":{"scopes":-1}}',
  '{"pilot":{"scopes":1.5}}',
  '{"pilot":{"scopes":"1"}}',
  '{"pilot":{"scopes":10001}}',
])('%s is a mistake that says how it is written', (text) => {
  expect(read(text)).toEqual({
    found: {},
    mistakes: [expect.stringContaining('ACCUMULATION_TEMPLATES must be JSON')],
  });
});
