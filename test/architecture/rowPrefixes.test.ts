import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const sources = globSync('src/**/*.ts', { cwd: root }).map((path) =>
  readFileSync(join(root, path), 'utf8'),
);
const all = (form: RegExp): readonly string[] =>
  sources.flatMap((text) => [...text.matchAll(form)].map(([, prefix = '']) => prefix));

it('the rows of each entity begin like no other rows', () => {
  const entities = all(/\bprefix: '([A-Z]+)'/g);
  const derived = all(/\browKey\('([A-Z]+)'/g);
  expect([entities.length, derived.length].every((many) => many > 10)).toBe(true);
  expect(entities.toSorted()).toEqual([...new Set(entities)].toSorted());
  expect(derived.filter((prefix) => entities.includes(prefix))).toEqual([]);
});
