import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { type ExportFile, rowsFile } from '../../ledger/exportManifest.ts';
import { type ExportRow, formatRow } from '../../ledger/exportRow.ts';

/** So much text is written at once. */
const CHUNK_UNITS = 1_000_000;

/** Writes the file of one log's rows, and knows what the manifest must say of it. */
export class RowsWriter {
  readonly #name: string;
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #rows = 0;
  #waiting = '';

  private constructor(name: string, file: FileHandle) {
    this.#name = name;
    this.#file = file;
  }

  /** The file must not be there yet. */
  static async create(folder: string, log: string): Promise<RowsWriter> {
    const name = rowsFile(log);
    return new RowsWriter(name, await open(path.join(folder, name), 'wx', 0o600));
  }

  async add(row: ExportRow): Promise<void> {
    this.#waiting += `${formatRow(row)}\n`;
    this.#rows += 1;
    if (this.#waiting.length >= CHUNK_UNITS) await this.#flush();
  }

  /** Closes the file; answers the manifest's entry. */
  async close(): Promise<ExportFile> {
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    return { name: this.#name, sha256: this.#hash.digest('hex'), rows: this.#rows };
  }

  async #flush(): Promise<void> {
    this.#hash.update(this.#waiting);
    await this.#file.writeFile(this.#waiting, 'utf8');
    this.#waiting = '';
  }
}
