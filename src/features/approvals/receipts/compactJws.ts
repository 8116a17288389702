import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';

/** Signs with ES256: `sign` answers r and s side by side, 64 bytes. The private half may be far away. */
export interface JwsSigner {
  readonly kid: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A public key on P-256: SubjectPublicKeyInfo, DER. */
export interface JwsKey {
  readonly kid: string;
  readonly publicSpkiDer: Uint8Array;
}

/** What keeps a text from being a JWS of ours. */
export type JwsFlaw = 'form' | 'header' | 'key' | 'signature';

/** No text of ours is near as long. */
const LONGEST = 8_192;
const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** A JWS in compact form (RFC 7515) of type `typ`. What the signer throws passes through. */
export async function signCompact(signer: JwsSigner, typ: string, payload: Json): Promise<string> {
  const header = canonicalJson({ alg: 'ES256', kid: signer.kid, typ });
  const input = `${base64url(header)}.${base64url(canonicalJson(payload))}`;
  return `${input}.${base64url(await signer.sign(Buffer.from(input, 'ascii')))}`;
}

/** The payload of a JWS in compact form, once its signature is found good; undefined where that is no JSON. */
export function openCompact(
  text: string,
  typ: string,
  keys: readonly JwsKey[],
): Result<unknown, JwsFlaw> {
  const [, head = '', body = '', tail = ''] =
    text.length > LONGEST ? [] : (COMPACT.exec(text) ?? []);
  const [header, payload, signature] = [head, body, tail].map(bytesOf);
  if (!header?.length || !payload?.length || !signature?.length) return refuse('form');
  const read = headerOf(typ).safeParse(jsonOf(header));
  if (!read.success) return refuse('header');
  const key = keys.find(({ kid }) => kid === read.data.kid);
  if (key === undefined) return refuse('key');
  const signed = isSignedBy(key, `${head}.${body}`, signature);
  return signed ? ok(jsonOf(payload)) : refuse('signature');
}

/** Nothing else may stand there: no other algorithm, no key of the bearer's own, no `crit`. */
const headerOf = (typ: string) =>
  z.strictObject({ alg: z.literal('ES256'), typ: z.literal(typ), kid: z.string() });

const base64url = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** The bytes of base64url text without padding, or undefined where it is not their one spelling. */
function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isSignedBy({ publicSpkiDer }: JwsKey, input: string, signature: Buffer): boolean {
  if (signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.from(publicSpkiDer), format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
  const bytes = Buffer.from(input, 'ascii');
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
