import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Made on the spot and never committed: see `.gitignore`. */
const made =
  /^(\.git|\.data|node_modules|coverage|dist|build|outbox)$|\/node_modules$|\/dist$|\.(zip|eml|log)$/;

const files = globSync('**/*', { cwd: root, exclude: (path) => made.test(path) })
  .concat(globSync('.*/**/*', { cwd: root, exclude: (path) => made.test(path) }))
  .filter((path) => !made.test(path) && statSync(join(root, path)).isFile());

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const json = (path: string) => JSON.parse(read(path));
const isText = (path: string) =>
  /\.(ts|tsx|json|md|yml|yaml|bicep|html|css|svg|example|local)$/.test(path);

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A binary that is not for Linux with glibc on x64 or arm64, where the tests and the server run. */
function isForOtherMachines({ optional, os = [], cpu = [], libc = ['glibc'] }: Locked): boolean {
  const ours = os.includes('linux') && /^(x64|arm64)$/.test(cpu.join()) && libc.includes('glibc');
  return optional === true && os.length === 1 && !ours;
}

describe('the repository', () => {
  it('shows only these names at its top', () => {
    const visible = new Set(files.map((path) => path.split('/')[0] ?? ''));
    const expected =
      'src appPackage infra env test README.md LICENSE teamsapp.yml teamsapp.local.yml'
        .concat(' package.json package-lock.json tsconfig.json')
        .split(' ');
    const strangers = [...visible].filter(
      (name) => !name.startsWith('.') && !expected.includes(name),
    );
    expect(strangers).toEqual([]);
  });

  it('has no m365agents file, which the toolkit would read instead of teamsapp.yml', () => {
    expect(files.filter((path) => /(^|\/)m365agents\b/.test(path))).toEqual([]);
  });

  it('names nothing after what could be anything', () => {
    const vague =
      /(^|\/)(utils?|helpers?|common|misc|shared|managers?|services?)(\.[a-z.]+)?(\/|$)/i;
    expect(files.filter((path) => /^(src|test)\//.test(path) && vague.test(path))).toEqual([]);
  });

  it('holds no path of the machine it was written on', () => {
    const homes = /\/Users\/\w+\/|[A-Z]:\\Users\\|\/home\/(?!site\b|LogFiles\b|data\b)\w+\//;
    const culprits = files.filter((path) => {
      if (!isText(path)) return false;
      const text = read(path);
      return homes.test(text) || text.includes(`${root}/`);
    });
    expect(culprits).toEqual([]);
  });

  it('has a place on the map for every room', () => {
    const map = read('src/README.md');
    const room = /^src\/(?:(?:kernel|run|features|adapters)\/)?(\w+)\//;
    const names = new Set(files.flatMap((path) => room.exec(path)?.[1] ?? []));
    expect(names.size).toBeGreaterThan(20);
    expect([...names].filter((name) => !new RegExp(`\`${name}/?\``).test(map))).toEqual([]);
  });

  it('has a room for every place on the map', () => {
    const rooms = [...read('src/README.md').matchAll(/^\| `(\w+)\/` \|/gm)].map((m) => m[1]);
    expect(rooms.length).toBeGreaterThan(5);
    expect(rooms.filter((room) => !existsSync(join(root, 'src', room ?? '')))).toEqual([]);
  });
});

describe('what is installed', () => {
  const { dependencies, devDependencies, scripts } = json('package.json');

  it('is named by exact versions', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    );
    expect(loose).toEqual([]);
  });

  const lock = json('package-lock.json') as { packages: Record<string, Locked> };
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('comes from no host that the lockfile names', () => {
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
    expect(read('.npmrc')).not.toContain('://');
  });

  it('is known by its hash wherever the tests run', () => {
    const unknown = installed.filter(([, entry]) => !entry.integrity?.startsWith('sha512-'));
    expect(unknown.filter(([, entry]) => !isForOtherMachines(entry))).toEqual([]);
  });

  it('has a place in the lockfile, or `npm ci` refuses it', () => {
    const paths = new Set(installed.map(([path]) => path));
    const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !paths.has(`node_modules/${name}`) && !paths.has(`${path}/node_modules/${name}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('runs every script on its own Node 24, and fetches nothing while it runs', () => {
    expect(devDependencies.node).toMatch(/^24\./);
    for (const script of Object.values(scripts)) expect(script).not.toMatch(/\bnpx\b|\/usr\//);
  });
});
