import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ADMIN = resolve(import.meta.dirname, '../../src/admin');

/** What the app may be made of; what is heavy, from one file alone, which is loaded where it is needed. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  react: /./,
  'react-dom': /^shell\/theme\.ts$/,
  'react-dom/client': /^main\.tsx$/,
  wouter: /./,
  'wouter/use-browser-location': /^shell\//,
  '@fluentui/react-components': /./,
  '@fluentui/react-icons': /./,
  '@fluentui/react-charts': /(Bars|Chart|Charts)\.tsx$/,
  '@tanstack/react-query': /./,
  'openapi-fetch': /^api\//,
  '@microsoft/teams-js': /^signIn\/teamsSdk\.ts$/,
  '@azure/msal-browser': /^signIn\/entraSdk\.ts$/,
  '@azure/msal-browser/redirect-bridge': /^signIn\/redirectBridge\.ts$/,
};

const sources = globSync('**/*.{ts,tsx}', {
  cwd: ADMIN,
  exclude: (path) => path === 'dist',
}).filter((path) => path !== 'vite.config.ts');

/** Every module that a file names, however it imports it. */
const importsOf = (path: string): readonly string[] =>
  [...readFileSync(join(ADMIN, path), 'utf8').matchAll(/(?:from |import\(|import )'([^']+)'/g)].map(
    ([, name = '']) => name,
  );

function breach(path: string, name: string): string | undefined {
  if (!name.startsWith('.'))
    return PACKAGES[name]?.test(path) ? undefined : `${path} → ${name}: foreign package`;
  const target = relative(ADMIN, resolve(ADMIN, dirname(path), name));
  return target.startsWith('..') ? `${path} → ${name}: outside the room` : undefined;
}

describe('the room of the admin app', () => {
  it('is read whole', () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(200);
  });

  it('imports nothing of the server, and only the packages it is made of', () => {
    const wrong = sources.flatMap((path) =>
      importsOf(path).flatMap((name) => breach(path, name) ?? []),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['pages/requests/model.ts', '../../../kernel/people.ts'],
    ['shell/App.tsx', '@microsoft/teams-js'],
    ['pages/overview/Figures.tsx', '@fluentui/react-charts'],
    ['main.tsx', 'lodash'],
  ])('may not go from %s to %s', (path, name) => {
    expect(breach(path, name)).toBeTypeOf('string');
  });
});
