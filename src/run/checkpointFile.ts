import path from 'node:path';
import { readIfThere, replaceFile } from '../adapters/local/files.ts';
import type { CheckpointStore } from '../adapters/tables/verification/checkpoints.ts';
import { parseCheckpoint } from '../ledger/checkpoint.ts';
import { parseNote } from '../ledger/note.ts';

/** The last checkpoint of this machine's ledger, in the data folder: outside the table, so that a table put back is noticed. */
export function checkpointFile(dataDir: string): CheckpointStore {
  const file = path.join(dataDir, 'checkpoint');
  const newest = () => readIfThere(file);
  return {
    newest,
    put: async (note) => {
      const before = await newest();
      if (before === undefined || timeOf(before) <= timeOf(note)) await replaceFile(file, note);
    },
  };
}

/** Several servers share the file: an older checkpoint never replaces a newer one. */
function timeOf(note: string): string {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.body) : parsed;
  return checkpoint.ok ? checkpoint.value.at : '';
}
