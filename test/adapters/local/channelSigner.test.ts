import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type SignerSettings,
  startChannelSigner,
} from '../../../src/adapters/local/channelSigner.ts';
import { listenOnLoopback } from '../../../src/adapters/local/loopback.ts';

const PLAYGROUND = 'http://127.0.0.1:56150';
const SERVICE_URL = `${PLAYGROUND}/_connector`;
const activity = { type: 'message', text: 'grüße', serviceUrl: SERVICE_URL };

interface Seen {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A bot that keeps what it is sent and answers `answer`. */
async function bot(status = 200, answer = '{"statusCode":200}') {
  const seen: Seen[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      seen.push({ headers: req.headers, body: Buffer.concat(chunks).toString('utf8') });
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(answer);
    });
  });
  const { origin, stop } = await listenOnLoopback(server);
  onTestFinished(() => stop());
  return { seen, url: `${origin}/api/messages`, stop };
}

async function signer(botUrl: string, changes: Partial<SignerSettings> = {}) {
  const started = await startChannelSigner({
    botUrl,
    playgroundOrigin: PLAYGROUND,
    serviceUrl: SERVICE_URL,
    mint: (serviceUrl) => Promise.resolve(`token-for-${serviceUrl}`),
    ...changes,
  });
  onTestFinished(() => started.stop());
  return started.url;
}

interface Post {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Headers that fetch would not let a test set, such as Host. */
function call({ url, method = 'POST', headers = {}, body = JSON.stringify(activity) }: Post) {
  return new Promise<{ status: number; text: string; headers: IncomingHttpHeaders }>(
    (resolve, reject) => {
      const all = { 'content-type': 'application/json', ...headers };
      const req = request(url, { method, headers: all, agent: false }, (res) => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', (chunk: string) => {
          text += chunk;
        });
        res.on('end', () => resolve({ status: res.statusCode ?? 0, text, headers: res.headers }));
      });
      req.on('error', reject);
      req.end(method === 'POST' ? body : undefined);
    },
  );
}

describe('the channel signer', () => {
  it('adds the token of the channel and changes nothing else', async () => {
    const { seen, url } = await bot();
    const answer = await call({ url: await signer(url) });
    expect(answer).toMatchObject({ status: 200, text: '{"statusCode":200}' });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers.authorization).toBe(`Bearer token-for-${SERVICE_URL}`);
    expect(seen[0]?.body).toBe(JSON.stringify(activity));
  });

  it.each([401, 403, 404, 500])('hands back what the bot answers: %i', async (status) => {
    const { url } = await bot(status, '{"why":"said the bot"}');
    expect(await call({ url: await signer(url) })).toMatchObject({
      status,
      text: '{"why":"said the bot"}',
    });
  });

  it('follows no redirect', async () => {
    const { seen, url } = await bot(307, '');
    expect((await call({ url: await signer(url) })).status).toBe(307);
    expect(seen).toHaveLength(1);
  });

  it('tells the playground that it is there without asking the bot', async () => {
    const { seen, url } = await bot();
    expect(await call({ url: await signer(url), method: 'HEAD' })).toMatchObject({ status: 200 });
    expect(seen).toEqual([]);
  });

  it('says so where the bot is not there', async () => {
    const { url, stop } = await bot();
    await stop();
    expect(await call({ url: await signer(url) })).toMatchObject({ status: 502 });
  });

  it('hangs up where it has no token, and stands', async () => {
    const { seen, url } = await bot();
    let tokens = 0;
    const mint = () => (tokens++ ? Promise.resolve('t') : Promise.reject(new Error('no key')));
    const address = await signer(url, { mint });
    await expect(call({ url: address })).rejects.toThrow('socket hang up');
    expect((await call({ url: address })).status).toBe(200);
    expect(seen).toHaveLength(1);
  });

  it('listens on this machine only', async () => {
    expect(new URL(await signer('http://127.0.0.1:1/')).hostname).toBe('127.0.0.1');
  });

  it('takes the playground page as behind a call', async () => {
    const { url } = await bot();
    const answer = await call({ url: await signer(url), headers: { origin: PLAYGROUND } });
    expect(answer.status).toBe(200);
  });
});

describe('what the channel signer signs for nobody', () => {
  const evil = 'http://evil.example';
  it.each<[string, Partial<Post>, number]>([
    ['a page of another origin', { headers: { origin: evil } }, 403],
    ['a page without an origin of its own', { headers: { origin: 'null' } }, 403],
    ['a page on another port', { headers: { origin: 'http://127.0.0.1:8080' } }, 403],
    ['the playground under another name', { headers: { origin: 'http://localhost:56150' } }, 403],
    ['a page that asks whether it is there', { method: 'HEAD', headers: { origin: evil } }, 403],
    ['a preflight', { method: 'OPTIONS', headers: { origin: evil } }, 403],
    ['another host name', { headers: { host: 'evil.example' } }, 403],
    ['a rebound host name on our port', { headers: { host: 'evil.example:80' } }, 403],
    ['a form', { headers: { 'content-type': 'text/plain' } }, 415],
    ['an encoded form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['JSON by a like name', { headers: { 'content-type': 'application/json-patch+json' } }, 415],
    ['a get', { method: 'GET' }, 405],
    ['a preflight of no page', { method: 'OPTIONS' }, 405],
    ['an activity that is too long', { body: `{"pad":"${'x'.repeat(256 * 1024)}"}` }, 413],
    ['no JSON', { body: '{"serviceUrl":' }, 403],
    ['no object', { body: 'null' }, 403],
    ['no service URL', { body: '{"type":"message"}' }, 403],
  ])('is %s', async (_what, changes, status) => {
    const { seen, url } = await bot();
    const answer = await call({ url: await signer(url), ...changes });
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(seen).toEqual([]);
  });

  it.each([
    'http://evil.example/_connector',
    'http://127.0.0.1:56151/_connector',
    `${SERVICE_URL}/`,
    `${SERVICE_URL}@evil.example`,
    SERVICE_URL.toUpperCase(),
  ])('is an activity of the service URL %s', async (serviceUrl) => {
    const { seen, url } = await bot();
    const body = JSON.stringify({ ...activity, serviceUrl });
    expect((await call({ url: await signer(url), body })).status).toBe(403);
    expect(seen).toEqual([]);
  });

  it('is another path, not even with a query', async () => {
    const { seen, url } = await bot();
    const address = await signer(url);
    for (const other of ['?x=1', '/', '/x'])
      expect((await call({ url: address + other })).status).toBe(404);
    expect(seen).toEqual([]);
  });
});
