import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort, listenOnLoopback } from '../../../src/adapters/local/loopback.ts';
import { nameOf, runningPrograms, whoListens } from '../../../src/adapters/local/processes.ts';

describe('a running program', () => {
  it.each([
    [
      ['/usr/bin/node', '--import', 'file:///a/preload.ts', '/a/main.js', '--key', 'secret'],
      'node main.js',
    ],
    [['node', 'azurite.cjs'], 'node azurite.cjs'],
    [['/opt/app', '--token=secret'], 'app'],
    [['postgres: writer'], 'postgres: writer'],
  ])('is named by program and script, never by its arguments', (command, name) => {
    expect(nameOf({ pid: 12, command })).toBe(`${name} (pid 12)`);
  });
});

describe.runIf(process.platform === 'linux')('the programs of this machine', () => {
  it('have this one among them', async () => {
    expect((await runningPrograms()).map(({ pid }) => pid)).toContain(process.pid);
  });

  it('are known by the ports they listen on', async () => {
    const { port, stop } = await listenOnLoopback(createServer());
    onTestFinished(() => stop());
    expect(await whoListens(port)).toContain(`(pid ${process.pid})`);
    expect(await whoListens(await freePort())).toBeUndefined();
  });
});
