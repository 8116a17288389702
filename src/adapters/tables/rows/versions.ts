import { sha256 } from '../../../ledger/hash.ts';

const PARTS = 64;
const EMPTY: readonly Part[] = Array.from({ length: PARTS }, () => ({ seqs: new Map(), hash: '' }));

interface Part {
  readonly seqs: ReadonlyMap<string, number>;
  /** SHA-256 over `<id>\n<seq>\n` of all its ids, sorted; empty for none. */
  readonly hash: string;
}

/**
 * Which version of each thing of one kind stands: its id, and the seq of the event it reflects. As a row's mac binds its text
 * to key and seq, the digest over both says which rows there are, to the letter. Two levels of SHA-256, so that a commit
 * hashes again only the parts it touches, and no key is needed to work it out from a log. Never changes.
 */
export class Versions {
  static readonly none = new Versions(EMPTY);
  readonly #parts: readonly Part[];
  #digest: string | undefined;

  private constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  of(id: string): number | undefined {
    return this.#parts[partOf(id)]?.seqs.get(id);
  }

  /** With these ids at these seqs. */
  with(changes: ReadonlyMap<string, number>): Versions {
    if (changes.size === 0) return this;
    const touched = new Map<number, Map<string, number>>();
    for (const [id, seq] of changes) {
      const part = partOf(id);
      const seqs = touched.get(part) ?? new Map(this.#parts[part]?.seqs);
      touched.set(part, seqs.set(id, seq));
    }
    return new Versions(
      this.#parts.map((part, i) => {
        const seqs = touched.get(i);
        return seqs === undefined ? part : { seqs, hash: hashOf(seqs) };
      }),
    );
  }

  /** SHA-256 over the parts' hashes, a line each. */
  digest(): string {
    this.#digest ??= sha256(this.#parts.map(({ hash }) => `${hash}\n`).join(''));
    return this.#digest;
  }
}

const partOf = (id: string): number => Number.parseInt(sha256(id).slice(0, 2), 16) % PARTS;

const hashOf = (seqs: ReadonlyMap<string, number>): string =>
  sha256(
    [...seqs.keys()]
      .toSorted()
      .map((id) => `${id}\n${seqs.get(id)}\n`)
      .join(''),
  );
