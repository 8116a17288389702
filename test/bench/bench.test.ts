import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

test('the bench runs, and its last line is JSON with every figure', async () => {
  const { stdout } = await run(process.execPath, ['test/bench/bench.ts', '--quick'], { cwd: ROOT });
  const figures = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  expect(Object.keys(figures).toSorted()).toEqual([
    'allowsAfterFence',
    'appendOverRaw',
    'authorizeOverEcho',
    'chainOverSha256',
    'policyMemoOverAnew',
    'rootOverSha256',
    'rowsReadAt100kOver1k',
    'startMegabytes',
    'startSeconds',
    'turnOverEcho',
    'turnOverMemory',
  ]);
  for (const { value } of Object.values<{ value: number }>(figures))
    expect(value).toBeGreaterThanOrEqual(0);
  // These two do not depend on how busy the machine is.
  expect(figures).toMatchObject({
    allowsAfterFence: { value: 0, met: true },
    rowsReadAt100kOver1k: { met: true },
  });
}, 240_000);
