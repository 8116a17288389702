import type { StoredBlock } from '../../../ledger/block.ts';
import type { HeadAt } from '../rows/head.ts';

/** A commit that was sent. */
export interface Try {
  /** The head's ETag it is conditional on. While the head has it, the try may still land. */
  readonly etag: string;
  /** The seq of its last event, where its block would end. */
  readonly last: number;
  readonly tx: string;
  /** Called once it is known to stand in the log. */
  readonly landed: () => void;
}

/**
 * The tries of one log whose outcome is not known. A lost acknowledgement looks like a failure, so before anything is tried
 * again, each of them is looked up in the log by its nonce: not the last one only, since an earlier one may have landed late.
 */
export class Tries {
  #sent: Try[] = [];

  add(sent: Try): void {
    this.#sent.push(sent);
  }

  /** Those that stand in the log which has this head. */
  async landed(
    at: HeadAt,
    blockEnding: (last: number) => Promise<StoredBlock | undefined>,
  ): Promise<readonly Try[]> {
    const landed: Try[] = [];
    for (const sent of this.#sent) {
      if (at.head.tree.size < sent.last) continue;
      const tx = at.head.tx === sent.tx ? sent.tx : (await blockEnding(sent.last))?.tx;
      if (tx === sent.tx) landed.push(sent);
    }
    return landed;
  }

  /** Forgets those that a head with this ETag has decided: no try lands on a head that has moved on. */
  forgetAllBut(etag: string | undefined): void {
    this.#sent = this.#sent.filter((sent) => sent.etag === etag);
  }

  /** Whether one may still land. */
  get undecided(): boolean {
    return this.#sent.length > 0;
  }
}
