import * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import { fromBase64Text } from './base64.ts';
import type { Credential } from './credential.ts';
import { type Limits, type Rest, type RestAnswer, type RestCall, restOf } from './rest.ts';

/** One version of a key that may be used at present. */
export interface KeyVersion {
  /** 32 hex digits. */
  readonly version: string;
  /** Epoch seconds. */
  readonly created: number;
}

export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/**
 * What is asked of an Azure Key Vault. Everything throws `signer-unavailable` where the vault gives no answer in time, and
 * `misconfigured` where it refuses or has nothing of that name.
 */
export interface KeyVault {
  /** The enabled versions of a key, in no order. */
  versions(key: string): Promise<readonly KeyVersion[]>;
  publicKey(key: string, version: string): Promise<PublicJwk>;
  /** ES256 over a SHA-256 digest: r and s side by side, 64 bytes. */
  sign(key: string, version: string, digest: Uint8Array): Promise<Uint8Array>;
  secret(name: string): Promise<string>;
}

const SCOPE = 'https://vault.azure.net/.default';
const API = 'api-version=7.4';
/** 25 versions a page. */
const MAX_PAGES = 40;

const versionPage = z.object({
  value: z.array(
    z.object({
      kid: z.url(),
      attributes: z.object({ enabled: z.boolean(), created: z.int() }),
    }),
  ),
  nextLink: z.url().nullish(),
});
const keyBundle = z.object({
  key: z.object({
    kty: z.enum(['EC', 'EC-HSM']),
    crv: z.literal('P-256'),
    x: z.base64url(),
    y: z.base64url(),
  }),
});
const signed = z.object({ kid: z.url(), value: z.base64url() });
const secretBundle = z.object({ value: z.string() });

/** The vault at `endpoint` (`https://<name>.vault.azure.net`), over its REST interface. */
export function keyVault(endpoint: string, credential: Credential, limits?: Limits): KeyVault {
  const { origin } = new URL(endpoint);
  const rest = restOf({ credential, scope: SCOPE, fault: 'signer-unavailable', limits });
  const ask = <T>(call: RestCall, shape: z.ZodType<T>): Promise<T> => asked(rest, call, shape);
  const keyUrl = (...parts: readonly string[]): string =>
    `${origin}/keys/${parts.map(encodeURIComponent).join('/')}`;
  return {
    async versions(key) {
      const found: KeyVersion[] = [];
      let url: string | undefined = `${keyUrl(key, 'versions')}?${API}`;
      for (let pages = 0; url !== undefined && pages < MAX_PAGES; pages += 1) {
        const page: z.infer<typeof versionPage> = await ask(reading(url), versionPage);
        for (const { kid, attributes } of page.value)
          if (attributes.enabled)
            found.push({ version: versionOf(kid, keyUrl(key)), created: attributes.created });
        url = nextOf(page.nextLink, origin);
      }
      return found;
    },
    async publicKey(key, version) {
      const url = `${keyUrl(key, version)}?${API}`;
      const { x, y } = (await ask(reading(url), keyBundle)).key;
      return { kty: 'EC', crv: 'P-256', x, y };
    },
    async sign(key, version, digest) {
      const body = { alg: 'ES256', value: Buffer.from(digest).toString('base64url') };
      const url = `${keyUrl(key, version, 'sign')}?${API}`;
      const { value } = await ask(jsonPost(url, body), signed);
      return fromBase64Text(value) ?? new Uint8Array();
    },
    async secret(name) {
      const url = `${origin}/secrets/${encodeURIComponent(name)}?${API}`;
      return (await ask(reading(url), secretBundle)).value;
    },
  };
}

/** What is read is read at start, or beside the calls. */
const reading = (url: string): RestCall => ({ method: 'GET', url, patient: true });

const jsonPost = (url: string, body: object): RestCall => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function asked<T>(rest: Rest, call: RestCall, shape: z.ZodType<T>): Promise<T> {
  const answer = await rest(call);
  const { pathname } = new URL(call.url);
  if (answer.status !== 200)
    throw new Fault('misconfigured', `the vault answers ${pathname} with ${problemOf(answer)}`);
  const read = shape.safeParse(jsonOf(answer.text));
  if (read.success) return read.data;
  // Without the text: it may be a secret.
  throw new Fault('misconfigured', `the vault answers ${pathname} with something else`);
}

const errorBundle = z.object({ error: z.object({ code: z.string().regex(/^\w{1,64}$/) }) });

function problemOf({ status, text }: RestAnswer): string {
  const said = errorBundle.safeParse(jsonOf(text));
  return said.success ? `${status} ${said.data.error.code}` : String(status);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The version that a key's identifier ends in. */
function versionOf(kid: string, key: string): string {
  const { origin, pathname } = new URL(kid);
  const version = pathname.slice(pathname.lastIndexOf('/') + 1);
  if (`${origin}${pathname}` === `${key}/${version}` && /^[0-9a-f]{32}$/.test(version))
    return version;
  throw new Fault('misconfigured', `the vault lists ${pathname} among the versions of ${key}`);
}

/** The token goes to no other host than the vault. */
function nextOf(link: string | null | undefined, origin: string): string | undefined {
  if (!link) return undefined;
  if (new URL(link).origin === origin) return link;
  throw new Fault('misconfigured', 'the vault sends on to another host');
}
