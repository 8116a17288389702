import type { Role } from '../kernel/people.ts';
import { personId, ROLES } from '../kernel/people.ts';
import { type Result, refuse } from '../kernel/result.ts';
import type { Env, Variable } from './env.ts';

/** What every mode knows. No secrets: it may be logged. */
interface Common {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly receiptAudience: string;
  readonly rateLimits: boolean;
}

export interface LocalConfig extends Common {
  readonly mode: 'local';
  readonly azuritePort: number | undefined;
  readonly playgroundPort: number;
}

export interface AzureConfig extends Common {
  readonly mode: 'azure';
  readonly tenantId: string;
  readonly botId: string;
  readonly apiClientId: string;
  readonly tabClientId: string;
  /** Of the user-assigned managed identity. */
  readonly identityClientId: string | undefined;
  readonly tablesEndpoint: string;
  readonly checkpointsEndpoint: string;
  readonly keyVaultEndpoint: string;
  readonly acceptedDomains: readonly string[];
  /** Entra group per role; a role without a group has nobody. */
  readonly roleGroups: Readonly<Partial<Record<Role, string>>>;
  readonly publicUrl: string;
}

export type Config = LocalConfig | AzureConfig;

/** What is wrong with the environment, each in a sentence that says what to do; all of it at once. */
export type Mistakes = readonly string[];

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** The environment as a configuration. `mode` is what COUNTERSIGN_MODE must say where the command does not assume one. */
export function configOf(env: Env, assumed?: 'local'): Result<Config, Mistakes> {
  const mode = env.COUNTERSIGN_MODE ?? assumed;
  if (mode === 'local') return localConfig(env);
  if (mode === 'azure') return azureConfig(env);
  return refuse(['Set COUNTERSIGN_MODE to local (everything on this machine) or azure.']);
}

function common(env: Env, mistakes: string[]): Common {
  return {
    host: env.HOST ?? '127.0.0.1',
    port: portOf(env, 'PORT', 3978, mistakes) ?? 3978,
    dataDir: env.DATA_DIR ?? '.data',
    receiptAudience: env.RECEIPT_AUDIENCE ?? 'countersign-gateway',
    rateLimits: switchOf(env, 'RATE_LIMITS', mistakes),
  };
}

function portOf(
  env: Env,
  name: Variable,
  fallback: number | undefined,
  mistakes: string[],
): number | undefined {
  const text = env[name];
  if (text === undefined) return fallback;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  mistakes.push(`${name} must be a port number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return fallback;
}

function switchOf(env: Env, name: Variable, mistakes: string[]): boolean {
  const text = env[name];
  if (text !== undefined && text !== 'on' && text !== 'off')
    mistakes.push(`${name} must be on or off, not ${JSON.stringify(text)}.`);
  return text === 'on';
}

/** Local mode has open keys and an example organisation: it refuses whatever looks like more than this machine. */
function localConfig(env: Env): Result<LocalConfig, Mistakes> {
  const mistakes: string[] = [];
  const shared = common(env, mistakes);
  if (!LOOPBACK.has(shared.host))
    mistakes.push(
      `Local mode listens on this machine only: set HOST to 127.0.0.1, not ${JSON.stringify(shared.host)}.`,
    );
  for (const name of ['WEBSITE_INSTANCE_ID', 'IDENTITY_ENDPOINT'] as const)
    if (env[name] !== undefined)
      mistakes.push(
        `${name} is set, so this is an Azure host: local mode does not run here. Set COUNTERSIGN_MODE to azure.`,
      );
  if (env.TABLES_ENDPOINT !== undefined)
    mistakes.push(
      'TABLES_ENDPOINT is for azure mode: in local mode set TABLES_CONNECTION_STRING, or neither.',
    );
  if (
    env.TABLES_CONNECTION_STRING !== undefined &&
    !isLoopbackStorage(env.TABLES_CONNECTION_STRING)
  )
    mistakes.push(
      'Local mode keeps its ledger on this machine: TABLES_CONNECTION_STRING must name a table endpoint on 127.0.0.1.',
    );
  const config: LocalConfig = {
    ...shared,
    mode: 'local',
    rateLimits: shared.rateLimits,
    azuritePort: portOf(env, 'AZURITE_PORT', undefined, mistakes),
    playgroundPort: portOf(env, 'PLAYGROUND_PORT', 56_150, mistakes) ?? 56_150,
  };
  return mistakes.length > 0 ? refuse(mistakes) : { ok: true, value: config };
}

function isLoopbackStorage(connectionString: string): boolean {
  if (/(?:^|;)UseDevelopmentStorage=true(?:;|$)/i.test(connectionString))
    return !/DevelopmentStorageProxyUri/i.test(connectionString);
  const endpoints = [...connectionString.matchAll(/(?:^|;)\s*(\w*Endpoint\w*)=([^;]*)/gi)].map(
    ([, name = '', value = '']) => ({ name, value }),
  );
  const table = endpoints.some(({ name }) => name.toLowerCase() === 'tableendpoint');
  return (
    table &&
    endpoints.every(({ name, value }) => /endpointsprotocol/i.test(name) || isLoopbackUrl(value))
  );
}

function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && LOOPBACK.has(new URL(text).hostname);
}

const NEEDED = {
  BOT_ID: 'the app id of the bot',
  TENANT_ID: 'the Entra tenant',
  API_CLIENT_ID: 'the app registration that access tokens are for',
  TABLES_ENDPOINT: "the storage account's table endpoint",
  KEY_VAULT_ENDPOINT: 'the Key Vault that signs',
  CHECKPOINTS_ENDPOINT: 'the immutable container for checkpoints, outside the table',
  PUBLIC_URL: 'where the outside finds this server',
  ACCEPTED_DOMAINS: 'the mail domains that count as inside, separated by commas',
} as const satisfies Partial<Record<Variable, string>>;

const ENDPOINTS = [
  'TABLES_ENDPOINT',
  'KEY_VAULT_ENDPOINT',
  'CHECKPOINTS_ENDPOINT',
  'PUBLIC_URL',
] as const;

function azureConfig(env: Env): Result<AzureConfig, Mistakes> {
  const mistakes: string[] = [];
  const shared = common({ HOST: '0.0.0.0', RATE_LIMITS: 'on', ...env }, mistakes);
  for (const [name, what] of Object.entries(NEEDED))
    if (env[name as Variable] === undefined) mistakes.push(`${name} is missing: ${what}.`);
  if (env.TABLES_CONNECTION_STRING !== undefined)
    mistakes.push(
      'TABLES_CONNECTION_STRING holds a key and is refused in azure mode: the managed identity reaches TABLES_ENDPOINT.',
    );
  if (env.OPENID_METADATA_URL !== undefined)
    mistakes.push(
      'OPENID_METADATA_URL is refused in azure mode: who may send activities is not to be overridden.',
    );
  for (const name of ENDPOINTS)
    if (env[name] !== undefined && !isHttps(env[name]))
      mistakes.push(`${name} must be an https address, not ${JSON.stringify(env[name])}.`);
  for (const name of ['BOT_ID', 'TENANT_ID', 'API_CLIENT_ID'] as const)
    if (env[name] !== undefined && personId(env[name]) === undefined)
      mistakes.push(`${name} must be a GUID.`);
  const groups = roleGroupsOf(env, mistakes);
  if (mistakes.length > 0) return refuse(mistakes);
  const set = (name: Variable): string => env[name] ?? '';
  return {
    ok: true,
    value: {
      ...shared,
      mode: 'azure',
      tenantId: set('TENANT_ID').toLowerCase(),
      botId: set('BOT_ID').toLowerCase(),
      apiClientId: set('API_CLIENT_ID').toLowerCase(),
      tabClientId: (env.TAB_CLIENT_ID ?? set('API_CLIENT_ID')).toLowerCase(),
      identityClientId: env.AZURE_CLIENT_ID,
      tablesEndpoint: set('TABLES_ENDPOINT'),
      checkpointsEndpoint: set('CHECKPOINTS_ENDPOINT'),
      keyVaultEndpoint: set('KEY_VAULT_ENDPOINT'),
      acceptedDomains: set('ACCEPTED_DOMAINS')
        .split(',')
        .map((domain) => domain.trim().toLowerCase())
        .filter((domain) => domain !== ''),
      roleGroups: groups,
      publicUrl: set('PUBLIC_URL'),
    },
  };
}

const isHttps = (text: string | undefined): boolean =>
  text !== undefined && URL.canParse(text) && new URL(text).protocol === 'https:';

/** `admin=<group id>,board=<group id>`. */
function roleGroupsOf(env: Env, mistakes: string[]): Readonly<Partial<Record<Role, string>>> {
  const groups: Partial<Record<Role, string>> = {};
  for (const pair of (env.ROLE_GROUPS ?? '').split(',').filter((part) => part.trim() !== '')) {
    const [name = '', group = ''] = pair.split('=').map((part) => part.trim());
    const role = ROLES.find((known) => known === name);
    if (role && personId(group)) groups[role] = group.toLowerCase();
    else
      mistakes.push(
        `ROLE_GROUPS has ${JSON.stringify(pair.trim())}: write role=<group object id> with a role out of ${ROLES.join(', ')}.`,
      );
  }
  return groups;
}
