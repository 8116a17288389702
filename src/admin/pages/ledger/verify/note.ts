import { type Bytes, fromBase64, joined, sameBytes, sha256, toHex, utf8 } from './bytes.ts';

/** What a checkpoint says of one log. */
export interface LogState {
  readonly log: string;
  readonly size: number;
  readonly root: string;
}

/** A signed checkpoint whose signature fits one of the server's published keys. */
export interface Checkpoint {
  readonly note: string;
  readonly origin: string;
  readonly at: string;
  readonly logs: readonly LogState[];
  readonly keyName: string;
  /** The 8 hex digits that stand for the key that has signed it. */
  readonly keyId: string;
}

/** As much of a published key (RFC 7517) as a signature is checked with. */
export interface Jwk {
  readonly kty?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
}

interface Signature {
  readonly keyName: string;
  readonly keyId: Bytes;
  readonly der: Bytes;
}

const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

function signatureOf(line: string): Signature | undefined {
  const [, keyName, encoded] = LINE.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  return keyName === undefined || bytes === undefined || bytes.length < 12
    ? undefined
    : { keyName, keyId: bytes.slice(0, 4), der: bytes.slice(4) };
}

/** An ECDSA signature in ASN.1 DER → r and s side by side, as WebCrypto takes it; undefined for anything else. */
export function sidesOf(der: Bytes): Bytes | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const r = integerAt(der, 2);
  const s = r && integerAt(der, r.end);
  return r && s && s.end === der.length ? joined(r.value, s.value) : undefined;
}

function integerAt(
  der: Bytes,
  at: number,
): { readonly value: Bytes; readonly end: number } | undefined {
  const length = der[at + 1];
  if (der[at] !== 0x02 || length === undefined || length === 0) return undefined;
  const end = at + 2 + length;
  const digits = der.slice(at + 2, end);
  const plain = digits.slice(digits.findIndex((byte) => byte !== 0));
  if (digits.length !== length || plain.length > 32) return undefined;
  return { value: joined(new Uint8Array(32 - plain.length), plain), end };
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

async function isSignedBy(body: Bytes, { keyId, der }: Signature, jwk: Jwk): Promise<boolean> {
  const { kty, crv, x, y } = jwk;
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) return false;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, true, ['verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', key));
  const sides = sidesOf(der);
  if (sides === undefined || !sameBytes((await sha256(spki)).slice(0, 4), keyId)) return false;
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, sides, body);
}

const STATE = /^(g|\d{2}) (0|[1-9]\d{0,15}) ([0-9a-f]{64}) [0-9a-f]{64}$/;

function stateOf(line: string): LogState | undefined {
  const [, log, size, root] = STATE.exec(line) ?? [];
  return log === undefined || size === undefined || root === undefined
    ? undefined
    : { log, size: Number(size), root };
}

/**
 * The checkpoint of a C2SP signed note, where one of the keys has signed it. Throws an `Error` that says what is wrong
 * where the note is not of its form or nobody known has signed it.
 */
export async function checkedNote(note: string, keys: readonly Jwk[]): Promise<Checkpoint> {
  const border = note.lastIndexOf('\n\n');
  const body = note.slice(0, border + 1);
  const [origin = '', at = '', ...rest] = body.split('\n');
  const logs = rest.slice(0, -1).map(stateOf);
  const known = logs.filter((log) => log !== undefined);
  if (border < 0 || known.length === 0 || known.length !== logs.length)
    throw new Error('The checkpoint is not of its form.');
  const signatures = note
    .slice(border + 2, -1)
    .split('\n')
    .map(signatureOf);
  for (const signature of signatures.filter((one) => one !== undefined))
    for (const key of keys)
      if (await isSignedBy(utf8(body), signature, key)) {
        const { keyName, keyId } = signature;
        return { note, origin, at, logs: known, keyName, keyId: toHex(keyId) };
      }
  throw new Error('None of the published keys has signed the checkpoint.');
}
