/** The environment as it came: text or nothing. The only list of the variables that this product reads. */
export const VARIABLES = [
  'COUNTERSIGN_MODE',
  'PORT',
  'HOST',
  'DATA_DIR',
  'TABLES_CONNECTION_STRING',
  'TABLES_ENDPOINT',
  'CHECKPOINTS_ENDPOINT',
  'KEY_VAULT_ENDPOINT',
  'BOT_ID',
  'TENANT_ID',
  'API_CLIENT_ID',
  'TAB_CLIENT_ID',
  'AZURE_CLIENT_ID',
  'ACCEPTED_DOMAINS',
  'ROLE_GROUPS',
  'RECEIPT_AUDIENCE',
  'RATE_LIMITS',
  'PUBLIC_URL',
  'AZURITE_PORT',
  'PLAYGROUND_PORT',
  'OPENID_METADATA_URL',
  'WEBSITE_INSTANCE_ID',
  'IDENTITY_ENDPOINT',
] as const;

export type Variable = (typeof VARIABLES)[number];
export type Env = Readonly<Partial<Record<Variable, string>>>;

/** What is set and not empty. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  return Object.fromEntries(
    VARIABLES.flatMap((name) => {
      const value = source[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}
