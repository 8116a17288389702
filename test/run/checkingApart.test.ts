import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readShipped } from '../../src/features/policy/files.ts';
import { settingsOf } from '../../src/features/policy/opening.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { Bounds } from '../../src/run/policy/apart.ts';
import { checkingApart } from '../../src/run/policy/checkingApart.ts';
import { temporaryFolder } from '../support/folders.ts';
import { checkHere, examplePolicySettings } from '../support/policies.ts';

const job = async (text?: string) => ({
  shipped: await readShipped(),
  settings: settingsOf(examplePolicySettings),
  tenant: text === undefined ? [] : [{ name: 'tenant.cedar', text }],
});

function scriptOf(text: string): URL {
  const file = join(temporaryFolder(), 'script.mjs');
  writeFileSync(file, text);
  return pathToFileURL(file);
}

function watched() {
  const alarms: string[] = [];
  const error: Log['error'] = (event) => void alarms.push(event);
  return { alarms, log: { info: () => {}, warn: () => {}, error } };
}

describe('a check in a process of its own', () => {
  it('says the same as one here, of what is a bundle and of what is none', async () => {
    const { log, alarms } = watched();
    const check = checkingApart(log);
    for (const text of [undefined, 'permit (principal, action, resource);', 'nonsense']) {
      const here = await checkHere(await job(text));
      expect(here.ok).toBe(text === undefined);
      expect(await check(await job(text))).toEqual(here);
    }
    expect(alarms).toEqual([]);
  });

  it.each<[string, string, Partial<Bounds>, RegExp]>([
    ['never ends', 'for (;;);', { ms: 300 }, /to the end: it took too long\./],
    ['throws', 'throw new Error("unreachable");', {}, /to the end: the engine failed on it\./],
    ['leaves', 'process.exit(0);', {}, /to the end: it was stopped\./],
    [
      'fills its heap faster than a thread could be stopped',
      'const all = []; for (;;) all.push(new Array(1000).fill({}));',
      { heapMb: 16 },
      /to the end: the engine failed on it\./,
    ],
    [
      'takes memory outside it',
      'const it = new WebAssembly.Memory({ initial: 1 }); for (;;) it.grow(160);',
      { engineMb: 64 },
      /to the end: the engine failed on it\./,
    ],
  ])('that %s is a refusal and calls operators', async (_what, script, bounds, why) => {
    const { log, alarms } = watched();
    const said = await checkingApart(log, bounds, scriptOf(script))(await job());
    expect(said.ok ? '' : said.refusal.join()).toMatch(why);
    expect(alarms).toEqual(['policy-check-died']);
  });

  it('is not told what the server’s environment holds', async () => {
    const { log } = watched();
    vi.stubEnv('COUNTERSIGN_KEY', 'a secret');
    onTestFinished(() => void vi.unstubAllEnvs());
    const script = scriptOf(
      "process.once('message', () => process.send(Object.keys(process.env)));",
    );
    expect(await checkingApart(log, {}, script)(await job())).not.toContain('COUNTERSIGN_KEY');
  });
});
