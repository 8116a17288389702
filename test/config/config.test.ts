import { isAbsolute, join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/env.ts';
import { readSecrets } from '../../src/config/secrets.ts';
import { addedCategories, categoryMistakes } from '../../src/run/categories.ts';

type Source = Readonly<Record<string, string | undefined>>;
const read = (source: Source, assumed?: 'local') => configOf(readEnv(source), assumed);

function config(source: Source, assumed?: 'local') {
  const result = read(source, assumed);
  if (!result.ok) throw new Error(result.refusal.join('\n'));
  return result.value;
}

function mistakes(source: Source): readonly string[] {
  const result = read(source);
  return result.ok ? [] : result.refusal;
}

const local = (changes: Source = {}): Source => ({ COUNTERSIGN_MODE: 'local', ...changes });
const guid = (end: string) => `00000000-0000-4000-8000-0000000000${end}`;
const azure = (changes: Source = {}): Source => ({
  COUNTERSIGN_MODE: 'azure',
  BOT_ID: guid('b0'),
  TENANT_ID: guid('ff'),
  API_CLIENT_ID: guid('c0'),
  TABLES_ENDPOINT: 'https://contosoledger.table.core.windows.net',
  KEY_VAULT_ENDPOINT: 'https://contoso.vault.azure.net',
  CHECKPOINTS_ENDPOINT: 'https://contosoworm.blob.core.windows.net/checkpoints',
  PUBLIC_URL: 'https://countersign.contoso.com',
  ACCEPTED_DOMAINS: 'contoso.com, Contoso.DE',
  ...changes,
});

describe('the mode', () => {
  it.each([undefined, '', ' ', 'production', 'Local'])('must be said: not %j', (mode) => {
    expect(mistakes({ COUNTERSIGN_MODE: mode })).toEqual([
      expect.stringContaining('Set COUNTERSIGN_MODE to local'),
    ]);
  });

  it('is local where a command assumes it, and what is set where it is set', () => {
    expect(config({}, 'local').mode).toBe('local');
    expect(config(azure(), 'local').mode).toBe('azure');
    expect(read({ COUNTERSIGN_MODE: 'production' }, 'local').ok).toBe(false);
  });
});

describe('local mode', () => {
  it('needs nothing to be set', () => {
    expect(config(local())).toEqual({
      mode: 'local',
      host: '127.0.0.1',
      port: 3978,
      dataDir: resolve(import.meta.dirname, '../../.data'),
      receiptAudience: 'countersign-gateway',
      webhookUrls: [],
      inventorySenders: [],
      alarmWebhookUrls: [],
      accumulationTemplates: {},
      rateLimits: false,
      digestAt: '09:00',
      feedbackCategories: [],
      stepUpFor: [],
      policyStepUp: false,
      policyQuorum: 2,
      stepUpContext: 'c1',
      recipientDomains: {
        customer: ['fabrikam.example', 'northwind.example'],
        vendor: ['adatum.example'],
        regulator: ['regulator.example'],
      },
      businessHours: undefined,
      modelsByGroup: undefined,
      policyDir: undefined,
      azuritePort: undefined,
      playgroundPort: 56150,
    });
  });

  it('takes what is set', () => {
    const set = {
      HOST: 'localhost',
      PORT: '0',
      DATA_DIR: 'elsewhere',
      RECEIPT_AUDIENCE: 'https://gateway.contoso.example',
      RATE_LIMITS: 'on',
      DIGEST_AT: '07:30',
      STEP_UP: 'finance, policy',
      STEP_UP_CONTEXT: 'c25',
      POLICY_QUORUM: '3',
      AZURITE_PORT: '10002',
      PLAYGROUND_PORT: ' 56151 ',
    };
    expect(config(local(set))).toMatchObject({
      host: 'localhost',
      port: 0,
      dataDir: join(process.cwd(), 'elsewhere'),
      receiptAudience: 'https://gateway.contoso.example',
      rateLimits: true,
      digestAt: '07:30',
      stepUpFor: ['finance'],
      stepUpContext: 'c25',
      azuritePort: 10002,
      playgroundPort: 56151,
    });
    expect(isAbsolute(config(local(set)).dataDir)).toBe(true);
  });

  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('listens on %s', (host) => {
    expect(config(local({ HOST: host })).host).toBe(host);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'countersign.contoso.com', '127.0.0.1.evil.example', '*'])(
    'does not listen on %s',
    (host) => {
      expect(mistakes(local({ HOST: host }))).toEqual([expect.stringContaining('set HOST to 127')]);
    },
  );

  it.each(['WEBSITE_INSTANCE_ID', 'IDENTITY_ENDPOINT'])('does not run beside %s', (name) => {
    expect(mistakes(local({ [name]: 'x' }))).toEqual([expect.stringContaining(name)]);
  });

  it('tells all that is wrong at once', () => {
    const all = mistakes(
      local({
        HOST: '0.0.0.0',
        IDENTITY_ENDPOINT: 'http://169.254.169.254',
        TABLES_ENDPOINT: 'https://contosoledger.table.core.windows.net',
        PORT: '65536',
        RATE_LIMITS: 'yes',
        DIGEST_AT: '24:00',
        STEP_UP: 'on',
        STEP_UP_CONTEXT: 'c0',
        POLICY_QUORUM: '1',
        PLAYGROUND_PORT: '-1',
      }),
    );
    expect(all.map((sentence) => /[A-Z_]{4,}/.exec(sentence)?.[0])).toEqual(
      ['HOST', 'IDENTITY_ENDPOINT', 'TABLES_ENDPOINT', 'PORT', 'RATE_LIMITS', 'DIGEST_AT'].concat(
        'STEP_UP',
        'POLICY_QUORUM',
        'STEP_UP_CONTEXT',
        'PLAYGROUND_PORT',
      ),
    );
  });
});

describe('how many of the board adopt a policy', () => {
  it.each(['0', '1', '-2', '1.9', 'two', '2e1', '10', '02x', '٢'])('is never %j', (set) => {
    expect(mistakes(local({ POLICY_QUORUM: set }))).toEqual([
      expect.stringMatching(/^POLICY_QUORUM is how many .* from 2 to 9: not .* alone\.$/),
    ]);
    expect(mistakes(azure({ POLICY_QUORUM: set }))).toHaveLength(1);
  });

  it.each([2, 3, 9])('may be %i', (set) => {
    expect(config(local({ POLICY_QUORUM: String(set) })).policyQuorum).toBe(set);
  });
});

describe('what takes a fresh sign-in', () => {
  it.each<[string, readonly string[], boolean]>([
    ['finance', ['finance'], false],
    ['policy', [], true],
    ['policy, finance', ['finance'], true],
  ])('is %j', (set, stepUpFor, policyStepUp) => {
    expect(config(local({ STEP_UP: set }))).toMatchObject({ stepUpFor, policyStepUp });
  });

  it.each(['on', 'finance policy', 'finance,polcy', 'Policy'])('is not %j', (set) => {
    expect(mistakes(local({ STEP_UP: set }))).toEqual([expect.stringMatching(/^STEP_UP is /)]);
  });
});

describe('the categories that a tenant adds', () => {
  const own = {
    id: 'tooSlow',
    label: 'Too slow',
    definition: 'It took longer than doing it by hand',
    example: 'an answer after the call was over',
    remedy: 'prompt',
  };
  const set = (value: unknown) =>
    local({ FEEDBACK_CATEGORIES: typeof value === 'string' ? value : JSON.stringify(value) });

  it('stand behind the six', () => {
    expect(config(set([own])).feedbackCategories).toEqual([own]);
    expect(addedCategories(config(set([own])).feedbackCategories)).toEqual([own]);
    expect(categoryMistakes(config(set([own])).feedbackCategories)).toEqual([]);
  });

  it.each(['{', '{}', '"x"', 'null'])('are no %s', (value) => {
    expect(mistakes(set(value))).toEqual([expect.stringContaining('FEEDBACK_CATEGORIES must be')]);
  });

  it('say all at once what is no category', () => {
    const { remedy: _, ...without } = own;
    expect(mistakes(set([without, null, { ...own, colour: 'red', label: 1 }, own]))).toEqual([
      'FEEDBACK_CATEGORIES, entry 1: remedy must be there, as text.',
      'FEEDBACK_CATEGORIES, entry 2: id, label, definition, example, remedy must be there, as text.',
      'FEEDBACK_CATEGORIES, entry 3: label must be there, as text.',
      'FEEDBACK_CATEGORIES, entry 3: "colour" means nothing here.',
    ]);
  });

  it('say all at once which rules they break', () => {
    const all = categoryMistakes([
      { ...own, id: 'Too slow', remedy: 'magic' },
      { ...own, id: 'wrongDataSource', example: ' ' },
    ]);
    expect(all).toHaveLength(4);
    expect(all.every((words) => words.startsWith('FEEDBACK_CATEGORIES: '))).toBe(true);
  });

  it('can add, and take nothing away', () => {
    expect(categoryMistakes([{ ...own, id: 'hallucinatedFacts' }]).join()).toContain(
      'there is a category of this id',
    );
  });
});

describe('the storage of local mode', () => {
  const azurite = 'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=azuritekey;';
  it.each([
    `${azurite}TableEndpoint=http://127.0.0.1:10002/a;`,
    `${azurite}tableendpoint=http://localhost:10002/a`,
    `${azurite}TableEndpoint=http://[::1]:10002/a`,
    `${azurite}BlobEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:10002/a`,
    'UseDevelopmentStorage=true',
    'UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://127.0.0.1',
  ])('is on this machine: %s', (storage) => {
    expect(mistakes(local({ TABLES_CONNECTION_STRING: storage }))).toEqual([]);
  });

  it.each([
    'DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=azurekey',
    `${azurite}EndpointSuffix=core.windows.net`,
    `${azurite}TableEndpoint=https://contoso.table.core.windows.net`,
    `${azurite}TableEndpoint=http://127.0.0.1:1/a;TableEndpoint=https://evil.example`,
    `${azurite}TableEndpoint=http://127.0.0.1:1/a;TableSecondaryEndpoint=https://evil.example`,
    `${azurite}TableEndpoint=http://127.0.0.1:1/a; EndpointSuffix=core.windows.net`,
    `${azurite}TableEndpoint=http://127.0.0.1@evil.example/a`,
    `${azurite}TableEndpoint=http://127.0.0.1.evil.example/a`,
    `${azurite}TableEndpoint=127.0.0.1`,
    `${azurite}BlobEndpoint=http://127.0.0.1:1/a`,
    'UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://evil.example',
    'UseDevelopmentStorage=true;TableEndpoint=https://evil.example',
    'UseDevelopmentStorage=false',
    'nonsense',
  ])('is elsewhere, or nobody knows where: %s', (storage) => {
    const [sentence, ...more] = mistakes(local({ TABLES_CONNECTION_STRING: storage }));
    expect(sentence).toContain('TABLES_CONNECTION_STRING must name a table endpoint on 127.0.0.1');
    expect(sentence).not.toMatch(/evil|azurekey|azuritekey/);
    expect(more).toEqual([]);
  });
});

describe('azure mode', () => {
  it('starts with all it needs', () => {
    expect(config(azure())).toMatchObject({
      mode: 'azure',
      host: '0.0.0.0',
      rateLimits: true,
      tabClientId: guid('c0'),
      identityClientId: undefined,
      graphCertificate: undefined,
      pimEvidence: false,
      acceptedDomains: ['contoso.com', 'contoso.de'],
      roleGroups: {},
    });
  });

  it('reads ids in lower case, and the groups of roles', () => {
    const set = {
      BOT_ID: guid('B0').toUpperCase(),
      TAB_CLIENT_ID: guid('CC').toUpperCase(),
      AZURE_CLIENT_ID: guid('DD').toUpperCase(),
      ROLE_GROUPS: `admin=${guid('a1')}, board=${guid('A2')}`,
      GRAPH_CERTIFICATE: 'graph-sign-in',
      PIM_EVIDENCE: 'on',
      HOST: '127.0.0.1',
    };
    expect(config(azure(set))).toMatchObject({
      botId: guid('b0'),
      tabClientId: guid('cc'),
      identityClientId: guid('dd'),
      roleGroups: { admin: guid('a1'), board: guid('a2') },
      graphCertificate: 'graph-sign-in',
      pimEvidence: true,
      host: '127.0.0.1',
    });
  });

  it('names everything that is missing at once', () => {
    const all = mistakes({ COUNTERSIGN_MODE: 'azure' });
    const names = Object.keys(azure()).filter((name) => name !== 'COUNTERSIGN_MODE');
    expect(new Set(all.map((sentence) => sentence.split(' ')[0]))).toEqual(new Set(names));
    for (const sentence of all) expect(sentence).toContain('is missing: ');
  });

  it.each(['BOT_ID', 'TENANT_ID', 'TABLES_ENDPOINT', 'KEY_VAULT_ENDPOINT', 'CHECKPOINTS_ENDPOINT'])(
    'does not start without %s',
    (name) => {
      expect(mistakes(azure({ [name]: '' }))).toEqual([expect.stringContaining(`${name} is miss`)]);
    },
  );

  it('takes no connection string, and does not repeat it', () => {
    const storage = 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=topsecret';
    const [sentence, ...more] = mistakes(azure({ TABLES_CONNECTION_STRING: storage }));
    expect(sentence).toContain('TABLES_CONNECTION_STRING holds a key');
    expect(sentence).not.toContain('topsecret');
    expect(more).toEqual([]);
  });

  it.each([
    'OPENID_METADATA_URL',
    'CHANNEL_OPENID_METADATA',
    'BotOpenIdMetadata',
    'ToBotFromChannelOpenIdMetadataUrl',
    'ToBotFromEmulatorOpenIdMetadataUrl',
    'toBotFromChannelTokenIssuer',
    'Connections__ServiceConnection__OpenIdMetadata',
    'ChannelService',
    'ValidateAuthority',
  ])('lets %s override nobody', (name) => {
    expect(mistakes(azure({ [name]: 'http://127.0.0.1:1/keys' }))).toEqual([
      `${name} is refused in azure mode: whose activities are believed is not overridden.`,
    ]);
    expect(mistakes(azure({ [name]: '' }))).toEqual([]);
    expect(mistakes(local({ [name]: 'http://127.0.0.1:1/keys' }))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['BOT_ID', 'countersign', 'BOT_ID must be a GUID'],
    ['AZURE_CLIENT_ID', '{}', 'AZURE_CLIENT_ID must be a GUID'],
    ['TABLES_ENDPOINT', 'http://contoso.table.core.windows.net', 'TABLES_ENDPOINT must be an http'],
    ['TABLES_ENDPOINT', 'https://a.example/?sv=1&sig=topsecret', 'without user, query'],
    ['PUBLIC_URL', 'https://user:topsecret@contoso.com', 'without user, query'],
    ['KEY_VAULT_ENDPOINT', 'contoso', 'KEY_VAULT_ENDPOINT must be an https address'],
    ['RATE_LIMITS', 'off', 'RATE_LIMITS cannot be off'],
    ['ACCEPTED_DOMAINS', 'contoso.com, *', 'ACCEPTED_DOMAINS has "*"'],
    ['ACCEPTED_DOMAINS', ' , ', 'ACCEPTED_DOMAINS names no domain'],
    [
      'GRAPH_CERTIFICATE',
      'https://contoso.vault.azure.net/x',
      'GRAPH_CERTIFICATE must be the name',
    ],
    ['PIM_EVIDENCE', 'yes', 'PIM_EVIDENCE is on, or unset'],
    ['ROLE_GROUPS', `chief=${guid('a1')}`, 'ROLE_GROUPS has "chief='],
    ['ROLE_GROUPS', 'admin=everybody', 'ROLE_GROUPS has "admin=everybody"'],
  ])('does not take %s as %s', (name, value, why) => {
    const [sentence, ...more] = mistakes(azure({ [name]: value }));
    expect(sentence).toContain(why);
    expect(sentence).not.toContain('topsecret');
    expect(more).toEqual([]);
  });

  it('takes no Key Vault reference that the host left as it is for the secret', () => {
    const reference = '@Microsoft.KeyVault(VaultName=contoso;SecretName=webhook-secret)';
    const set = { WEBHOOK_URLS: 'https://gateway.contoso.example', WEBHOOK_SECRET: reference };
    expect(mistakes(azure(set))).toEqual([
      expect.stringContaining('WEBHOOK_SECRET is a Key Vault reference that App Service did not'),
    ]);
  });

  it('holds nothing in its configuration that may not be logged', () => {
    const env = readEnv(azure({ TABLES_CONNECTION_STRING: 'AccountKey=topsecret' }));
    expect(JSON.stringify(configOf(env))).not.toContain('topsecret');
  });
});

describe('secrets', () => {
  it('are there for who asks, and silent in every log', () => {
    const secrets = readSecrets(readEnv({ TABLES_CONNECTION_STRING: ' AccountKey=topsecret ' }));
    expect(secrets.tablesConnectionString).toBe('AccountKey=topsecret');
    const said = `${inspect({ secrets }, { depth: 9 })} ${JSON.stringify({ secrets })} ${String(secrets)}`;
    expect(said).not.toContain('topsecret');
  });
});
