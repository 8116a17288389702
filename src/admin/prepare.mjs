// Builds what the browser gets after `npm ci`, on whatever Node npm runs with. Where only what the server runs on is
// installed (`--omit=dev`), nothing can be built, and nothing is said.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const project = new URL('../../', import.meta.url);
if (existsSync(new URL('node_modules/vite/package.json', project))) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: project,
    shell: process.platform === 'win32',
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
