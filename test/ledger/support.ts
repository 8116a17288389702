import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { blockText, INITIAL_CHAIN, nextChain, type StoredBlock } from '../../src/ledger/block.ts';
import { canonicalJson, type Json } from '../../src/ledger/canonical.ts';
import type { StoredHead } from '../../src/ledger/chainVerifier.ts';
import { type Checkpoint, checkpointBody, type LogState } from '../../src/ledger/checkpoint.ts';
import type { Finding } from '../../src/ledger/finding.ts';
import { emptyTree, leafHash, pushLeaves, rootOf, type Tree } from '../../src/ledger/merkle.ts';
import { assembleNote, noteBytes } from '../../src/ledger/note.ts';
import type { NoteKey } from '../../src/ledger/noteKey.ts';

export const ORIGIN = 'countersign/11111111-2222-4333-8444-555555555555';

/** A line as the ledger writes it. */
export function eventLine(
  seq: number,
  type = 'request-asked',
  data: Json = { request: `AR-${seq}` },
): string {
  const at = `2026-03-02T08:00:00.${String(seq % 1000).padStart(3, '0')}Z`;
  return canonicalJson({
    at,
    by: { kind: 'agent', id: 'mail-assistant' },
    data,
    salt: `salt-${seq}`,
    type,
  });
}

/** A log as it is stored, with the state after each block. */
export interface MadeLog {
  readonly log: string;
  readonly lines: readonly string[];
  readonly blocks: readonly StoredBlock[];
  readonly states: readonly LogState[];
  readonly head: StoredHead;
}

/** A log whose blocks hold as many events as `counts` says. */
export function makeLog(log: string, counts: readonly number[], line = eventLine): MadeLog {
  const lines: string[] = [];
  const blocks: StoredBlock[] = [];
  const states: LogState[] = [];
  let tree: Tree = emptyTree;
  let chain = INITIAL_CHAIN;
  for (const n of counts) {
    const added = Array.from({ length: n }, (_, i) => line(lines.length + i + 1));
    lines.push(...added);
    const text = blockText(added);
    chain = nextChain(chain, text);
    tree = pushLeaves(tree, added.map(leafHash));
    blocks.push({ last: lines.length, n, tx: `tx-${blocks.length}`, chain, text });
    states.push({ log, size: tree.size, root: rootOf(tree), chain });
  }
  const head = { size: tree.size, peaks: tree.peaks, chain, tx: blocks.at(-1)?.tx ?? '' };
  return { log, lines, blocks, states, head };
}

/** The state of a made log after its last block, or after an earlier one. */
export function stateOf(made: MadeLog, at = -1): LogState {
  const state = made.states.at(at);
  if (state === undefined) throw new Error('No such block.');
  return state;
}

/** A key that signs notes, with its private half. */
export interface TestKey {
  readonly key: NoteKey;
  readonly privateKey: KeyObject;
}

export function makeKey(keyName = ORIGIN): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    key: { keyName, publicKeySpkiDer: publicKey.export({ format: 'der', type: 'spki' }) },
    privateKey,
  };
}

export function signNote(body: string, { key, privateKey }: TestKey): string {
  return assembleNote(body, key, sign('sha256', noteBytes(body), privateKey));
}

export function signCheckpoint(at: string, logs: readonly LogState[], key: TestKey): string {
  const checkpoint: Checkpoint = { origin: ORIGIN, at, logs };
  return signNote(checkpointBody(checkpoint), key);
}

/** The finding of a failed check. */
export function findingOf(
  checked: { readonly ok: true } | { readonly ok: false; readonly finding: Finding },
): Finding {
  if (checked.ok) throw new Error('The check passed.');
  return checked.finding;
}

/** The value of a passed check. */
export function valueOf<T>(
  checked:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly finding: Finding },
): T {
  if (!checked.ok) throw new Error(`${checked.finding.code}: ${checked.finding.sentence}`);
  return checked.value;
}
