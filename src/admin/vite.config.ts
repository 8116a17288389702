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

const PREFETCH = /\bg\(\);(?=export\{)/;

/**
 * teams-js asks a host of its own, as soon as it is loaded, for the origins that may frame it. Our pages speak with their
 * own server only, and who may frame them is in their policy: the list that comes with the package is enough.
 */
function withoutPrefetch(): Plugin {
  return {
    name: 'teams-js-without-prefetch',
    transform: {
      filter: { id: /teams-js[^?]*\/internal\/validOrigins\.js$/ },
      handler(code) {
        if (!PREFETCH.test(code)) this.error('teams-js prefetches in another way than before');
        return { code: code.replace(PREFETCH, ''), map: null };
      },
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [withoutPrefetch(), precompress()],
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
