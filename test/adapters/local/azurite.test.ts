import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Azurite, startAzurite } from '../../../src/adapters/local/azurite.ts';
import { strangersAzurite } from '../../../src/adapters/local/azuriteLocation.ts';
import { freePort, isFree, listenOnLoopback } from '../../../src/adapters/local/loopback.ts';
import { whoListens } from '../../../src/adapters/local/processes.ts';
import { temporaryFolder } from '../../support/folders.ts';

async function azurite(dataDir: string, port?: number): Promise<Azurite> {
  const started = await startAzurite(dataDir, port);
  onTestFinished(() => started.stop());
  return started;
}

const tableOf = ({ connectionString }: Azurite) =>
  TableClient.fromConnectionString(connectionString, 'Ledger', { allowInsecureConnection: true });

async function fill(running: Azurite, rows: number) {
  const table = tableOf(running);
  await table.createTable();
  for (let i = 0; i < rows; i += 1)
    await table.createEntity({ partitionKey: 'p', rowKey: String(i), text: 'x'.repeat(1_000) });
}

async function countOf(running: Azurite): Promise<number> {
  let count = 0;
  for await (const _row of tableOf(running).listEntities()) count += 1;
  return count;
}

describe('Azurite', { timeout: 120_000 }, () => {
  it('keeps every write it acknowledged when it is stopped at once', async () => {
    const data = temporaryFolder();
    const first = await azurite(data);
    await fill(first, 60);
    await first.stop();
    expect(await isFree(first.port)).toBe(true);
    expect(await countOf(await azurite(data))).toBe(60);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'keeps them through %s from elsewhere, even twice',
    async (signal) => {
      const data = temporaryFolder();
      const first = await azurite(data);
      await fill(first, 20);
      const pid = await pidOf(first.port);
      process.kill(pid, signal);
      process.kill(pid, signal);
      await first.ended;
      expect(await countOf(await azurite(data))).toBe(20);
    },
  );

  it('is refused where another uses the same location, which goes on unharmed', async () => {
    const data = temporaryFolder();
    const first = await azurite(data);
    await fill(first, 3);
    await expect(startAzurite(data)).rejects.toThrow(
      new RegExp(`is using ${join(data, 'azurite')}.*DATA_DIR`),
    );
    expect(await countOf(first)).toBe(3);
  });

  it('is one where two are started at the same moment', async () => {
    const data = temporaryFolder();
    const both = await Promise.allSettled([azurite(data), azurite(data)]);
    const [loser] = both.filter((one) => one.status === 'rejected');
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(String(loser?.reason)).toContain('is using');
  });

  it.runIf(process.platform === 'linux')(
    'is refused where one runs that knows no lock',
    async () => {
      const data = temporaryFolder();
      const script = createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js');
      const port = await freePort();
      const args = [script, '--disableTelemetry', '-l', 'azurite', '--tablePort', String(port)];
      const stranger = spawn(process.execPath, args, { cwd: data });
      onTestFinished(() => void stranger.kill('SIGKILL'));
      await until(async () => !(await isFree(port)));
      await expect(startAzurite(data)).rejects.toThrow(`main.js (pid ${stranger.pid}) is using`);
    },
  );

  it('starts again where another was killed', async () => {
    const data = temporaryFolder();
    const first = await azurite(data);
    process.kill(await pidOf(first.port), 'SIGKILL');
    await first.ended;
    const second = await azurite(data);
    expect(await isFree(second.port)).toBe(false);
  });

  it('takes the port it is given', async () => {
    const port = await freePort();
    const running = await azurite(temporaryFolder(), port);
    expect(running.port).toBe(port);
    expect(running.connectionString).toContain(`TableEndpoint=http://127.0.0.1:${port}/`);
  });

  it('is refused on a port that is taken, by name of who has it', async () => {
    const { port, stop } = await listenOnLoopback(createServer());
    onTestFinished(() => stop());
    await expect(startAzurite(temporaryFolder(), port)).rejects.toThrow(
      new RegExp(`Port ${port} for Azurite is taken by .*(pid ${process.pid}|another program)`),
    );
  });

  it('ends, with nothing lost, when whoever started it is killed', async () => {
    const data = temporaryFolder();
    const launcher = execFile(process.execPath, [
      '--input-type=module',
      '-e',
      `import { startAzurite } from ${JSON.stringify(new URL('../../../src/adapters/local/azurite.ts', import.meta.url).href)};
       console.log(JSON.stringify(await startAzurite(process.argv[1])));`,
      data,
    ]);
    const first: Azurite = JSON.parse(
      await new Promise<string>((resolve) => launcher.stdout?.once('data', resolve)),
    );
    await fill(first, 20);
    launcher.kill('SIGKILL');
    await until(() => isFree(first.port));
    // The port is free before the file is written and the location let go.
    await until(async () => (await strangersAzurite(join(data, 'azurite'))) === undefined);
    expect(await countOf(await azurite(data))).toBe(20);
  });
});

/** What another process does cannot be awaited, only asked for. */
const until = (isSo: () => Promise<boolean>) =>
  vi.waitUntil(isSo, { interval: 50, timeout: 60_000 });

/** The process that listens on a port. */
const pidOf = async (port: number): Promise<number> =>
  Number(/pid (\d+)/.exec((await whoListens(port)) ?? '')?.[1]);
