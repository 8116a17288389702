import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readIfThere, replaceFile, writeNewFile } from '../../../src/adapters/local/files.ts';
import { temporaryFolder } from '../../support/folders.ts';

const mode = (path: string) => statSync(path).mode & 0o777;

describe('replacing a file', () => {
  it('makes the folders it lies in, for this user only', async () => {
    const path = join(temporaryFolder(), 'data', 'local.json');
    await replaceFile(path, 'one');
    expect([mode(join(path, '..')), mode(path)]).toEqual([0o700, 0o600]);
  });

  it('leaves the new content and nothing beside it', async () => {
    const folder = temporaryFolder();
    await replaceFile(join(folder, 'f'), 'old');
    await replaceFile(join(folder, 'f'), 'new');
    expect([await readIfThere(join(folder, 'f')), readdirSync(folder)]).toEqual(['new', ['f']]);
  });

  it('shows readers one whole file or another, never a part', async () => {
    const path = join(temporaryFolder(), 'f');
    const letters = ['a', 'b', 'c', 'd'];
    const whole = letters.map((letter) => letter.repeat(200_000));
    await replaceFile(path, whole[0] ?? '');
    const seen = new Set<string>();
    let writing = true;
    const writers = Promise.all(
      whole.map(async (text) => {
        for (let i = 0; i < 10; i += 1) await replaceFile(path, text);
      }),
    ).finally(() => {
      writing = false;
    });
    while (writing) {
      seen.add(readFileSync(path, 'utf8'));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writers;
    expect([...seen].filter((text) => !whole.includes(text))).toEqual([]);
    expect(readdirSync(join(path, '..'))).toEqual(['f']);
  });

  it('leaves the old file and no draft where it cannot write', async () => {
    const folder = temporaryFolder();
    await replaceFile(join(folder, 'inner', 'kept'), 'old');
    await expect(replaceFile(join(folder, 'inner'), 'new')).rejects.toThrow(/EISDIR|ENOTEMPTY/);
    expect(readdirSync(folder)).toEqual(['inner']);
    expect(await readIfThere(join(folder, 'inner', 'kept'))).toBe('old');
  });
});

describe('a file', () => {
  it('that must be new is refused where one stands', async () => {
    const path = join(temporaryFolder(), 'f');
    await writeNewFile(path, 'first');
    await expect(writeNewFile(path, 'second')).rejects.toThrow('EEXIST');
    expect(await readIfThere(path)).toBe('first');
  });

  it('that is not there reads as undefined; one that cannot be read throws', async () => {
    const folder = temporaryFolder();
    expect(await readIfThere(join(folder, 'none'))).toBeUndefined();
    chmodSync(folder, 0o700);
    await expect(readIfThere(folder)).rejects.toThrow('EISDIR');
  });
});
