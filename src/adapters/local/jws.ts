import type { SigningKey } from './keys.ts';

/** A JWT in compact form, signed by one of the local keys: claims out of our own hands, dates in epoch seconds. */
export async function compactJwt(
  key: SigningKey,
  claims: Readonly<Record<string, string | number | readonly string[]>>,
): Promise<string> {
  const header = { alg: key.algorithm, typ: 'JWT', kid: key.kid };
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
  return `${input}.${base64url(await key.sign(Buffer.from(input, 'ascii')))}`;
}

const base64url = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url');
