import type { Env } from './env.ts';

/** Names of what this server reads by itself. */
const OWN_SOURCES = ['entra', 'copilot', 'copilotStudio', 'foundry'];
const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const SECRET = /^whsec_([A-Za-z0-9+/]{32,86}={0,2})$/;
const FEWEST_BYTES = 24;

/** Platform → what it may sign with: one secret, or two while it goes from one to the other. */
export type InventorySecrets = ReadonlyMap<string, readonly Uint8Array[]>;

/** `desk=whsec_…,sales=whsec_…` as secrets by name, of the platforms that are named; what is not well written is none. */
export function inventorySecrets(env: Env): InventorySecrets {
  const secrets = new Map<string, readonly Uint8Array[]>();
  const names = namesIn(env);
  for (const [name, secret] of pairsIn(env))
    if (names.includes(name) && secret)
      secrets.set(name, [...(secrets.get(name) ?? []), secret].slice(0, 2));
  return secrets;
}

/** The platforms that report their agents, each of which has a secret. */
export function inventorySenders(env: Env, mistakes: string[]): readonly string[] {
  const names = namesIn(env);
  const secrets = inventorySecrets(env);
  for (const name of names.filter((one) => !NAME.test(one) || OWN_SOURCES.includes(one)))
    mistakes.push(
      `INVENTORY_SENDERS has ${JSON.stringify(name)}: write up to 32 small letters, digits and hyphens, and none of ${OWN_SOURCES.join(', ')}.`,
    );
  const without = names.filter((name) => !secrets.has(name));
  if (without.length > 0)
    mistakes.push(
      `INVENTORY_SECRETS must give each platform of INVENTORY_SENDERS a secret, as name=whsec_ and the base64 of 24 to 64 bytes; missing: ${without.join(', ')}.`,
    );
  return names;
}

const listIn = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const namesIn = (env: Env): readonly string[] => [...new Set(listIn(env.INVENTORY_SENDERS))];

const pairsIn = (env: Env): readonly (readonly [string, Uint8Array | undefined])[] =>
  listIn(env.INVENTORY_SECRETS).map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return [name.trim(), bytesOf(rest.join('=').trim())];
  });

function bytesOf(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(SECRET.exec(text)?.[1] ?? '', 'base64');
  return bytes.length < FEWEST_BYTES ? undefined : bytes;
}
