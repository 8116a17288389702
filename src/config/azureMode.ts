import { personId, ROLES, type Role } from '../kernel/people.ts';
import { type Result, refuse } from '../kernel/result.ts';
import type { AzureConfig, Mistakes } from './config.ts';
import { type Env, VARIABLES } from './env.ts';
import { everyMode } from './everyMode.ts';
import { inventoryPlaces } from './inventoryPlaces.ts';

const NEEDED = {
  BOT_ID: 'the app id of the bot',
  TENANT_ID: 'the Entra tenant',
  API_CLIENT_ID: 'the app registration that access tokens are for',
  TABLES_ENDPOINT: "the storage account's table endpoint",
  KEY_VAULT_ENDPOINT: 'the Key Vault that signs',
  CHECKPOINTS_ENDPOINT: 'the immutable container for checkpoints, outside the table',
  PUBLIC_URL: 'where the outside finds this server',
  ACCEPTED_DOMAINS: 'the mail domains that count as inside, separated by commas',
} as const;

type Needed = keyof typeof NEEDED;
const IDS = ['BOT_ID', 'TENANT_ID', 'API_CLIENT_ID', 'TAB_CLIENT_ID', 'AZURE_CLIENT_ID'] as const;
const ADDRESSES = [
  'TABLES_ENDPOINT',
  'KEY_VAULT_ENDPOINT',
  'CHECKPOINTS_ENDPOINT',
  'PUBLIC_URL',
] as const;

/** Azure mode starts with everything it needs or not at all, and takes no key and no other channel from its environment. */
export function azureConfig(env: Env): Result<AzureConfig, Mistakes> {
  const mistakes = [...refused(env), ...malformed(env)];
  const shared = everyMode(env, { mode: 'azure', host: '0.0.0.0', rateLimits: true }, mistakes);
  const roleGroups = roleGroupsOf(env, mistakes);
  const acceptedDomains = domainsOf(env, mistakes);
  const copilotStudioEnvironments = inventoryPlaces(env, 'COPILOT_STUDIO_ENVIRONMENTS', mistakes);
  const foundryProjects = inventoryPlaces(env, 'FOUNDRY_PROJECTS', mistakes);
  const missing = Object.entries(NEEDED).filter(([name]) => env[name as Needed] === undefined);
  mistakes.unshift(...missing.map(([name, what]) => `${name} is missing: ${what}.`));
  if (mistakes.length > 0) return refuse(mistakes);
  const set = (name: Needed): string => env[name] ?? '';
  const apiClientId = set('API_CLIENT_ID').toLowerCase();
  return {
    ok: true,
    value: {
      ...shared,
      mode: 'azure',
      tenantId: set('TENANT_ID').toLowerCase(),
      botId: set('BOT_ID').toLowerCase(),
      apiClientId,
      tabClientId: env.TAB_CLIENT_ID?.toLowerCase() ?? apiClientId,
      identityClientId: env.AZURE_CLIENT_ID?.toLowerCase(),
      tablesEndpoint: set('TABLES_ENDPOINT'),
      checkpointsEndpoint: set('CHECKPOINTS_ENDPOINT'),
      keyVaultEndpoint: set('KEY_VAULT_ENDPOINT'),
      graphCertificate: env.GRAPH_CERTIFICATE,
      copilotStudioEnvironments,
      foundryProjects,
      pimEvidence: env.PIM_EVIDENCE === 'on',
      acceptedDomains,
      roleGroups,
      publicUrl: set('PUBLIC_URL'),
    },
  };
}

function refused(env: Env): readonly string[] {
  const mistakes = (env.channelOverrides ?? []).map(
    (name) => `${name} is refused in azure mode: whose activities are believed is not overridden.`,
  );
  if (env.TABLES_CONNECTION_STRING !== undefined)
    mistakes.push(
      'TABLES_CONNECTION_STRING holds a key and is refused in azure mode: the managed identity reaches TABLES_ENDPOINT.',
    );
  if (env.RATE_LIMITS === 'off')
    mistakes.push('RATE_LIMITS cannot be off in azure mode: unset it.');
  return mistakes;
}

/** Without what the variables hold: an address may carry a signature. */
function malformed(env: Env): readonly string[] {
  const ids = IDS.filter((name) => env[name] !== undefined && personId(env[name]) === undefined);
  const addresses = ADDRESSES.filter((name) => env[name] !== undefined && !isPlainHttps(env[name]));
  const unresolved = VARIABLES.filter((name) => env[name]?.startsWith('@Microsoft.KeyVault('));
  const isName = /^[0-9A-Za-z-]{1,127}$/.test(env.GRAPH_CERTIFICATE ?? 'none');
  return [
    ...ids.map((name) => `${name} must be a GUID.`),
    ...addresses.map(
      (name) => `${name} must be an https address, without user, query or fragment.`,
    ),
    ...(isName ? [] : ['GRAPH_CERTIFICATE must be the name of a certificate in the Key Vault.']),
    ...(['on', undefined].includes(env.PIM_EVIDENCE) ? [] : ['PIM_EVIDENCE is on, or unset.']),
    ...unresolved.map(
      (name) =>
        `${name} is a Key Vault reference that App Service did not resolve: the identity must be let into the vault, and the secret be there.`,
    ),
  ];
}

function isPlainHttps(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && !/[?#@]/.test(text);
}

function domainsOf(env: Env, mistakes: string[]): readonly string[] {
  const domains = (env.ACCEPTED_DOMAINS ?? '')
    .split(',')
    .map((domain) => domain.trim().toLowerCase())
    .filter((domain) => domain !== '');
  if (env.ACCEPTED_DOMAINS !== undefined && domains.length === 0)
    mistakes.push('ACCEPTED_DOMAINS names no domain: write at least one.');
  for (const domain of domains.filter((one) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(one)))
    mistakes.push(
      `ACCEPTED_DOMAINS has ${JSON.stringify(domain)}: write a domain such as contoso.com.`,
    );
  return domains;
}

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
