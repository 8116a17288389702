import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const config = ['.oxlintrc.json', 'package.json', 'tsconfig.json', 'test/architecture/pureRule.ts'];

/** What a pure folder must not contain: [rule that fires, line of code]. */
const impure: readonly (readonly [rule: string, code: string])[] = [
  ['no-restricted-globals', 'export const at = new Date(0);'],
  ['no-restricted-globals', 'export const at = Date.now();'],
  ['no-restricted-globals', 'export const at = performance.now();'],
  ['no-restricted-globals', 'export const mode = process.argv;'],
  ['no-restricted-globals', 'setTimeout(() => {}, 1);'],
  ['no-restricted-globals', 'setInterval(() => {}, 1);'],
  ['no-restricted-globals', 'setImmediate(() => {});'],
  ['no-restricted-globals', 'queueMicrotask(() => {});'],
  ['no-restricted-globals', "export const got = fetch('https://contoso.example');"],
  ['no-restricted-globals', 'export const id = crypto.randomUUID();'],
  ['no-restricted-globals', 'export const all = globalThis;'],
  ['no-restricted-properties', 'export const dice = Math.random();'],
  ['no-restricted-properties', "export const order = 'a'.localeCompare('b');"],
  ['no-restricted-imports', "export { readFileSync } from 'node:fs';"],
  [
    'no-restricted-imports',
    "import { readFile } from 'node:fs/promises';\nexport const f = [readFile];",
  ],
  [
    'no-restricted-imports',
    "import { randomBytes } from 'node:crypto';\nexport const f = [randomBytes];",
  ],
  [
    'no-restricted-imports',
    "import { Temporal } from 'temporal-polyfill';\nexport const f = [Temporal];",
  ],
  ['prefer-node-protocol', "import { readFileSync } from 'fs';\nexport const f = [readFileSync];"],
  ['synchronous', 'export async function later() {}'],
  ['synchronous', 'export const later = async () => 1;'],
  ['synchronous', 'export type Later = Promise<number>;'],
  ['synchronous', "export const later = import('./other.ts');"],
  ['consistent-type-assertions', "export const n = JSON.parse('1') as number;"],
];

/** What no file may contain, pure or not. */
const careless: readonly (readonly [rule: string, code: string])[] = [
  ['no-explicit-any', 'export const f = (x: any) => [x];'],
  ['no-non-null-assertion', 'export const f = (x: string | undefined) => x!;'],
  ['no-floating-promises', 'declare function send(): Promise<void>;\nsend();'],
  ['no-misused-promises', 'declare function on(f: () => void): void;\non(async () => {});'],
  ['no-unsafe-return', "export const f = (): number => JSON.parse('1');"],
  ['consistent-type-imports', "export type R = import('./other.ts').R;"],
  ['no-default-export', 'export default 1;'],
  ['no-barrel-file', "export * from './other.ts';"],
  ['max-params', 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];'],
  [
    'max-lines-per-function',
    `export function f(n: number) {\n${'console;\n'.repeat(61)}return n;\n}`,
  ],
  ['max-lines', `export const n = 1;\n${'\n'.repeat(300)}`],
  ['no-restricted-globals', 'export const home = process.cwd();'],
  ['no-console', "console.log('hello');"],
  [
    'switch-exhaustiveness-check',
    "export function f(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}",
  ],
];

const clean = `import { createHash } from 'node:crypto';
export const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
`;

let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'));
  for (const name of config) cpSync(join(root, name), join(house, name));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
});
afterEach(() => rmSync(house, { recursive: true }));

function write(name: string, text: string) {
  mkdirSync(dirname(join(house, name)), { recursive: true });
  writeFileSync(join(house, name), text);
}

/** The rules that fire, by file, in the house as written. */
function lint(): Map<string, Set<string>> {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format=json', 'src'], {
    cwd: house,
    encoding: 'utf8',
  });
  const report = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] };
  const fired = new Map<string, Set<string>>();
  for (const { code, filename } of report.diagnostics) {
    const rule = /\((.+)\)$/.exec(code)?.[1] ?? code;
    fired.set(filename, (fired.get(filename) ?? new Set()).add(rule));
  }
  return fired;
}

describe('the lint rules', () => {
  it.each(['src/ledger', 'src/features/approvals/domain'])('keep %s pure', (folder) => {
    impure.forEach(([, code], n) => write(`${folder}/seed${n}.ts`, code));
    const fired = lint();
    for (const [n, [rule, code]] of impure.entries()) {
      expect([...(fired.get(`${folder}/seed${n}.ts`) ?? [])], code).toContain(rule);
    }
  });

  it('keep every file careful', () => {
    careless.forEach(([, code], n) => write(`src/kernel/seed${n}.ts`, code));
    const fired = lint();
    for (const [n, [rule, code]] of careless.entries()) {
      expect([...(fired.get(`src/kernel/seed${n}.ts`) ?? [])], code).toContain(rule);
    }
  });

  it('leave clean code alone, and let the ledger hash but not a domain', () => {
    write('src/ledger/clean.ts', clean);
    write('src/features/approvals/domain/hashes.ts', clean);
    expect([...lint()]).toEqual([
      ['src/features/approvals/domain/hashes.ts', new Set(['no-restricted-imports'])],
    ]);
  });
});
