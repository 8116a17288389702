/** What can be wrong with stored data or with a document about it. Closed. */
export type FindingCode =
  // a log's blocks
  | 'block-malformed'
  | 'block-missing'
  | 'block-repeated'
  | 'block-miscounted'
  | 'chain-broken'
  | 'purge-malformed'
  | 'purge-unexplained'
  | 'head-differs'
  // a log against checkpoints
  | 'log-cut'
  | 'log-missing'
  | 'size-unknown'
  | 'root-differs'
  | 'chain-differs'
  // notes and keys
  | 'note-malformed'
  | 'signer-unknown'
  | 'signature-bad'
  | 'checkpoint-malformed'
  | 'origin-differs'
  | 'key-malformed'
  | 'key-retired'
  // exports and proofs
  | 'document-malformed'
  | 'file-missing'
  | 'file-differs'
  | 'row-malformed'
  | 'row-missing'
  | 'leaf-differs'
  | 'proof-bad';

/**
 * One thing that is wrong, and where: the log and the seq of the first event it touches. Where it is
 * not about a line, `log` names the document (`checkpoint`, `keys`, `manifest`, `proof`) and seq is 0.
 */
export interface Finding {
  readonly log: string;
  readonly seq: number;
  readonly code: FindingCode;
  readonly sentence: string;
}

/** What a check of untrusted text gives: its value, or the first thing wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly finding: Finding };

/** A passed check. */
export function passed<T>(value: T): Checked<T> {
  return { ok: true, value };
}

/** A failed check of a whole document. */
export function failed(log: string, code: FindingCode, sentence: string): Checked<never> {
  return { ok: false, finding: { log, seq: 0, code, sentence } };
}
