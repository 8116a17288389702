/**
 * Packs the Teams app: `node appPackage/pack.ts [environment]` (default `local`) fills the manifest
 * from `env/.env.<environment>` and the process, checks it, and writes
 * `appPackage/build/appPackage.<environment>.zip`. The same input gives the same bytes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { AppManifestUtils, type TeamsManifestV1D30 } from '@microsoft/app-manifest';
import JSZip from 'jszip';

export type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;
export type Variables = Readonly<Record<string, string | undefined>>;

const here = import.meta.dirname;

/** In production the app's name has no suffix; everything else must have a value. */
const mayBeEmpty = 'APP_NAME_SUFFIX';

/** Zip entries carry a date; a fixed one keeps the bytes the same. */
const epoch = new Date('2026-01-01T00:00:00Z');

/** The manifest with `${{NAME}}` replaced. Throws one error that names every variable not set. */
export function fill(template: string, variables: Variables): Manifest {
  const unset = new Set<string>();
  const text = template.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables[name];
    if (!value && name !== mayBeEmpty) unset.add(name);
    return JSON.stringify(value ?? '').slice(1, -1);
  });
  if (unset.size > 0) throw new Error(`Not set: ${[...unset].toSorted().join(', ')}`);
  return JSON.parse(text) as Manifest;
}

/** The icons that a manifest names, each with the pixels that it must measure on each side. */
export function iconsOf(manifest: Manifest): (readonly [file: string, side: number])[] {
  const activity = manifest.activities?.activityIcons ?? [];
  return [
    [manifest.icons.color, 192],
    [manifest.icons.outline, 32],
    ...activity.map(({ iconFile }) => [iconFile, 32] as const),
  ];
}

/** Everything that Teams would refuse or leave out, as sentences; none when the package is sound. */
export async function problemsOf(manifest: Manifest, folder = here): Promise<string[]> {
  return [
    ...(await AppManifestUtils.validateAgainstSchema(manifest)),
    ...iconProblems(manifest, folder),
    ...hostProblems(manifest),
  ];
}

function iconProblems(manifest: Manifest, folder: string): string[] {
  return iconsOf(manifest).flatMap(([file, side]) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [`${file} is missing`];
    const { width, height } = pngSize(readFileSync(path));
    return width === side && height === side
      ? []
      : [`${file} is ${width}x${height}, not ${side}x${side}`];
  });
}

/** Width and height out of a PNG's first chunk; 0 for anything that is no PNG. */
function pngSize(bytes: Buffer): { width: number; height: number } {
  const isPng = bytes.toString('latin1', 1, 4) === 'PNG' && bytes.length > 24;
  return isPng
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : { width: 0, height: 0 };
}

function hostProblems(manifest: Manifest): string[] {
  const valid = new Set(manifest.validDomains);
  const urls = (manifest.staticTabs ?? []).flatMap(({ contentUrl }) => contentUrl ?? []);
  const api = manifest.webApplicationInfo?.resource?.replace(/^api:/, 'https:');
  const hosts = [...urls, ...(api === undefined ? [] : [api])].map(
    (url) => URL.parse(url)?.host ?? url,
  );
  return hosts.filter((host) => !valid.has(host)).map((host) => `${host} is not in validDomains`);
}

/** The package's bytes: the filled manifest and the icons it names, in the order of their names. */
export async function zipOf(manifest: Manifest, folder = here): Promise<Buffer> {
  const entries = [...new Set(iconsOf(manifest).map(([file]) => file))].map(
    (name): [string, Buffer] => [name, readFileSync(join(folder, name))],
  );
  entries.push(['manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
  const zip = new JSZip();
  for (const [name, bytes] of entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    zip.file(name, bytes, { date: epoch, createFolders: false });
  }
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'DOS' });
}

/** Variables of one environment: its file first, then what the process sets over it. */
export function variablesOf(environment: string, process: Variables): Variables {
  const file = join(here, '..', 'env', `.env.${environment}`);
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process };
}

if (import.meta.main) {
  const environment = process.argv[2] ?? 'local';
  const template = readFileSync(join(here, 'manifest.json'), 'utf8');
  const manifest = fill(template, variablesOf(environment, process.env));
  const problems = await problemsOf(manifest);
  if (problems.length > 0) throw new Error(`The app package is not sound:\n${problems.join('\n')}`);
  const out = join(here, 'build', `appPackage.${environment}.zip`);
  mkdirSync(join(here, 'build'), { recursive: true });
  writeFileSync(out, await zipOf(manifest));
  console.log(out);
}
