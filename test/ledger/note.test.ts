import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assembleNote,
  derSignature,
  noteBytes,
  parseNote,
  verifyNote,
} from '../../src/ledger/note.ts';
import { formatKey, keyId, type NoteKey, parseKey, sameKey } from '../../src/ledger/noteKey.ts';
import { findingOf, makeKey, signNote, valueOf } from './support.ts';

/** A checkpoint of Sigstore's public Rekor log and its public key: an ECDSA note that somebody else made. */
const REKOR_KEY =
  'rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=';
const REKOR_NOTE =
  'Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n— rekor.sigstore.dev wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n';

const BODY = 'line one\n\nline — three\n';
const first = makeKey('example.com/first');
const second = makeKey('example.com/second');
const note = signNote(BODY, first);

function keyFrom(text: string): NoteKey {
  const key = parseKey(text);
  if (key === undefined) throw new Error('Not a key.');
  return key;
}

describe('a signed note', () => {
  it('is verified as other makers of the format sign it', () => {
    const key = keyFrom(REKOR_KEY);
    expect(valueOf(verifyNote(REKOR_NOTE, [key])).body).toBe(
      REKOR_NOTE.slice(0, REKOR_NOTE.indexOf('\n\n') + 1),
    );
    expect(findingOf(verifyNote(REKOR_NOTE.replace('798034', '798035'), [key])).code).toBe(
      'signature-bad',
    );
    expect(formatKey(key)).toBe(REKOR_KEY);
  });

  it('has the layout of the format: body, empty line, em dash, name, key id and signature', () => {
    const [border, end] = note.slice(BODY.length).split('\n— ');
    expect(note.startsWith(BODY)).toBe(true);
    expect(border).toBe('');
    const [name, encoded] = (end ?? '').trimEnd().split(' ');
    const bytes = Buffer.from(encoded ?? '', 'base64');
    expect(name).toBe('example.com/first');
    expect(bytes.toString('hex', 0, 4)).toBe(
      createHash('sha256').update(first.key.publicKeySpkiDer).digest('hex').slice(0, 8),
    );
    expect(bytes[4]).toBe(0x30);
  });

  it('gives its body and signer to whoever trusts the signer', () => {
    expect(valueOf(verifyNote(note, [second.key, first.key]))).toEqual({
      body: BODY,
      key: first.key,
    });
  });

  it('is worth nothing to others', () => {
    expect(findingOf(verifyNote(note, [])).code).toBe('signer-unknown');
    expect(findingOf(verifyNote(note, [second.key])).code).toBe('signer-unknown');
    const samePerson = { ...second.key, keyName: first.key.keyName };
    expect(findingOf(verifyNote(note, [samePerson])).code).toBe('signer-unknown');
    expect(findingOf(verifyNote(note, [{ ...first.key, keyName: 'example.com/other' }])).code).toBe(
      'signer-unknown',
    );
  });

  it('passes over signatures by unknown keys, and falls with one bad signature by a known one', () => {
    const [, line = ''] = note.split('\n\n— ');
    const [, foreign = ''] = signNote(BODY, second).split('\n\n— ').slice(-2);
    const both = `${note}— ${foreign}`;
    expect(valueOf(verifyNote(both, [first.key])).key).toBe(first.key);
    expect(valueOf(verifyNote(both, [second.key])).key).toBe(second.key);
    const other = signNote('another body\n', first).split('\n\n— ').at(-1) ?? '';
    expect(line).not.toBe('');
    expect(findingOf(verifyNote(`${note}— ${other}`, [first.key])).code).toBe('signature-bad');
  });

  it('does not survive the change of any character', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: note.length - 1 }),
        fc.constantFrom('a', '0', ' ', '\n', '=', '—', ''),
        (at, put) => {
          const changed = note.slice(0, at) + put + note.slice(at + 1);
          expect(changed === note || !verifyNote(changed, [first.key]).ok).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['no signature', BODY],
    ['an empty signature part', `${BODY}\n`],
    ['no empty line', note.replace('\n\n—', '\n—')],
    ['no line feed at the end', note.slice(0, -1)],
    ['a line after the signature', `${note}x\n`],
    ['a carriage return', note.replace('one', 'one\r')],
    ['a hyphen for the dash', note.replace('— example', '- example')],
    ['a short signature', 'a\n\n— k AAAAAA==\n'],
    ['base64 that has another spelling', 'a\n\n— k AAAAAAB=\n'],
    ['too much text', `${'a'.repeat(70_000)}${note}`],
    ['a lone surrogate', `\ud800${note}`],
    ['nothing', ''],
  ])('is not read with %s', (_what, text) => {
    expect(findingOf(parseNote(text)).code).toBe('note-malformed');
    expect(verifyNote(text, [first.key]).ok).toBe(false);
  });

  it('is not assembled with a signature that is not the key’s own', () => {
    const foreign = sign('sha256', noteBytes(BODY), second.privateKey);
    expect(() => assembleNote(BODY, first.key, foreign)).toThrow(
      expect.objectContaining({ code: 'bad-signature' }),
    );
    expect(() =>
      assembleNote('other\n', first.key, sign('sha256', noteBytes(BODY), first.privateKey)),
    ).toThrow(expect.objectContaining({ code: 'bad-signature' }));
  });

  it.each(['', 'no line feed', 'a\rb\n', 'a\tb\n', '\ud800\n'])('has no body %j', (body) => {
    expect(() => noteBytes(body)).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }));
  });
});

describe('derSignature', () => {
  it('makes of r and s what the format asks, whatever zeros they begin with', () => {
    for (let i = 0; i < 300; i += 1) {
      const body = `${i}\n`;
      const sides = sign('sha256', noteBytes(body), {
        key: first.privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      expect(verifyNote(assembleNote(body, first.key, derSignature(sides)), [first.key]).ok).toBe(
        true,
      );
    }
    expect(derSignature(new Uint8Array(64)).toString('hex')).toBe('3006020100020100');
    const high = Buffer.alloc(64);
    high[30] = 0x80;
    high[63] = 0x7f;
    expect(derSignature(high).toString('hex')).toBe('3008020300800002017f');
    expect(() => derSignature(new Uint8Array(63))).toThrow(
      expect.objectContaining({ code: 'bad-signature' }),
    );
  });
});

describe('a key of notes', () => {
  it('is read back from its text, and from no other', () => {
    const text = formatKey(first.key);
    expect(sameKey(keyFrom(text), first.key)).toBe(true);
    expect(text.split('+')[1]).toBe(keyId(first.key));
    for (const bad of [
      '',
      'a+b',
      text.replace('example', 'sample '),
      text.replace(/\+[0-9a-f]/, '+x'),
      `${text}A`,
      text.replace('+Aj', '+AT'),
      text.slice(0, -4),
      text.replace(keyId(first.key), '00000000'),
    ]) {
      expect(parseKey(bad)).toBeUndefined();
    }
  });

  it('is ECDSA P-256 and has a name without spaces or plus signs', () => {
    const foreign = [
      generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey,
      generateKeyPairSync('ed25519').publicKey,
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
    ].map((key) => ({
      keyName: 'k',
      publicKeySpkiDer: key.export({ format: 'der', type: 'spki' }),
    }));
    const named = ['', 'a b', 'a+b', 'a\u00a0b', 'a\nb'].map((keyName) => ({
      ...first.key,
      keyName,
    }));
    for (const bad of [
      ...foreign,
      ...named,
      { keyName: 'k', publicKeySpkiDer: new Uint8Array(0) },
    ]) {
      expect(() => formatKey(bad)).toThrow(expect.objectContaining({ code: 'bad-key' }));
    }
  });
});
