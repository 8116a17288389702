import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/**
 * The toolkit ships a schema for these files inside a command line of 80 MB, too much to install for
 * it. Both files were validated against it (v1.11); what is tested here is what it cannot see: the
 * order of the actions, and that files and variables they name are there.
 */
interface Action {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>;
}
type Lifecycle = 'provision' | 'deploy' | 'publish';
type Project = { readonly version: string } & { readonly [key in Lifecycle]?: readonly Action[] };

const azure: Project = parse(read('teamsapp.yml'));
const local: Project = parse(read('teamsapp.local.yml'));
const uses = (actions: readonly Action[] | undefined) => actions?.map((action) => action.uses);
const all = (project: Project) =>
  [project.provision, project.deploy, project.publish].flatMap((actions) => actions ?? []);

/** Names that the toolkit or a deployment's secrets give; no environment file may hold them. */
const given = ['SECRET_ROW_MAC_KEY', 'SECRET_CARD_MAC_KEY', 'SECRET_WEBHOOK', 'SECRET_INVENTORY'];

const variablesIn = (text: string) => [...text.matchAll(/\$\{\{(\w+)\}\}/g)].map((m) => m[1] ?? '');

describe('the toolkit project', () => {
  it('speaks the version that the toolkit reads from teamsapp.yml', () => {
    expect([azure.version, local.version]).toEqual(['v1.11', 'v1.11']);
  });

  it('makes the identities before what needs them, and packs before it validates', () => {
    expect(uses(azure.provision)).toEqual([
      'teamsApp/create',
      'aadApp/create',
      'arm/deploy',
      'aadApp/update',
      'cli/runNpmCommand',
      'cli/runNpmCommand',
      'teamsApp/validateAppPackage',
      'teamsApp/update',
    ]);
    expect(uses(azure.deploy)?.at(-1)).toBe('azureAppService/zipDeploy');
    expect(uses(azure.publish)?.at(-1)).toBe('teamsApp/publishAppPackage');
    expect(uses(local.provision)).toEqual([
      'teamsApp/validateManifest',
      'cli/runNpmCommand',
      'cli/runNpmCommand',
    ]);
  });

  it('packs with our packer, never with the one that leaves icons out', () => {
    for (const project of [azure, local]) {
      expect(uses(all(project))).not.toContain('teamsApp/zipAppPackage');
      const npm = all(project).filter((action) => action.uses === 'cli/runNpmCommand');
      expect(npm.map((action) => action.with['args'])).toContain('run package -- ${{TEAMSFX_ENV}}');
    }
  });

  it('asks for no client secret', () => {
    const create = azure.provision?.find((action) => action.uses === 'aadApp/create');
    expect(create?.with['generateClientSecret']).toBe(false);
    expect(read('teamsapp.yml')).not.toMatch(/clientSecret:/);
  });

  it('names only files that are there', () => {
    const named = [azure, local]
      .flatMap(all)
      .flatMap((action) => JSON.stringify(action.with).match(/\.\/[\w./-]+/g) ?? []);
    const kept = named.filter((path) => !path.startsWith('./appPackage/build/'));
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(existsSync(join(root, '.webappignore'))).toBe(true);
  });
});

describe('the environments', () => {
  const example = parseEnv(read('env/.env.dev.example'));
  const sources = [
    'teamsapp.yml',
    'infra/main.parameters.json',
    'infra/entra.manifest.json',
    'appPackage/manifest.json',
  ];

  it('name every variable that a template uses', () => {
    const used = new Set(sources.flatMap((path) => variablesIn(read(path))));
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((name) => !(name in example) && !given.includes(name))).toEqual([]);
  });

  it('name every variable that an action or a deployment writes', () => {
    const written = all(azure).flatMap((action) =>
      Object.values(action.writeToEnvironmentFile ?? {}),
    );
    const outputs = [...read('infra/main.bicep').matchAll(/^output (\w+) /gm)].map(
      (m) => m[1] ?? '',
    );
    expect(written.length).toBeGreaterThan(3);
    expect([...written, ...outputs].filter((name) => !(name in example))).toEqual([]);
  });

  it('name no variable that nobody uses', () => {
    const text = [...sources, 'infra/main.bicep', 'infra/README.md'].map(read).join('\n');
    expect(Object.keys(example).filter((name) => !text.includes(name))).toEqual([]);
  });

  it('hold no secret', () => {
    for (const path of ['env/.env.local', 'env/.env.dev.example']) {
      expect(
        Object.keys(parseEnv(read(path))).filter((name) => /SECRET|PASSWORD|TOKEN/.test(name)),
      ).toEqual([]);
    }
    expect(
      Object.entries(example).filter(([name, value]) => /ID$|HOST$/.test(name) && value !== ''),
    ).toEqual([]);
  });
});

describe('the Entra application', () => {
  const entra = JSON.parse(read('infra/entra.manifest.json'));

  it('is the resource that the manifest names', () => {
    const { webApplicationInfo } = JSON.parse(read('appPackage/manifest.json'));
    expect(entra.identifierUris).toEqual([webApplicationInfo.resource]);
    expect(entra.appId).toBe(webApplicationInfo.id);
  });

  it('knows agents and gateways, serves one tenant, and hands out no token without a code', () => {
    expect(entra.appRoles.map(({ value }: { value: string }) => value)).toEqual([
      'Agent.Act',
      'Gateway.Enforce',
    ]);
    expect(entra.signInAudience).toBe('AzureADMyOrg');
    expect(Object.values(entra.web.implicitGrantSettings)).toEqual([false, false]);
    expect(entra.api.requestedAccessTokenVersion).toBe(2);
  });

  it('has tokens say when somebody signed in and what that met, which a fresh sign-in is proved by', () => {
    const claims = entra.optionalClaims.accessToken.map(({ name }: { name: string }) => name);
    expect(claims).toEqual(['idtyp', 'auth_time', 'acrs']);
  });

  it('puts no groups into tokens: they are asked for when something is decided', () => {
    expect(entra.groupMembershipClaims).toBeNull();
  });
});
