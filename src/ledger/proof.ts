import { leafOf } from './block.ts';
import { canonicalJson, parseCanonical } from './canonical.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { LedgerFault } from './fault.ts';
import { type Checked, failed, passed } from './finding.ts';
import { verifyCheckpoint } from './keyring.ts';
import { formatKeys, type LedgerKeys, parseKeys, periodsOf } from './keysDocument.ts';
import { asText, countOf, listOf, textOf } from './members.ts';
import { verifyInclusion } from './merkleProof.ts';
import { parseNote } from './note.ts';
import type { NoteKey } from './noteKey.ts';
import type { ProofTree } from './proofTree.ts';

/** What a proof document is made of: the stored line, the log's leaves, and a checkpoint's note that covers it. */
export interface ProofParts {
  readonly log: string;
  readonly seq: number;
  readonly line: string;
  readonly tree: ProofTree;
  readonly note: string;
  readonly keys: LedgerKeys;
}

/** A line that is proven to stand in a log. `trusted` says whether the chain of keys began at a key the caller gave. */
export interface ProvenLine {
  readonly log: string;
  readonly seq: number;
  readonly line: string;
  readonly leaf: string;
  readonly checkpoint: Checkpoint;
  readonly key: NoteKey;
  readonly trusted: boolean;
}

const FORMAT = 'countersign-proof/1';

/** The members of the document besides its format. `keys` is the text of the keys document. */
interface ProofText {
  readonly log: string;
  readonly seq: number;
  readonly line: string;
  readonly path: readonly string[];
  readonly note: string;
  readonly keys: string;
}

/** The proof document of one line. Throws `out-of-range` where the checkpoint does not reach to it. */
export function formatProof({ log, seq, line, tree, note, keys }: ProofParts): string {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.body) : parsed;
  const state = checkpoint.ok
    ? checkpoint.value.logs.find((known) => known.log === log)
    : undefined;
  if (state === undefined || seq > state.size) {
    throw new LedgerFault('out-of-range', `The checkpoint does not reach to ${log}/${seq}.`);
  }
  const path = tree.inclusion(seq - 1, state.size);
  return formatText({ log, seq, line, path, note, keys: formatKeys(keys) });
}

/**
 * Verifies a proof document. Give the key you trust (and got by another way than this document): without
 * it the proof only says that some key, named in the result, has signed a checkpoint with this line.
 */
export function verifyProof(text: string, trusted?: NoteKey): Checked<ProvenLine> {
  const proof = parseProof(text);
  if (proof === undefined)
    return failed(
      'proof',
      'document-malformed',
      `The proof is not a canonical document of the format ${FORMAT}.`,
    );
  const keys = parseKeys(proof.keys);
  if (!keys.ok) return keys;
  const periods = periodsOf(keys.value, trusted);
  if (!periods.ok) return periods;
  const signed = verifyCheckpoint(proof.note, keys.value.origin, periods.value);
  if (!signed.ok) return signed;
  const { log, seq, line, path } = proof;
  const { checkpoint, key } = signed.value;
  const leaf = leafOf(line);
  const state = checkpoint.logs.find((known) => known.log === log);
  if (
    state === undefined ||
    !verifyInclusion({ leaf, index: seq - 1, size: state.size, proof: path, root: state.root })
  ) {
    return {
      ok: false,
      finding: {
        log,
        seq,
        code: 'proof-bad',
        sentence: `The path does not lead from this line to the root of log ${log} in the checkpoint.`,
      },
    };
  }
  return passed({ log, seq, line, leaf, checkpoint, key, trusted: trusted !== undefined });
}

function parseProof(text: string): ProofText | undefined {
  const value = parseCanonical(text);
  const log = textOf(value, 'log');
  const seq = countOf(value, 'seq');
  const line = textOf(value, 'line');
  const path = listOf(value, 'path', asText);
  const note = textOf(value, 'note');
  const keys = textOf(value, 'keys');
  if (log === undefined || seq === undefined || line === undefined) return undefined;
  if (path === undefined || note === undefined || keys === undefined) return undefined;
  const proof = { log, seq, line, path, note, keys };
  return formatText(proof) === text ? proof : undefined;
}

function formatText(proof: ProofText): string {
  return canonicalJson({ format: FORMAT, ...proof });
}
