import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBicep } from './bicep.ts';

const infra = join(import.meta.dirname, '..', '..', 'infra');
const read = (path: string) => readFileSync(join(infra, path), 'utf8');
const main = readBicep(read('main.bicep'));
const called = main.modules.map(({ name, path, given }) => ({
  name,
  path,
  given,
  file: readBicep(read(path)),
}));

describe('the infrastructure', () => {
  it('calls every module there is', () => {
    expect(main.modules.length).toBeGreaterThan(5);
    const onDisk = globSync('modules/*.bicep', { cwd: infra });
    expect(main.modules.map(({ path }) => path).toSorted()).toEqual(onDisk.toSorted());
  });

  it.each(called)('gives $path what it needs and nothing else', ({ given, file }) => {
    const needed = [...file.parameters].filter(([, { hasDefault }]) => !hasDefault);
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((name) => !file.parameters.has(name))).toEqual([]);
    expect(needed.map(([name]) => name).filter((name) => !given.includes(name))).toEqual([]);
  });

  it('reads only outputs that a module has', () => {
    const uses = [...read('main.bicep').matchAll(/(\w+)\.outputs\.(\w+)/g)];
    expect(uses.length).toBeGreaterThan(5);
    for (const [use, name, output] of uses) {
      expect(called.find((module) => module.name === name)?.file.outputs, use).toContain(output);
    }
  });

  it('is given every parameter that has no default, and only parameters that it has', () => {
    const given = Object.keys(JSON.parse(read('main.parameters.json')).parameters);
    const needed = [...main.parameters].filter(([, { hasDefault }]) => !hasDefault);
    expect(given).toEqual(expect.arrayContaining(needed.map(([name]) => name)));
    expect(given.filter((name) => !main.parameters.has(name))).toEqual([]);
  });

  it('hides every parameter that is a key', () => {
    for (const path of ['main.bicep', 'modules/vault.bicep']) {
      const text = read(path);
      for (const name of ['rowMacKey', 'cardMacKey']) {
        expect(text).toMatch(new RegExp(`@secure\\(\\)\\nparam ${name} string`));
      }
    }
    expect(read('main.parameters.json')).not.toMatch(/Key": \{\s*"value": "(?!\$\{\{SECRET_)/);
  });

  it.each([
    ['modules/ledger.bicep', 'allowSharedKeyAccess: false'],
    ['modules/ledger.bicep', 'allowBlobPublicAccess: false'],
    ['modules/ledger.bicep', "publicNetworkAccess: 'Disabled'"],
    ['modules/ledger.bicep', "'0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'"],
    ['modules/ledger.bicep', "name: 'Ledger'"],
    ['modules/checkpoints.bicep', 'allowSharedKeyAccess: false'],
    ['modules/checkpoints.bicep', 'allowBlobPublicAccess: false'],
    ['modules/checkpoints.bicep', "publicNetworkAccess: 'Disabled'"],
    ['modules/checkpoints.bicep', 'allowProtectedAppendWrites: false'],
    ['modules/checkpoints.bicep', "level: 'CanNotDelete'"],
    ['modules/vault.bicep', 'enableRbacAuthorization: true'],
    ['modules/vault.bicep', 'enablePurgeProtection: true'],
    ['modules/vault.bicep', "publicNetworkAccess: 'Disabled'"],
    ['modules/vault.bicep', "curveName: 'P-256'"],
    ['modules/web.bicep', "linuxFxVersion: 'NODE|24-lts'"],
    ['modules/web.bicep', 'httpsOnly: true'],
    ['modules/web.bicep', "minTlsVersion: '1.3'"],
    ['modules/web.bicep', "ftpsState: 'Disabled'"],
    ['modules/bot.bicep', "msaAppType: 'UserAssignedMSI'"],
    ['modules/bot.bicep', 'disableLocalAuth: true'],
    ['modules/monitor.bicep', 'DisableLocalAuth: true'],
  ])('keeps in %s: %s', (path, setting) => {
    expect(
      read(path)
        .split('\n')
        .map((line) => line.trim().replace(/^var \w+ = /, '')),
    ).toContain(setting);
  });

  it('shuts both ways to publish with a password', () => {
    const shut =
      /'basicPublishingCredentialsPolicies' = \{\s*name: '(ftp|scm)'\s*properties: \{ allow: false \}/g;
    expect([...read('modules/web.bicep').matchAll(shut)].map((m) => m[1])).toEqual(['ftp', 'scm']);
  });
});

describe('reading a Bicep file', () => {
  const text = `param a string
param b { x: string }[]
param c int = 1
module m 'm.bicep' = {
  name: 'm'
  params: {
    a: '\${a}: x'
    b: [{ x: a }]
    c: union(c, {
      D: 'd'
    })
  }
}
output o string = a
`;

  it('finds parameters, modules with what they are given, and outputs', () => {
    const file = readBicep(text);
    const defaults = [...file.parameters].map(([name, { hasDefault }]) => [name, hasDefault]);
    expect(defaults).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
    expect(file.modules).toEqual([{ name: 'm', path: 'm.bicep', given: ['a', 'b', 'c'] }]);
    expect(file.outputs).toEqual(['o']);
  });

  it('refuses a brace that is not closed', () => {
    expect(() => readBicep(text.slice(0, -30))).toThrow('not closed');
  });
});
