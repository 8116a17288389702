import { expect, it } from 'vitest';
import { modelsByGroup } from '../../src/config/models.ts';

const read = (text: string) => {
  const mistakes: string[] = [];
  return { read: modelsByGroup({ MODELS_BY_GROUP: text }, mistakes), mistakes };
};

it('bounds no group where it is unset, and those it names', () => {
  expect(modelsByGroup({}, [])).toBeUndefined();
  expect(read('{"finance":["gpt-5"," phi-4* "],"legal":[]}')).toEqual({
    read: { finance: ['gpt-5', 'phi-4*'], legal: [] },
    mistakes: [],
  });
});

it.each([
  'gpt-5',
  'null',
  '["gpt-5"]',
  '{"finance":"gpt-5"}',
  '{"finance":[5]}',
  '{"finance":[""]}',
  '{"":["gpt-5"]}',
  '{"finance":["*-preview"]}',
  `{"finance":["${'m'.repeat(101)}"]}`,
  JSON.stringify({ finance: Array.from({ length: 51 }, (_, i) => `m${i}`) }),
])('is not %s', (text) => {
  expect(read(text)).toEqual({
    read: undefined,
    mistakes: [expect.stringMatching(/^MODELS_BY_GROUP must be JSON such as .*\.$/)],
  });
});
