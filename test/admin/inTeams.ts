import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entraAuthenticate, issuerOf } from '../../src/adapters/azure/authenticate.ts';
import { entraKeys } from '../../src/adapters/azure/entraKeys.ts';
import { systemClock } from '../../src/kernel/instant.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { azureSite } from '../../src/run/adminSite.ts';
import { API, ofPerson, TEAMS, TENANT } from '../adapters/azure/claims.ts';
import {
  entraToken,
  type FakeEntra,
  type Overrides,
  startFakeEntra,
} from '../support/fakeEntra.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { type FakeEntraPage, standInForEntra } from './fakeEntraPage.ts';
import { type FakeTeamsHost, standInForTeams, TEAMS_PAGE } from './fakeTeamsPage.ts';
import { violations } from './looks.ts';
import { type AdminWorld, watch } from './world.ts';

const BOARD = '00000000-0000-4000-8000-000000000005';
const STRANGER = '00000000-0000-4000-8000-00000000dead';

const COLOUR = "getComputedStyle(document.querySelector('#main').parentElement).backgroundColor";

/** The app in Teams: a server that believes a fake Entra alone, and a page in the place of Teams. */
export function inTeams(world: () => AdminWorld): void {
  describe('in Teams', () => {
    let entra: FakeEntra;
    let house: WholeHouse;
    beforeAll(async () => {
      entra = await startFakeEntra();
      const { keyOf } = entraKeys({
        url: entra.keySetUrl,
        issuer: issuerOf(TENANT),
        clock: systemClock,
      });
      house = await openWholeHouse({
        admin: azureSite({
          tenantId: TENANT,
          tabClientId: API,
          publicUrl: 'https://countersign.example',
          botId: '00000000-0000-4000-8000-0000000000b0',
        }),
        authenticate: entraAuthenticate({
          tenantId: TENANT,
          audiences: [API],
          tabClients: [TEAMS, API],
          stepUpContext: 'c1',
          keyOf,
          clock: systemClock,
          log: silentLog,
        }),
      });
    });
    afterAll(async () => {
      await house.close();
      await entra.close();
    });

    const tokenFor = (oid: string, claims: Overrides = {}): string => {
      const key = entra.keys.get('first') ?? entra.addKey('first');
      return entraToken(key, { ...ofPerson(Date.now()), oid, ...claims });
    };
    const open = (host: FakeTeamsHost, path = '') =>
      openInTeams(world().browser, `${house.url}/admin${path}`, host);

    it('a person is whom Teams knows, without a password', async () => {
      const { page, tab, wrongs, close } = await open({ theme: 'default', token: tokenFor(BOARD) });
      await tab.getByRole('heading', { name: 'Overview' }).waitFor();
      await tab.getByText('Boris Board').first().waitFor();
      expect(await tab.getByRole('button', { name: /Switch|Sign out/ }).count()).toBe(0);
      expect(await page.evaluate('asked')).toContain('authentication.getAuthToken');
      expect(wrongs()).toEqual([]);
      await close();
    });

    it('a link leads to the page that it names', async () => {
      const host = { theme: 'default', token: tokenFor(BOARD), subPageId: '/requests?show=all' };
      const { tab, close } = await open(host as FakeTeamsHost);
      await tab.getByRole('tab', { name: 'History', selected: true }).waitFor();
      await close();
    });

    it.each(['default', 'dark', 'contrast'] as const)(
      'the theme %s is Teams’ own',
      async (theme) => {
        const { page, tab, wrongs, close } = await open({ theme, token: tokenFor(BOARD) });
        await tab.getByText('Digest of').waitFor();
        const frame = page.frames().find((one) => one.url().startsWith(house.url));
        if (!frame) throw new Error('there is no tab');
        expect(await violations(frame, 'light')).toEqual([]);
        expect(wrongs()).toEqual([]);
        await close();
      },
    );

    it('the theme changes with Teams’', async () => {
      const { page, tab, close } = await open({ theme: 'default', token: tokenFor(BOARD) });
      await tab.getByRole('heading', { name: 'Overview' }).waitFor();
      const frame = page.frames().find((one) => one.url().startsWith(house.url));
      const colour = () => frame?.evaluate<string>(COLOUR);
      const before = await colour();
      await page.evaluate("say('themeChange', ['dark'])");
      await expect.poll(colour).not.toBe(before);
      await close();
    });

    it.each([
      ['of another tenant', { tid: '00000000-0000-4000-8000-0000000000fe' }],
      ['for another audience', { aud: '00000000-0000-4000-8000-00000000beef' }],
      ['of another issuer', { iss: 'https://login.evil.example/v2.0' }],
      ['of another client', { azp: '00000000-0000-4000-8000-00000000beef' }],
      ['that has ended', { exp: Math.floor(Date.now() / 1_000) - 1 }],
      ['without the scope', { scp: 'openid' }],
    ] as const)('a token %s lets nobody in', async (_what, claims) => {
      const { tab, close } = await open({ theme: 'default', token: tokenFor(BOARD, claims) });
      await tab.getByText('A valid access token is needed').waitFor();
      expect(await tab.getByText('Boris Board').count()).toBe(0);
      await close();
    });

    it('a token signed by somebody else lets nobody in', async () => {
      const forger = await startFakeEntra();
      const key = forger.addKey('other');
      const token = entraToken(key, { ...ofPerson(Date.now()), oid: BOARD });
      const { tab, close } = await open({ theme: 'default', token });
      await tab.getByText('A valid access token is needed').waitFor();
      await close();
      await forger.close();
    });

    it('outside Teams a person signs in with Entra, comes back to where they were, and signs out', async () => {
      const context = await world().browser.newContext({
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      const entraPage: FakeEntraPage = {
        accessToken: () => tokenFor(BOARD, { azp: API }),
        person: { oid: BOARD, name: 'Boris Board', upn: 'board@contoso.example' },
        asked: [],
        refused: [],
      };
      await standInForEntra(context, entraPage);
      const { page, wrongs } = watch(await context.newPage(), context, house.url);
      await page.goto(`${house.url}/admin/requests?show=all`);
      await page.getByText('Boris Board').first().waitFor();
      await page.getByRole('tab', { name: 'History', selected: true }).waitFor();
      expect(entraPage.asked.some((path) => path === `/${TENANT}/oauth2/v2.0/authorize`)).toBe(
        true,
      );
      expect(entraPage.refused).toEqual([]);
      expect(await page.evaluate('localStorage.length')).toBe(0);
      expect(wrongs.filter((one) => !one.includes('https://login.microsoftonline.com/'))).toEqual(
        [],
      );
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Signed out' }).waitFor();
      await context.close();
    });

    it('outside Teams a token for somebody else’s API opens nothing', async () => {
      const context = await world().browser.newContext({
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      await standInForEntra(context, {
        accessToken: () => tokenFor(BOARD, { aud: '00000000-0000-4000-8000-00000000beef' }),
        person: { oid: BOARD, name: 'Boris Board', upn: 'board@contoso.example' },
        asked: [],
        refused: [],
      });
      const page = await context.newPage();
      await page.goto(`${house.url}/admin`);
      await page
        .getByText(/A valid access token is needed|Signed out/)
        .first()
        .waitFor();
      expect(await page.getByText('Waiting for you').count()).toBe(0);
      await context.close();
    });

    it('somebody who is in no directory of ours is told so', async () => {
      const { tab, close } = await open({ theme: 'default', token: tokenFor(STRANGER) });
      await tab.getByText('You are not in the directory of this organisation.').waitFor();
      await close();
    });
  });
}

async function openInTeams(browser: Browser, tab: string, host: FakeTeamsHost) {
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  await standInForTeams(context, tab, host);
  const watched = watch(await context.newPage(), context, new URL(tab).origin);
  const page: Page = watched.page;
  await page.goto(TEAMS_PAGE);
  const inside: FrameLocator = page.frameLocator('#tab');
  return {
    page,
    tab: inside,
    wrongs: () => watched.wrongs.filter((wrong) => !wrong.includes('teams.microsoft.com')),
    close: () => context.close(),
  };
}
