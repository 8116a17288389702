import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';
import {
  fill,
  iconsOf,
  type Manifest,
  problemsOf,
  variablesOf,
  zipOf,
} from '../../appPackage/pack.ts';

const root = join(import.meta.dirname, '..', '..');
const template = readFileSync(join(root, 'appPackage', 'manifest.json'), 'utf8');
const local = variablesOf('local', {});
const manifest = () => fill(template, local);

describe('the app manifest', () => {
  it('is sound against its own schema, offline', async () => {
    expect(manifest().manifestVersion).toBe('1.30');
    expect(await problemsOf(manifest())).toEqual([]);
  });

  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(manifest().version).toBe(version);
  });

  it('stays blocked until an admin lets it in, and asks for one permission', () => {
    expect(manifest().defaultBlockUntilAdminAction).toBe(true);
    expect(manifest().authorization?.permissions?.resourceSpecific).toEqual([
      { name: 'TeamsActivity.Send.User', type: 'Application' },
    ]);
  });

  it('names the single sign-on resource after the tab host and the bot', () => {
    expect(manifest().webApplicationInfo?.resource).toBe(
      `api://${local['TAB_HOST']}/botid-${local['BOT_ID']}`,
    );
  });

  it('gives every activity an icon that it has', () => {
    const { activityTypes = [], activityIcons = [] } = manifest().activities ?? {};
    const icons = activityIcons.map(({ id }) => id);
    for (const { allowedIconIds = [] } of activityTypes) {
      expect(allowedIconIds.length).toBeGreaterThan(0);
      expect(icons).toEqual(expect.arrayContaining(allowedIconIds));
    }
  });

  it('names every variable that is not set, at once', () => {
    const unset = { ...local, BOT_ID: undefined, TAB_HOST: '', APP_NAME_SUFFIX: '' };
    expect(() => fill(template, unset)).toThrow('Not set: BOT_ID, TAB_HOST');
  });

  it('keeps a value inside its string', () => {
    const sly = { ...local, APP_NAME_SUFFIX: '", "x": "${{BOT_ID}}\\' };
    expect(fill(template, sly).name.short).toBe(`Countersign${sly.APP_NAME_SUFFIX}`);
  });

  it.each([
    [
      'a tab on a host that is not valid',
      { staticTabs: [tab('https://elsewhere.example/')] },
      'elsewhere.example',
    ],
    [
      'a tab on a host that only begins alike',
      { staticTabs: [tab('https://localhost.evil.example:3978/')] },
      'evil.example',
    ],
    ['no valid domain', { validDomains: [] }, 'not in validDomains'],
    ['an id that is none', { id: 'countersign' }, '/id'],
    ['a field that the schema does not know', { surprise: true }, 'surprise'],
    [
      'an icon that is not there',
      { icons: { color: 'icons/none.png', outline: 'icons/outline.png' } },
      'icons/none.png is missing',
    ],
    [
      'an icon of the wrong size',
      { icons: { color: 'icons/pause.png', outline: 'icons/outline.png' } },
      '32x32, not 192x192',
    ],
    [
      'an icon that is no picture',
      { icons: { color: 'icons/color.svg', outline: 'icons/outline.png' } },
      '0x0, not 192x192',
    ],
  ])('is refused with %s', async (_, change, sentence) => {
    const problems = await problemsOf({ ...manifest(), ...change } as Manifest);
    expect(problems.join('\n')).toContain(sentence);
  });
});

function tab(contentUrl: string) {
  return { entityId: 'x', name: 'x', contentUrl, scopes: ['personal'] };
}

describe('the app package', () => {
  const copy = mkdtempSync(join(tmpdir(), 'package-'));
  afterAll(() => rmSync(copy, { recursive: true }));

  it('holds the manifest and every icon it names, activity icons too, and nothing else', async () => {
    const zip = await JSZip.loadAsync(await zipOf(manifest()));
    const names = ['manifest.json', ...iconsOf(manifest()).map(([file]) => file)];
    expect(Object.keys(zip.files)).toEqual(names.toSorted());
    expect(names).toEqual(expect.arrayContaining(['icons/decision.png', 'icons/pause.png']));
    const packed = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '');
    expect(packed).toEqual(manifest());
  });

  it('has the same bytes each time and other bytes for another manifest', async () => {
    cpSync(join(root, 'appPackage'), copy, { recursive: true });
    const first = await zipOf(manifest());
    expect((await zipOf(manifest(), copy)).equals(first)).toBe(true);
    writeFileSync(join(copy, 'icons', 'color.png'), 'other');
    expect((await zipOf(manifest(), copy)).equals(first)).toBe(false);
  });

  it('is filled from the file of its environment, which the process overrides', () => {
    expect(variablesOf('local', { BOT_ID: 'mine' })['BOT_ID']).toBe('mine');
    expect(variablesOf('local', {})['APP_NAME_SUFFIX']).toBe('-local');
    expect(variablesOf('nowhere', {})).toEqual({});
  });
});
