import { describe, expect, it } from 'vitest';
import { readShipped } from '../../src/features/policy/files.ts';
import { settingsOf } from '../../src/features/policy/opening.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { Bounds } from '../../src/run/policy/apart.ts';
import { checkingInThread } from '../../src/run/policy/checkingInThread.ts';
import { checkHere, examplePolicySettings } from '../support/policies.ts';

const job = async (text?: string) => ({
  shipped: await readShipped(),
  settings: settingsOf(examplePolicySettings),
  tenant: text === undefined ? [] : [{ name: 'tenant.cedar', text }],
});

function watched() {
  const alarms: string[] = [];
  const error: Log['error'] = (event) => void alarms.push(event);
  return { alarms, log: { info: () => {}, warn: () => {}, error } };
}

describe('a check in a thread of its own', () => {
  it('says the same as one here, of what is a bundle and of what is none', async () => {
    const { log, alarms } = watched();
    const check = checkingInThread(log);
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
      'fills its heap',
      'const all = []; for (;;) all.push(new Array(1000).fill({}));',
      { heapMb: 16 },
      /to the end: the engine failed on it\./,
    ],
    [
      'takes memory outside it',
      'const all = []; setInterval(() => all.push(new Uint8Array(8e6).fill(1)), 5);',
      { growthMb: 64 },
      /to the end: it took too much memory\./,
    ],
  ])('that %s is a refusal and calls operators', async (_what, script, bounds, why) => {
    const { log, alarms } = watched();
    const source = new URL(`data:text/javascript,${encodeURIComponent(script)}`);
    const said = await checkingInThread(log, bounds, source)(await job());
    expect(said.ok ? '' : said.refusal.join()).toMatch(why);
    expect(alarms).toEqual(['policy-check-died']);
  });
});
