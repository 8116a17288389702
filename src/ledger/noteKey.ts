import { createPublicKey, type KeyObject } from 'node:crypto';
import { LedgerFault } from './fault.ts';
import { fromBase64, sha256, toBase64 } from './hash.ts';

/** A public key that signs notes: its name, and an ECDSA P-256 key as DER SubjectPublicKeyInfo. */
export interface NoteKey {
  readonly keyName: string;
  readonly publicKeySpkiDer: Uint8Array;
}

/** The C2SP signature type of ECDSA with SHA-256. */
const ECDSA = 0x02;
const KEY_NAME = /^[^\s+]+$/u;

/** The 8 hex digits that stand for a key: for ECDSA, the first 4 bytes of the SHA-256 of its DER. */
export function keyId(key: NoteKey): string {
  return sha256(key.publicKeySpkiDer).slice(0, 8);
}

/** A key as one text, in the form Go's note package reads: `<name>+<key id>+<base64 of type byte and DER>`. */
export function formatKey(key: NoteKey): string {
  requireKey(key);
  return `${key.keyName}+${keyId(key)}+${toBase64(Buffer.from([ECDSA, ...key.publicKeySpkiDer]))}`;
}

/** The key that a text stands for, or undefined where it is not one that `formatKey` could have written. */
export function parseKey(text: string): NoteKey | undefined {
  const [, keyName, encoded] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/su.exec(text) ?? [];
  if (keyName === undefined || encoded === undefined) return undefined;
  const key = { keyName, publicKeySpkiDer: (fromBase64(encoded) ?? Buffer.alloc(0)).subarray(1) };
  return isKeyName(keyName) && publicKey(key) !== undefined && formatKey(key) === text
    ? key
    : undefined;
}

/** Whether two keys are the same key under the same name. */
export function sameKey(a: NoteKey, b: NoteKey): boolean {
  return a.keyName === b.keyName && Buffer.compare(a.publicKeySpkiDer, b.publicKeySpkiDer) === 0;
}

/** Whether a text may name a key: not empty, no white space, no plus sign. */
export function isKeyName(text: string): boolean {
  return KEY_NAME.test(text);
}

/** The key to verify with, or undefined where the bytes are not an ECDSA P-256 public key. */
export function publicKey(key: NoteKey): KeyObject | undefined {
  try {
    const made = createPublicKey({
      key: Buffer.from(key.publicKeySpkiDer),
      format: 'der',
      type: 'spki',
    });
    return made.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? made : undefined;
  } catch {
    return undefined;
  }
}

/** The key to verify with. Throws `bad-key` on a name or bytes that cannot be a note key. */
export function requireKey(key: NoteKey): KeyObject {
  const made = publicKey(key);
  if (made === undefined || !isKeyName(key.keyName)) {
    throw new LedgerFault(
      'bad-key',
      `${JSON.stringify(key.keyName)} is not an ECDSA P-256 key under a name without spaces.`,
    );
  }
  return made;
}
