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
  'GRAPH_CERTIFICATE',
  'COPILOT_STUDIO_ENVIRONMENTS',
  'FOUNDRY_PROJECTS',
  'BOT_ID',
  'TENANT_ID',
  'API_CLIENT_ID',
  'TAB_CLIENT_ID',
  'AZURE_CLIENT_ID',
  'ACCEPTED_DOMAINS',
  'RECIPIENT_DOMAINS',
  'BUSINESS_HOURS',
  'MODELS_BY_GROUP',
  'POLICY_DIR',
  'ROLE_GROUPS',
  'PIM_EVIDENCE',
  'RECEIPT_AUDIENCE',
  'RATE_LIMITS',
  'DIGEST_AT',
  'STEP_UP',
  'STEP_UP_CONTEXT',
  'POLICY_QUORUM',
  'FEEDBACK_CATEGORIES',
  'ACCUMULATION_TEMPLATES',
  'WEBHOOK_URLS',
  'ALARM_WEBHOOK_URLS',
  'WEBHOOK_SECRET',
  'INVENTORY_SENDERS',
  'INVENTORY_SECRETS',
  'PUBLIC_URL',
  'AZURITE_PORT',
  'PLAYGROUND_PORT',
  'WEBSITE_INSTANCE_ID',
  'IDENTITY_ENDPOINT',
] as const;

export type Variable = (typeof VARIABLES)[number];
export type Env = Readonly<Partial<Record<Variable, string>>> & {
  /** Names of variables that would tell a Bot Framework SDK whose signatures to believe. We read none of them. */
  readonly channelOverrides?: readonly string[];
};

/** What is set and not empty. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const isSet = (name: string): boolean => (source[name]?.trim() ?? '') !== '';
  const read: Partial<Record<Variable, string>> = {};
  for (const name of VARIABLES) if (isSet(name)) read[name] = source[name]?.trim() ?? '';
  const overrides = Object.keys(source).filter((name) => isSet(name) && isChannelOverride(name));
  return overrides.length === 0 ? read : { ...read, channelOverrides: overrides.toSorted() };
}

/** By what the SDKs call their settings, however an environment spells them (`Connector__OpenIdMetadata`, `OPENID_METADATA_URL`). */
function isChannelOverride(name: string): boolean {
  const letters = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return /openidmetadata|tobotfrom(channel|emulator)|^channelservice$|^validateauthority$/.test(
    letters,
  );
}
