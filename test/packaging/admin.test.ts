import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

it('an install without what development needs builds nothing, and says nothing', () => {
  const house = temporaryFolder();
  mkdirSync(join(house, 'src/admin'), { recursive: true });
  cpSync(join(ROOT, 'src/admin/prepare.mjs'), join(house, 'src/admin/prepare.mjs'));
  const run = spawnSync(process.execPath, ['src/admin/prepare.mjs'], {
    cwd: house,
    encoding: 'utf8',
  });
  expect({ status: run.status, said: `${run.stdout}${run.stderr}` }).toEqual({
    status: 0,
    said: '',
  });
});

it('the admin app is built before development is left out, and goes along', () => {
  const steps = [...read('teamsapp.yml').matchAll(/args: (.+)/g)].map(([, args]) => args);
  const [build, prune] = ['run build --if-present', 'prune --omit=dev'].map((one) =>
    steps.indexOf(one),
  );
  expect(build).toBeGreaterThanOrEqual(0);
  expect(prune).toBeGreaterThan(build ?? 0);
  const ignored = read('.webappignore')
    .split('\n')
    .filter((line) => line !== '');
  const dist = 'src/admin/dist/index.html';
  expect(
    ignored.filter((line) => dist.startsWith(line) || /^\/?(dist|build)\/?$/.test(line)),
  ).toEqual([]);
});

it('what is built is not kept in the repository', () => {
  expect(read('.gitignore')).toContain('src/admin/dist/\n');
});
