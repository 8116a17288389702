import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChannelSigner } from '../../../src/adapters/local/channelSigner.ts';
import { EXAMPLE_BOT, EXAMPLE_TENANT } from '../../../src/adapters/local/exampleOrganisation.ts';
import {
  freePort,
  listenOnLoopback,
  type Stoppable,
} from '../../../src/adapters/local/loopback.ts';
import { playgroundUrls, startPlayground } from '../../../src/adapters/local/playground.ts';
import { chromiumArgs, chromiumPath } from '../../support/browser.ts';
import { ownersPlayground } from '../../support/exampleCast.ts';

const executablePath = chromiumPath();
const owner = ownersPlayground.current;

interface Arrived {
  readonly authorization: string | undefined;
  readonly activity: Record<string, unknown>;
}

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'May I send this mail?' },
    { type: 'Input.Text', id: 'reason', label: 'Reason' },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { verb: 'approve' } },
    { type: 'Action.Submit', title: 'Reject', data: { verb: 'reject' } },
  ],
};

/** What a bot needs to say to be seen: it answers every text with the card, and a click with a sentence. */
function cardBot(arrived: Arrived[]) {
  const server = createServer((req, res) => void answer(req, res, arrived));
  return listenOnLoopback(server);
}

async function answer(req: IncomingMessage, res: ServerResponse, arrived: Arrived[]) {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  if (req.method !== 'POST') return res.end();
  const activity = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  arrived.push({ authorization: req.headers.authorization, activity });
  res.writeHead(200, { 'content-type': 'application/json' });
  const done = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'ok' };
  res.end(activity.type === 'invoke' ? JSON.stringify(done) : '{}');
  return typeof activity.text === 'string' ? post(activity) : undefined;
}

const post = (activity: { serviceUrl: string; conversation: { id: string } }) =>
  fetch(
    `${activity.serviceUrl}/v3/conversations/${encodeURIComponent(activity.conversation.id)}/activities`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
      }),
    },
  );

describe.skipIf(executablePath === undefined)(
  'the playground in a browser',
  { timeout: 60_000 },
  () => {
    const arrived: Arrived[] = [];
    const started: Stoppable[] = [];
    let browser: Browser;
    let page: Page;
    let serviceUrl: string;
    const dataDir = mkdtempSync(join(tmpdir(), 'countersign-'));

    beforeAll(async () => {
      const port = await freePort();
      const urls = playgroundUrls(port);
      serviceUrl = urls.serviceUrl;
      const bot = await cardBot(arrived);
      const signer = await startChannelSigner({
        botUrl: `${bot.origin}/api/messages`,
        playgroundOrigin: urls.origin,
        serviceUrl,
        mint: (url) => Promise.resolve(`token-for-${url}`),
      });
      const playground = await startPlayground({
        port,
        dataDir,
        endpoint: signer.url,
        ...ownersPlayground,
      });
      started.push(playground, signer, bot);
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: chromiumArgs });
      page = await browser.newPage();
      await page.route(
        ({ hostname }) => hostname !== '127.0.0.1',
        (route) => route.abort(),
      );
      await page.goto(playground.url);
      await page.locator('[contenteditable="true"]').first().waitFor();
    });

    afterAll(async () => {
      await browser?.close();
      for (const one of started) await one.stop();
      rmSync(dataDir, { recursive: true });
    });

    const sent = (fits: (activity: Record<string, unknown>) => boolean) =>
      expect.poll(() => arrived.find(({ activity }) => fits(activity)), { timeout: 15_000 });
    const say = async (text: string) => {
      await page.locator('[contenteditable="true"]').first().click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    /** What the rules of the bot ask of everything that arrives. */
    const genuine = () => ({
      authorization: `Bearer token-for-${serviceUrl}`,
      activity: {
        channelId: 'msteams',
        serviceUrl,
        from: { id: `29:${owner.id}`, aadObjectId: owner.id },
        recipient: { id: `28:${EXAMPLE_BOT}`, name: 'Countersign' },
        conversation: {
          id: `a:${owner.id}`,
          conversationType: 'personal',
          tenantId: EXAMPLE_TENANT,
        },
        channelData: { tenant: { id: EXAMPLE_TENANT } },
      },
    });

    it('tells the bot of its installation when the window opens', async () => {
      await sent(({ type }) => type === 'installationUpdate').toMatchObject(genuine());
      await sent(({ action }) => action === 'add').toBeDefined();
    });

    it('sends what is typed, as the person whose window it is, under the token of the channel', async () => {
      await say('help');
      await sent(({ text }) => text === 'help').toMatchObject(genuine());
    });

    it('sends a click with the inputs of its card', async () => {
      await page.getByLabel('Reason').last().fill('as agreed');
      await page.getByRole('button', { name: 'Approve' }).last().click();
      await sent(({ type }) => type === 'invoke').toMatchObject(genuine());
      const click = arrived.find(({ activity }) => activity['type'] === 'invoke');
      expect(click?.activity).toMatchObject({
        name: 'adaptiveCard/action',
        value: {
          action: {
            type: 'Action.Execute',
            verb: 'approve',
            data: { verb: 'approve', reason: 'as agreed' },
          },
        },
      });
    });

    it('sends the fallback of a click as a message with a value', async () => {
      await page.getByRole('button', { name: 'Reject' }).last().click();
      await sent(({ value, type }) => type === 'message' && value !== undefined).toMatchObject(
        genuine(),
      );
      const click = arrived.find(({ activity: { type, value } }) => type === 'message' && value);
      expect(click?.activity['value']).toMatchObject({ verb: 'reject' });
      expect(click?.activity['text']).toBeUndefined();
    });
  },
);
