import { verify } from 'node:crypto';
import { LedgerFault } from './fault.ts';
import { type Checked, failed, passed } from './finding.ts';
import { fromBase64, toBase64 } from './hash.ts';
import { keyId, type NoteKey, publicKey, requireKey } from './noteKey.ts';

/** One signature line of a note: who it says has signed, and the bytes after the key id. */
export interface NoteSignature {
  readonly keyName: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A note taken apart, with nothing verified. `body` ends in a line feed. */
export interface ParsedNote {
  readonly body: string;
  readonly signatures: readonly NoteSignature[];
}

/** A body, and the trusted key that has signed it. */
export interface VerifiedNote {
  readonly body: string;
  readonly key: NoteKey;
}

/** Longer notes are refused unread: ours have one signature and a line a log. */
const NOTE_UNITS = 64_000;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/**
 * The bytes of a body to be signed with ECDSA P-256 and SHA-256. Throws `bad-checkpoint` on a body
 * that cannot stand in a note: it ends in a line feed, and holds no other control character.
 */
export function noteBytes(body: string): Buffer {
  if (!isNoteText(body))
    throw new LedgerFault(
      'bad-checkpoint',
      'A note is lines of well-formed text without control characters.',
    );
  return Buffer.from(body, 'utf8');
}

/**
 * The note of a body and its signature, in the C2SP signed-note format. The signature is ASN.1 DER, as
 * the format asks (`derSignature` makes it from r and s). It is verified first: throws `bad-signature`
 * where it is not the key's own over this body, `bad-key` where the key is not one for notes.
 */
export function assembleNote(body: string, key: NoteKey, signature: Uint8Array): string {
  if (!verify('sha256', noteBytes(body), requireKey(key), signature)) {
    throw new LedgerFault(
      'bad-signature',
      `The signature is not one by ${key.keyName} over this body.`,
    );
  }
  return `${body}\n— ${key.keyName} ${toBase64(Buffer.concat([Buffer.from(keyId(key), 'hex'), signature]))}\n`;
}

/** A note taken apart, or what is wrong with its form. */
export function parseNote(text: string): Checked<ParsedNote> {
  const border = text.lastIndexOf('\n\n');
  const body = text.slice(0, border + 1);
  if (text.length > NOTE_UNITS || border < 0 || !isNoteText(text) || !isNoteText(body)) {
    return failed(
      'checkpoint',
      'note-malformed',
      'This is not a signed note: text, an empty line, signature lines.',
    );
  }
  const signatures: NoteSignature[] = [];
  for (const line of text.slice(border + 2, -1).split('\n')) {
    const signature = parseSignature(line);
    if (signature === undefined)
      return failed(
        'checkpoint',
        'note-malformed',
        'A signature line of the note is not of its form.',
      );
    signatures.push(signature);
  }
  return passed({ body, signatures });
}

/**
 * The body of a note that a trusted key has signed. As the format asks, signatures by unknown keys are
 * passed over, and one bad signature under a trusted key's name and id condemns the note.
 */
export function verifyNote(text: string, trustedKeys: readonly NoteKey[]): Checked<VerifiedNote> {
  const note = parseNote(text);
  if (!note.ok) return note;
  const bytes = noteBytes(note.value.body);
  let signer: NoteKey | undefined;
  for (const { keyName, keyId: id, signature } of note.value.signatures) {
    const key = trustedKeys.find((trusted) => trusted.keyName === keyName && keyId(trusted) === id);
    if (key === undefined) continue;
    if (!isSignedBy(bytes, key, signature)) {
      return failed(
        'checkpoint',
        'signature-bad',
        `The note is not what ${keyName} (${id}) signed.`,
      );
    }
    signer ??= key;
  }
  if (signer !== undefined) return passed({ body: note.value.body, key: signer });
  const names = note.value.signatures
    .map(({ keyName, keyId: id }) => `${keyName} (${id})`)
    .join(', ');
  return failed(
    'checkpoint',
    'signer-unknown',
    `No trusted key has signed the note, only ${names}.`,
  );
}

/** The DER form of an ECDSA signature given as r and s side by side (IEEE P1363), as Key Vault and JOSE give it. */
export function derSignature(sides: Uint8Array): Buffer {
  if (sides.length !== 64)
    throw new LedgerFault(
      'bad-signature',
      `64 bytes of r and s were expected, not ${sides.length}.`,
    );
  const integers = Buffer.concat([
    derInteger(sides.subarray(0, 32)),
    derInteger(sides.subarray(32)),
  ]);
  return Buffer.concat([Buffer.from([0x30, integers.length]), integers]);
}

function derInteger(bytes: Uint8Array): Buffer {
  let digits = bytes;
  while (digits.length > 1 && digits[0] === 0) digits = digits.subarray(1);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.from([0x02, sign.length + digits.length, ...sign, ...digits]);
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, keyName, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (keyName === undefined || bytes === undefined || bytes.length < 5) return undefined;
  return { keyName, keyId: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

function isSignedBy(bytes: Buffer, key: NoteKey, signature: Uint8Array): boolean {
  const made = publicKey(key);
  return made !== undefined && verify('sha256', bytes, made, signature);
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !/[\0-\x09\x0b-\x1f]/.test(text);
}
