import { hash } from 'node:crypto';
import { LedgerFault } from './fault.ts';

const HEX_64 = /^[0-9a-f]{64}$/;

/**
 * SHA-256 of bytes, or of a text's UTF-8 bytes, as 64 lowercase hex digits.
 * The one-shot call is about twice as fast as `createHash` on lines of some hundred bytes, and
 * asking it for text spares the allocation of a Buffer, which costs as much as the hash itself.
 */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** Whether a text is a SHA-256 in the only spelling used here: 64 lowercase hex digits. */
export function isHash(text: string): boolean {
  return HEX_64.test(text);
}

/**
 * Writes the 32 bytes of a hash into `target` at `offset`. Throws `not-a-hash` where the text is not
 * one: what the decoder could not read would leave the bytes of the hash before it in their place.
 */
export function writeHash(target: Buffer, offset: number, hex: string): void {
  if (hex.length !== 64 || target.write(hex, offset, 32, 'hex') !== 32) {
    throw new LedgerFault('not-a-hash', `Not 64 hex digits: ${hex.slice(0, 80)}`);
  }
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The bytes of a base64 text, or undefined where it is not the one canonical spelling of them. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
