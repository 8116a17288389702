import { cruise, type ICruiseResult } from 'dependency-cruiser';

/** One import: from a source file to a source file (`to`) or to a package (`package`). */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly package?: string;
  /** The file that is named is not there. */
  readonly leadsNowhere?: boolean;
}

/** Features in their order: one may read the `domain/` of those before it, never of those after. */
export const features = [
  'registry',
  'pause',
  'policy',
  'grants',
  'exceptions',
  'releases',
  'approvals',
  'reviews',
  'gate',
  'simulation',
  'feedback',
  'relaxations',
  'metrics',
  'alarms',
  'controls',
  'rollout',
  'digest',
  'audit',
];

/** Room → the rooms it may import besides itself. `*` stands for one folder's name. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  ledger: [],
  kernel: ['ledger'],
  'features/*/domain': ['kernel', 'ledger', 'earlier domains'],
  'features/*': ['kernel', 'ledger', 'own domain', 'earlier domains'],
  'adapters/*': ['kernel', 'ledger'],
  config: ['kernel'],
  compose: ['config', 'kernel', 'ledger', 'features/*', 'features/*/domain', 'adapters/*'],
  run: ['compose', 'config', 'kernel', 'ledger', 'features/*', 'features/*/domain', 'adapters/*'],
  main: ['run', 'config', 'kernel', 'ledger', 'adapters/*'],
};

const cards = /^src\/kernel\/card/;
const edges = /^src\/(adapters|compose|config|main|run)\b/;

/** Every package the server runs on, and the only files that may import it. */
export const homes: Readonly<Record<string, RegExp>> = {
  '@azure/core-rest-pipeline': /^src\/adapters\/tables\//,
  '@azure/data-tables': /^src\/adapters\/tables\//,
  '@azure/identity': /^src\/adapters\/azure\//,
  '@cedar-policy/cedar-wasm': /^src\/adapters\/cedar\//,
  '@microsoft/microsoft-graph-client': /^src\/adapters\/graph\//,
  '@microsoft/teams-ai': /^src\/adapters\/teams\//,
  '@microsoft/teamsfx': /^src\/adapters\/graph\//,
  'adaptive-expressions': cards,
  'adaptivecards-templating': cards,
  'csv-parse': /^src\/features\/registry\/importing\/csv\//,
  croner: /^src\/features\/digest\//,
  botbuilder: /^src\/adapters\/teams\//,
  jose: edges,
  pino: edges,
  restify: /^src\/adapters\/http\//,
  yaml: /^src\/features\/policy\//,
  zod: /^src\/(?!ledger\/)/,
  'zod-openapi': /^src\/(adapters\/http|compose|kernel)/,
};

/** Parts of botbuilder under names of their own; they live where botbuilder lives. */
const parts = /^(botbuilder|botframework)-/;

/** The room of a source file, as a key of `arrows` with its folder's name, or undefined. */
export function roomOf(file: string): string | undefined {
  const [src, first = '', second = '', third = ''] = file.split('/');
  if (src !== 'src') return undefined;
  if (first === 'features') return third === 'domain' ? `features/${second}/domain` : inner(file);
  if (first === 'adapters') return inner(file);
  const room = first.replace(/\.ts$/, '');
  return room in arrows ? room : undefined;
}

function inner(file: string): string | undefined {
  return /^src\/((?:features|adapters)\/[^/.]+)\//.exec(file)?.[1];
}

function allowed(from: string, to: string): boolean {
  if (from === to) return true;
  const [group = '', name = '', domain] = from.split('/');
  const rooms = arrows[name ? `${group}/*${domain ? '/domain' : ''}` : group] ?? [];
  return rooms.some((room) => {
    if (room === 'own domain') return to === `features/${name}/domain`;
    if (room === 'earlier domains') return earlierDomains(name).includes(to);
    return new RegExp(`^${room.replace('*', '[^/]+')}$`).test(to);
  });
}

function earlierDomains(feature: string): string[] {
  const before = features.slice(0, Math.max(0, features.indexOf(feature)));
  return before.map((name) => `features/${name}/domain`);
}

/** What is wrong with an arrow, as one sentence, or undefined when it may stand. */
export function breach(arrow: Arrow): string | undefined {
  const { from, to } = arrow;
  const line = `${from} → ${arrow.package ?? to}`;
  if (arrow.package !== undefined)
    return foreign(arrow.package, from) ? `${line}: foreign package` : undefined;
  if (arrow.leadsNowhere) return `${line}: leads nowhere`;
  const [a, b] = [roomOf(from), roomOf(to)];
  if (a === undefined) return `${line}: ${from} stands in no room`;
  if (b === undefined) return `${line}: ${to} stands in no room`;
  return allowed(a, b) ? undefined : `${line}: ${a} may not import ${b}`;
}

function foreign(name: string, from: string): boolean {
  const home = parts.test(name) ? homes['botbuilder'] : homes[name];
  return !home?.test(from);
}

/**
 * Every import below `src` of the project in `root`, type-only and dynamic ones too, and the
 * TypeScript files they were read from. `swc` reads them: without it nothing would be seen.
 */
export async function cruiseSource(root: string): Promise<{ files: string[]; arrows: Arrow[] }> {
  const { output } = await cruise(['src'], {
    baseDir: root,
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/admin/' },
  });
  const { modules } = output as ICruiseResult;
  const own = modules.filter(({ source }) => source.startsWith('src/') && source.endsWith('.ts'));
  const arrows = own.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ coreModule }) => !coreModule)
      .map(({ module, resolved, couldNotResolve }) => ({
        from: source,
        to: resolved,
        leadsNowhere: couldNotResolve,
        ...packageOf(module),
      })),
  );
  return { files: own.map(({ source }) => source), arrows };
}

function packageOf(specifier: string): { package?: string } {
  if (specifier.startsWith('.')) return {};
  const [scope = '', name = ''] = specifier.split('/');
  return { package: scope.startsWith('@') ? `${scope}/${name}` : scope };
}
