import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { Machine } from './machine.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

/** The verifier finds nothing wrong: `npm run ledger -- verify` ends with 0. */
export async function expectVerified({ dataDir, azurite }: Machine): Promise<void> {
  const ended = await run(process.execPath, ['src/main.ts', 'ledger', 'verify'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      TABLES_CONNECTION_STRING: azurite.connectionString,
    },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  );
  expect(ended, ended.said).toMatchObject({ code: 0 });
}
