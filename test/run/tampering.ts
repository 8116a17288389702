import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sealer, sealText } from '../../src/adapters/tables/rows/sealed.ts';
import { parseKeys } from '../../src/ledger/keysDocument.ts';
import type { NoteKey } from '../../src/ledger/noteKey.ts';
import { macWith } from '../../src/run/localParts.ts';
import { type FilledLedger, fillLedger, GOVERNANCE } from './filledLedger.ts';
import type { StoredRow } from './storedTable.ts';

/** Somebody else's key of the macs. */
export const theirs: Sealer = { mac: macWith(Buffer.alloc(32)) };

/** The public key that a data folder's ledger is known by. */
export function trustedKey(dataDir: string): NoteKey {
  const keys = parseKeys(readFileSync(join(dataDir, 'keys.json'), 'utf8'));
  if (!keys.ok) throw new TypeError(keys.finding.sentence);
  return keys.value.first;
}

/** A filled ledger in the hands of a storage admin, who puts everything back after each trick. */
export class Tampering {
  readonly ledger: FilledLedger;
  readonly honest: readonly StoredRow[];
  /** Our own key of the macs. */
  readonly ours: Sealer;
  readonly #outside: string;
  readonly #note: string;

  private constructor(ledger: FilledLedger, honest: readonly StoredRow[]) {
    this.ledger = ledger;
    this.honest = honest;
    this.#outside = join(ledger.dataDir, 'checkpoint');
    this.#note = readFileSync(this.#outside, 'utf8');
    this.ours = { mac: macWith(ledger.keys.secret('row.mac')) };
  }

  /** `server: 'stopped'`: nobody writes any more, whatever the clock says. */
  static async begin({ server = 'running' } = {}): Promise<Tampering> {
    const ledger = await fillLedger();
    if (server === 'stopped') await ledger.stopServer();
    return new Tampering(ledger, await ledger.stored.rows());
  }

  inGovernance(prefix: string): readonly StoredRow[] {
    return this.honest.filter(
      ({ partition, key }) => partition === GOVERNANCE && key.startsWith(prefix),
    );
  }

  /** The last row of governance whose key begins so. */
  row(prefix: string): StoredRow {
    const found = this.inGovernance(prefix).at(-1);
    if (found === undefined) throw new RangeError(prefix);
    return found;
  }

  async put(
    { partition, key }: StoredRow,
    columns: StoredRow['columns'] | undefined,
  ): Promise<void> {
    await this.ledger.stored.put(partition, key, columns);
  }

  sealed(by: Sealer, { partition, key, columns }: StoredRow, text: string): StoredRow['columns'] {
    return sealText(by, { partition, key }, { seq: Number(columns['seq'] ?? 1), text });
  }

  /** The one line that `verify` says of a ledger that is not as it was written. */
  async verdict(): Promise<string> {
    const { code, out } = await this.ledger.run('verify');
    if (code !== 1 || out.length !== 1) throw new Error(`${code}: ${out.join(' / ')}`);
    return out[0] ?? '';
  }

  /** Puts everything back, the checkpoint outside too. */
  async restore(): Promise<void> {
    await this.ledger.stored.restore(this.honest);
    writeFileSync(this.#outside, this.#note);
  }
}
