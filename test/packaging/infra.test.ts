import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/config/config.ts';
import { VARIABLES, type Variable } from '../../src/config/env.ts';
import { keysAfter, readBicep } from './bicep.ts';

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
      for (const name of ['rowMacKey', 'cardMacKey', 'webhookSecret', 'inventorySecrets']) {
        expect(text).toMatch(new RegExp(`@secure\\(\\)\\nparam ${name} string`));
      }
    }
    expect(read('main.parameters.json')).not.toMatch(
      /(Key|Secret)": \{\s*"value": "(?!\$\{\{SECRET_)/,
    );
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
    ['modules/monitor.bicep', 'features: { disableLocalAuth: true }'],
    ['modules/web.bicep', "{ category: 'AppServiceConsoleLogs', enabled: true }"],
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

/** What the web app's host reads itself. */
const ofHost = ['SCM_DO_BUILD_DURING_DEPLOYMENT'];
/** What no deployment sets: for local mode, made by the host, or without a choice in azure mode. */
const unset: readonly Variable[] = [
  'TABLES_CONNECTION_STRING',
  'AZURITE_PORT',
  'PLAYGROUND_PORT',
  'WEBSITE_INSTANCE_ID',
  'IDENTITY_ENDPOINT',
  'RATE_LIMITS',
];

describe('the settings of the web app', () => {
  const settings = [
    ...keysAfter(read('main.bicep'), 'settings:'),
    ...keysAfter(read('modules/web.bicep'), 'union(settings,'),
  ];

  it('are all that the product reads in azure mode, and nothing that nobody reads', () => {
    const expected = VARIABLES.filter((name) => !unset.includes(name));
    expect(settings.toSorted()).toEqual([...expected, ...ofHost].toSorted());
  });

  it('are among them all that azure mode does not start without', () => {
    const mistakes = configOf({ COUNTERSIGN_MODE: 'azure' });
    const missing = mistakes.ok ? [] : mistakes.refusal.map((line) => line.split(' ')[0]);
    expect(missing.length).toBeGreaterThan(5);
    expect(settings).toEqual(expect.arrayContaining(missing));
  });

  it.each([
    ['WEBHOOK_SECRET', 'webhookSecretReference', 'webhook-secret'],
    ['INVENTORY_SECRETS', 'inventorySecretsReference', 'inventory-secrets'],
  ])('hold no secret: %s is a reference to the vault', (setting, output, secret) => {
    const line = read('main.bicep')
      .split('\n')
      .find((one) => one.includes(` ${setting}: `));
    expect(line).toMatch(new RegExp(` : vault\\.outputs\\.${output}$`));
    expect(read('modules/vault.bicep')).toContain(
      `'@Microsoft.KeyVault(VaultName=\${vault.name};SecretName=${secret})'`,
    );
  });
});

describe('what may be left out', () => {
  const given: Record<string, { value: string }> = JSON.parse(
    read('main.parameters.json'),
  ).parameters;
  const left = [...main.parameters.keys()].filter((name) =>
    read('main.bicep').includes(`param ${name} string = 'none'`),
  );

  it('is the word none, since the toolkit refuses an empty value', () => {
    expect(left.length).toBeGreaterThan(5);
    const example = parseEnv(read('../env/.env.dev.example'));
    const variables = left.map((name) => /^\$\{\{(\w+)\}\}$/.exec(given[name]?.value ?? '')?.[1]);
    for (const name of variables.filter((one) => one?.startsWith('SECRET_') === false))
      expect(example[name ?? ''], name).toBe('none');
  });

  it.each(left)('comes to nothing: %s', (name) => {
    expect(read('main.bicep')).toContain(`given(${name})`);
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

  it('finds the keys of an object by what stands before it', () => {
    expect(keysAfter(text, 'union(c,')).toEqual(['D']);
    expect(keysAfter(text, 'params:')).toEqual(['a', 'b', 'c']);
  });

  it('refuses a brace that is not closed', () => {
    expect(() => readBicep(text.slice(0, -30))).toThrow('not closed');
  });
});
