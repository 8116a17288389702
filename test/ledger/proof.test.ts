import { describe, expect, it } from 'vitest';
import { leafOf, parseBlock, purgeBlock } from '../../src/ledger/block.ts';
import { canonicalJson, type Json } from '../../src/ledger/canonical.ts';
import { rolloverBody } from '../../src/ledger/keyring.ts';
import { formatKeys, parseKeys } from '../../src/ledger/keysDocument.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { formatProof, verifyProof } from '../../src/ledger/proof.ts';
import { ProofTree } from '../../src/ledger/proofTree.ts';
import {
  eventLine,
  findingOf,
  makeKey,
  makeLog,
  ORIGIN,
  signCheckpoint,
  signNote,
  stateOf,
  valueOf,
} from './support.ts';

const AT = '2026-03-02T09:00:00.000Z';
const log = makeLog('g', [3, 1, 5, 2, 4]);
const lane = makeLog('00', [7]);
const tree = new ProofTree(log.lines.map(leafHash));
const [first, second] = [makeKey(), makeKey()];
const rollover = signNote(
  rolloverBody({ origin: ORIGIN, from: AT, until: AT, key: second.key }),
  first,
);
const keys = { origin: ORIGIN, first: first.key, rollovers: [rollover] };
const note = signCheckpoint(AT, [stateOf(log, 3), stateOf(lane)], second);
const proofOf = (seq: number, line = eventLine(seq)) =>
  formatProof({ log: 'g', seq, line, tree, note, keys });

/** The document with some members replaced. */
function withMembers(text: string, members: Record<string, Json>): string {
  return canonicalJson({ ...(JSON.parse(text) as Record<string, Json>), ...members });
}

describe('a proof document', () => {
  it('proves every line that its checkpoint reaches to, to whoever trusts a key', () => {
    for (let seq = 1; seq <= 11; seq += 1) {
      const proven = valueOf(verifyProof(proofOf(seq), first.key));
      expect(proven).toMatchObject({
        log: 'g',
        seq,
        line: eventLine(seq),
        leaf: leafHash(eventLine(seq)),
        key: second.key,
        trusted: true,
      });
      expect(proven.checkpoint.at).toBe(AT);
    }
    expect(valueOf(verifyProof(proofOf(1), second.key)).trusted).toBe(true);
  });

  it('says so where nobody trusted its keys beforehand', () => {
    expect(valueOf(verifyProof(proofOf(1)))).toMatchObject({ key: second.key, trusted: false });
  });

  it('is not made where the checkpoint does not reach, or knows no such log', () => {
    expect(() => proofOf(12)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    expect(() => formatProof({ log: '07', seq: 1, line: 'x', tree, note, keys })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
    expect(() => formatProof({ log: 'g', seq: 1, line: 'x', tree, note: 'x', keys })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });

  it('proves the place of a purged line by its stub', () => {
    const [block] = log.blocks;
    const stub = block && parseBlock(purgeBlock(block, [2], 15).text)[1];
    expect(valueOf(verifyProof(proofOf(2, stub ?? ''), first.key))).toMatchObject({
      line: stub,
      leaf: leafHash(eventLine(2)),
    });
    expect(leafOf(stub ?? '')).toBe(leafHash(eventLine(2)));
  });

  const genuine = proofOf(5);
  const otherNote = signCheckpoint(AT, [stateOf(log), stateOf(lane)], second);
  it.each([
    ['another line', { line: eventLine(6) }, 'proof-bad'],
    ['another place', { seq: 6 }, 'proof-bad'],
    ['place 0', { seq: 0 }, 'proof-bad'],
    ['another log', { log: '00' }, 'proof-bad'],
    ['a log that is not', { log: '01' }, 'proof-bad'],
    ['an empty path', { path: [] }, 'proof-bad'],
    ['a path of no hashes', { path: ['x'] }, 'proof-bad'],
    ['another checkpoint', { note: otherNote }, 'proof-bad'],
    ['a changed checkpoint', { note: note.replace('g 11', 'g 12') }, 'signature-bad'],
    ['no checkpoint', { note: '' }, 'note-malformed'],
    [
      'a checkpoint by a key that came later',
      { note: signCheckpoint('2026-03-02T08:59:59.999Z', [stateOf(log, 3)], second) },
      'key-retired',
    ],
    [
      'foreign keys',
      { keys: formatKeys({ origin: ORIGIN, first: makeKey().key, rollovers: [] }) },
      'signer-unknown',
    ],
    ['no keys', { keys: '' }, 'key-malformed'],
    ['another format', { format: 'countersign-proof/2' }, 'document-malformed'],
    ['a place in words', { seq: '5' }, 'document-malformed'],
    ['a path that is no list', { path: {} }, 'document-malformed'],
  ])('is refused with %s', (_what, members, code) => {
    expect(valueOf(verifyProof(genuine, first.key)).seq).toBe(5);
    expect(findingOf(verifyProof(withMembers(genuine, members), first.key)).code).toBe(code);
  });

  it.each(['', '{}', 'null', '[]', `${genuine} `, genuine.replace('{', '{"a":1,')])(
    'is not read from %#',
    (text) => {
      expect(findingOf(verifyProof(text)).code).toBe('document-malformed');
    },
  );
});

describe('the keys document', () => {
  it('is read back', () => {
    expect(valueOf(parseKeys(formatKeys(keys)))).toEqual({
      ...keys,
      first: { ...first.key, publicKeySpkiDer: Buffer.from(first.key.publicKeySpkiDer) },
    });
  });

  it.each([{ origin: 1 }, { first: 'x' }, { rollovers: [1] }, { rollovers: 'x' }, { format: 'x' }])(
    'is not read with %j',
    (members) => {
      expect(findingOf(parseKeys(withMembers(formatKeys(keys), members)))).toMatchObject({
        log: 'keys',
        code: 'key-malformed',
      });
    },
  );
});
