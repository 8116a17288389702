import { recordedOf } from '../../adapters/tables/rows/line.ts';
import { modelOf } from '../../adapters/tables/rows/model.ts';
import type { Found } from '../../adapters/tables/verification/rowFinding.ts';
import { FACTS } from '../../compose.ts';
import { leafOf } from '../../ledger/block.ts';
import type { ExportFile, ExportScope } from '../../ledger/exportManifest.ts';
import { exportRow } from '../../ledger/exportRow.ts';
import { ProofTree } from '../../ledger/proofTree.ts';
import { isAskedFor } from './exportScope.ts';
import { RowsWriter } from './rowsWriter.ts';
import { eachLine, type LogToRead, walk } from './walk.ts';

export interface LogToExport extends LogToRead {
  readonly folder: string;
}

export type Exported =
  | { readonly ok: true; readonly file: ExportFile | undefined }
  | { readonly ok: false; readonly found: Found };

/** Writes every event of a log, verifying what it writes. */
export async function exportWhole(log: LogToExport): Promise<Exported> {
  const writer = await RowsWriter.create(log.folder, log.state.log);
  const found = await walk(log, (line, seq) => writer.add(exportRow(log.state.log, seq, line)));
  const file = await writer.close();
  return found === undefined ? { ok: true, file } : { ok: false, found };
}

/** Writes the events of a log that are asked for, each with its path to the covering checkpoint; no file where there are none. */
export async function exportPart(log: LogToExport, scope: ExportScope): Promise<Exported> {
  const model = modelOf(FACTS);
  const name = log.state.log;
  const leaves: string[] = [];
  const wanted = new Set<number>();
  const found = await walk(log, async (line, seq) => {
    leaves.push(leafOf(line));
    const event = recordedOf(line, { log: name, seq });
    if (event !== undefined && isAskedFor(event, scope, (about) => model.subjects(about)))
      wanted.add(seq);
  });
  if (found !== undefined) return { ok: false, found };
  if (wanted.size === 0) return { ok: true, file: undefined };
  const tree = new ProofTree(leaves);
  const writer = await RowsWriter.create(log.folder, name);
  await eachLine(log, async (line, seq) => {
    if (!wanted.has(seq)) return;
    const path = tree.inclusion(seq - 1, log.state.size);
    await writer.add({ ...exportRow(name, seq, line), path });
  });
  return { ok: true, file: await writer.close() };
}
