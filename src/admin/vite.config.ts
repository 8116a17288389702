import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const compressors = { br: promisify(brotliCompress), gz: promisify(gzip) };
const SMALLEST = 1_000;

/** Writes `.br` and `.gz` beside each script and style: the server only has to pick. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const folder = join(dir, 'assets');
      const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
      await Promise.all(names.map((name) => compressOne(join(folder, name))));
    },
  };
}

async function compressOne(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < SMALLEST) return;
  for (const [suffix, compress] of Object.entries(compressors))
    await writeFile(`${path}.${suffix}`, await compress(bytes));
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [precompress()],
  logLevel: 'warn',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      onwarn: (warning, warn) => {
        // React's server components are not used here.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
