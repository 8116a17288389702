import { execFileSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const ADMIN = join(ROOT, 'src/admin');
export const DIST = join(ADMIN, 'dist');

/** When a file was last written; 0 where there is none. */
const writtenAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Builds what the browser gets, unless it is newer than everything it is made from. */
export function ensureBuilt(): void {
  const sources = globSync('**/*', { cwd: ADMIN, exclude: (path) => path === 'dist' });
  const newest = Math.max(...sources.map((path) => writtenAt(join(ADMIN, path))));
  if (writtenAt(join(DIST, 'index.html')) > newest) return;
  execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      ADMIN,
      '--config',
      join(ADMIN, 'vite.config.ts'),
    ],
    { cwd: ROOT, stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production' } },
  );
}

/** Bytes of each script and style, as gzip sends them. */
export function weights(): ReadonlyMap<string, number> {
  const folder = join(DIST, 'assets');
  const names = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));
  return new Map(names.map((name) => [name, gzipSync(readFileSync(join(folder, name))).length]));
}
