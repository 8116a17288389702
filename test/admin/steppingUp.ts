import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entraAuthenticate, issuerOf } from '../../src/adapters/azure/authenticate.ts';
import { entraKeys } from '../../src/adapters/azure/entraKeys.ts';
import { agentObjectId } from '../../src/adapters/local/identities.ts';
import { systemClock } from '../../src/kernel/instant.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { azureSite } from '../../src/run/adminSite.ts';
import { API, ofPerson, TENANT } from '../adapters/azure/claims.ts';
import {
  entraToken,
  type FakeEntra,
  type Overrides,
  startFakeEntra,
} from '../support/fakeEntra.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { type FakeEntraPage, standInForEntra } from './fakeEntraPage.ts';
import { type AdminWorld, watch } from './world.ts';

const FATIMA = '00000000-0000-4000-8000-000000000007';
const FELIX = '00000000-0000-4000-8000-000000000008';

/** A fresh sign-in in a window of its own, where the app stands in a browser and Entra signs people in. */
export function steppingUp(world: () => AdminWorld): void {
  describe('a payment takes a fresh sign-in, which', () => {
    let entra: FakeEntra;
    let house: WholeHouse;
    let invoices = 0;
    beforeAll(async () => {
      entra = await startFakeEntra();
      const issuer = issuerOf(TENANT);
      const { keyOf } = entraKeys({ url: entra.keySetUrl, issuer, clock: systemClock });
      const people = entraAuthenticate({
        tenantId: TENANT,
        audiences: [API],
        tabClients: [API],
        stepUpContext: 'c1',
        keyOf,
        clock: systemClock,
        log: silentLog,
      });
      const agent = { kind: 'agent', objectId: agentObjectId('invoice-agent') } as const;
      house = await openWholeHouse({
        stepUpFor: ['finance'],
        admin: azureSite({
          tenantId: TENANT,
          tabClientId: API,
          publicUrl: 'https://countersign.example',
          botId: '00000000-0000-4000-8000-0000000000b0',
        }),
        authenticate: async (token) => (token === 'agent.invoice-agent' ? agent : people(token)),
      });
    });
    afterAll(async () => {
      await house.close();
      await entra.close();
    });

    const tokenFor = (oid: string, claims: Overrides = {}): string => {
      const key = entra.keys.get('first') ?? entra.addKey('first');
      return entraToken(key, { ...ofPerson(Date.now()), azp: API, oid, ...claims });
    };
    const fresh = (): Overrides => ({
      acrs: ['c1'],
      auth_time: Math.floor(Date.parse(house.clock.now()) / 1_000),
    });

    /** The page of a payment that waits for Fatima, and what Entra is to say from then on. */
    async function opened(context: BrowserContext) {
      invoices += 1;
      const { body } = await house.call('agent:invoice-agent', 'POST', '/authorize', {
        agentId: 'invoice-agent',
        connectorId: 'erp',
        tool: 'payInvoice',
        arguments: { payee: 'Litware', amount: `${invoices}00.00`, currency: 'EUR' },
      });
      const says = {
        accessToken: () => tokenFor(FATIMA),
        person: { oid: FATIMA, name: 'Fatima Finance', upn: 'finance1@contoso.example' },
        asked: [] as string[],
        refused: [] as string[],
      };
      await standInForEntra(context, says);
      const { page, settled } = watch(await context.newPage(), context, house.url);
      await page.goto(`${house.url}/admin/requests/${body.requestId}`);
      await page.getByRole('button', { name: 'Approve' }).waitFor();
      await settled();
      const answers = async (): Promise<number> => {
        const state = await house.ledger.reads.history(body.requestId);
        return state.filter(({ type }) => type === 'request-answered').length;
      };
      return {
        page,
        says: says as { -readonly [K in keyof FakeEntraPage]: FakeEntraPage[K] },
        answers,
      };
    }
    const inContext = async (deed: (context: BrowserContext) => Promise<void>): Promise<void> => {
      const context = await world().browser.newContext({
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      try {
        await deed(context);
      } finally {
        await context.close();
      }
    };

    it('counts when it is theirs and says what was asked for', () =>
      inContext(async (context) => {
        const { page, says, answers } = await opened(context);
        says.accessToken = () => tokenFor(FATIMA, fresh());
        await page.getByRole('button', { name: 'Approve' }).click();
        await expect.poll(answers, { timeout: 10_000 }).toBe(1);
        expect(context.pages()).toHaveLength(1);
      }));

    it('counts for nobody else', () =>
      inContext(async (context) => {
        const { page, says, answers } = await opened(context);
        says.accessToken = () => tokenFor(FELIX, fresh());
        says.person = { oid: FELIX, name: 'Felix Finance', upn: 'finance2@contoso.example' };
        await page.getByRole('button', { name: 'Approve' }).click();
        await page.getByText('You were not signed in anew').first().waitFor();
        await page
          .getByText(/You are Fatima Finance here/)
          .first()
          .waitFor();
        expect(await answers()).toBe(0);
      }));

    it('is asked for again where the token does not prove it', () =>
      inContext(async (context) => {
        const { page, answers } = await opened(context);
        await page.getByRole('button', { name: 'Approve' }).click();
        await page.getByText('This takes a fresh sign-in').first().waitFor();
        expect(await answers()).toBe(0);
      }));

    it('says so where the browser opens no window', () =>
      inContext(async (context) => {
        await context.addInitScript('window.open = () => null;');
        const { page, answers } = await opened(context);
        await page.getByRole('button', { name: 'Approve' }).click();
        await page
          .getByText(/allow windows for this site/)
          .first()
          .waitFor();
        expect(await answers()).toBe(0);
      }));

    it('is given up by whoever comes back, and can be begun again', () =>
      inContext(async (context) => {
        const { page, says, answers } = await opened(context);
        let isSilent = true;
        await context.route('**/oauth2/v2.0/authorize**', (route) =>
          isSilent
            ? route.fulfill({ contentType: 'text/html', body: '<title>Entra</title>' })
            : route.fallback(),
        );
        const popup = context.waitForEvent('page');
        await page.getByRole('button', { name: 'Approve' }).click();
        await (await popup).close();
        await page.evaluate("dispatchEvent(new Event('focus'))");
        await page.getByText('You came back without signing in.').first().waitFor();
        expect(await answers()).toBe(0);
        isSilent = false;
        says.accessToken = () => tokenFor(FATIMA, fresh());
        await page.getByRole('button', { name: 'Approve' }).click();
        await expect.poll(answers, { timeout: 10_000 }).toBe(1);
      }));
  });
}
