import { describe, expect, it } from 'vitest';
import { chromiumPath } from './browser.ts';

function machine(env: Record<string, string>, files: readonly string[]) {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  return { said, env, exists: (path: string) => files.includes(path), say };
}

describe('the browser of the tests', () => {
  it('is the one that is there', () => {
    expect(chromiumPath(machine({}, ['/usr/bin/chromium']))).toBe('/usr/bin/chromium');
    expect(chromiumPath(machine({}, ['/usr/bin/google-chrome']))).toBe('/usr/bin/google-chrome');
  });

  it('is the one that is named, and no other', () => {
    const files = ['/opt/chromium', '/usr/bin/chromium'];
    expect(chromiumPath(machine({ CHROMIUM_PATH: '/opt/chromium' }, files))).toBe('/opt/chromium');
    expect(chromiumPath(machine({ CHROMIUM_PATH: '/opt/none' }, files))).toBeUndefined();
  });

  it('may be missing with a clear line, except in CI', () => {
    const desk = machine({}, []);
    expect(chromiumPath(desk)).toBeUndefined();
    expect(desk.said.join()).toContain('browser tests are skipped');
    expect(() => chromiumPath(machine({ CI: 'true' }, []))).toThrow('must be installed');
  });
});
