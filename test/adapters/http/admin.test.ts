import { mkdirSync, writeFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localSignIn } from '../../../src/adapters/http/admin/signIn.ts';
import type { AdminSite } from '../../../src/adapters/http/admin/site.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { type Sample, sampleServer, sendRaw } from './sampleServer.ts';

const SCRIPT = 'console.log("hello");';
const PAGE = '<!doctype html><script type="module" src="/admin/assets/index-abc.js"></script>';

function built(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'secret.txt'), 'not for a browser');
  const file = join(folder, 'assets', 'index-abc.js');
  writeFileSync(file, SCRIPT);
  writeFileSync(`${file}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${file}.gz`, gzipSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'plain-abc.css'), 'body{}');
  return folder;
}

/** A request that is right in everything but the address it comes from, and the body. */
const calling = (remoteAddress: string | undefined): IncomingMessage => {
  const req = new IncomingMessage(new Socket());
  Object.assign(req.headers, { host: '127.0.0.1:4178', origin: 'http://127.0.0.1:4178' });
  Object.defineProperty(req.socket, 'remoteAddress', { value: remoteAddress });
  return req;
};

const local = (folder: string): AdminSite => ({
  folder,
  config: { mode: 'local', tenantId: 'tenant-1', people: [] },
  signIn: async (upn) => (upn === 'owner@contoso.example' ? 'a token' : undefined),
});
const azure = (folder: string): AdminSite => ({
  folder,
  config: { mode: 'azure', tenantId: 'tenant-1', clientId: 'tab', scope: 'api://tab/scope' },
});

async function serving(admin: AdminSite): Promise<Sample> {
  const server = await sampleServer({ admin });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

describe('the files of the admin app', () => {
  it('are one page for each of its addresses, asked for again on each visit', async () => {
    const server = await serving(local(built()));
    for (const path of ['/admin', '/admin/', '/admin/requests/AR-7', '/admin/agents/a.b']) {
      const answer = await server.call('GET', path, { who: false });
      expect(answer, path).toMatchObject({ status: 200, text: PAGE });
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    }
  });

  it('are not sent again to a browser that has them', async () => {
    const server = await serving(local(built()));
    for (const path of ['/admin', '/admin/assets/index-abc.js']) {
      const etag = (await server.call('GET', path)).headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      const again = await server.call('GET', path, { headers: { 'if-none-match': etag } });
      expect(again).toMatchObject({ status: 304, text: '' });
    }
  });

  it('are kept for ever where their name changes with their content', async () => {
    const server = await serving(local(built()));
    const answer = await server.call('GET', '/admin/assets/index-abc.js', { who: false });
    expect(answer).toMatchObject({ status: 200, text: SCRIPT });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('come as the build compressed them: %s → %s', async (accepted, encoding) => {
    const server = await serving(local(built()));
    const answer = await server.call('GET', '/admin/assets/index-abc.js', {
      headers: { 'accept-encoding': accepted },
    });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    expect(answer.text).toBe(SCRIPT);
    const plain = await server.call('GET', '/admin/assets/plain-abc.css', {
      headers: { 'accept-encoding': accepted },
    });
    expect(plain).toMatchObject({ status: 200, text: 'body{}' });
  });

  it('answer HEAD without a body', async () => {
    const server = await serving(local(built()));
    for (const [path, length] of [
      ['/admin', PAGE.length],
      ['/admin/assets/plain-abc.css', 6],
    ] as const) {
      const answer = await server.call('HEAD', path);
      expect(answer).toMatchObject({ status: 200, text: '' });
      expect(answer.headers.get('content-length')).toBe(`${length}`);
    }
  });

  it('are those of the build; whatever else is asked for is no file, or an address of the page', async () => {
    const server = await serving(local(built()));
    const strangers = [
      '/admin/assets/none-abc.js',
      '/admin/assets/index-abc.js.br',
      '/admin/assets/index-abc.js/',
      '/admin/assets/',
      '/admin/assets/../secret.txt',
      '/admin/assets/..%2fsecret.txt',
      '/admin/assets/..%2findex.html',
      '/admin/assets/%2e%2e/index.html',
      '/admin/assets/..%5csecret.txt',
      '/admin/assets/.%00.js',
      '/admin/assets//etc/passwd',
      '/admin/assets/....//....//etc/passwd.js',
    ];
    for (const path of strangers) {
      const answer = await sendRaw(
        server.port,
        `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: close\r\n\r\n`,
        false,
      );
      const isRefused = /^HTTP\/1\.1 (404|400) /.test(answer);
      expect(isRefused || answer.endsWith(PAGE), path).toBe(true);
      expect(answer, path).not.toContain('not for a browser');
    }
  });

  it('are said to be missing where nothing was built', async () => {
    const server = await serving(local(temporaryFolder()));
    const answer = await server.call('GET', '/admin', { who: false });
    expect(answer.status).toBe(503);
    expect(answer.json['detail']).toContain('npm run build');
  });

  it('are nowhere where the app is not served', async () => {
    const server = await sampleServer();
    onTestFinished(() => server[Symbol.asyncDispose]());
    expect((await server.call('GET', '/admin')).status).toBe(404);
  });
});

describe('what a page of the admin app may do', () => {
  const policy = async (site: AdminSite): Promise<string> => {
    const { headers } = await (await serving(site)).call('GET', '/admin', { who: false });
    return headers.get('content-security-policy') ?? '';
  };

  it('is to run our scripts and speak with our server', async () => {
    for (const site of [local(built()), azure(built())]) {
      const said = await policy(site);
      expect(said).toContain("default-src 'none'; script-src 'self'; ");
      expect(said).toContain("require-trusted-types-for 'script'");
      expect(said).not.toContain('unsafe');
      expect(said).not.toContain(' *;');
    }
  });

  it('is to be framed by Teams, and on this machine by itself', async () => {
    expect(await policy(azure(built()))).toContain(
      'frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com ',
    );
    const here = await policy(local(built()));
    expect(here).toContain("frame-ancestors 'self';");
    expect(here).not.toContain('microsoft');
  });

  it('is to sign in with Entra where people do', async () => {
    expect(await policy(azure(built()))).toContain(
      "connect-src 'self' https://login.microsoftonline.com;",
    );
  });
});

describe('what the app is told before anybody has signed in', () => {
  it('is where to sign in', async () => {
    const server = await serving(azure(built()));
    const { json } = await server.call('GET', '/admin/config.json', { who: false });
    expect(json).toEqual({
      mode: 'azure',
      tenantId: 'tenant-1',
      clientId: 'tab',
      scope: 'api://tab/scope',
    });
  });
});

describe('choosing a person on this machine', () => {
  const PERSON = { person: 'owner@contoso.example' };
  const own = ({ port }: Sample) => ({ origin: `http://127.0.0.1:${port}` });
  const choose = (server: Sample, headers: Record<string, string>, body: unknown = PERSON) =>
    server.call('POST', '/admin/sign-in', { who: false, body, headers });

  it('gives a token to our own page', async () => {
    const server = await serving(local(built()));
    const answer = await choose(server, { ...own(server), 'sec-fetch-site': 'same-origin' });
    expect(answer).toMatchObject({ status: 200, json: { accessToken: 'a token' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('gives none for somebody who is not there, or for no person', async () => {
    const server = await serving(local(built()));
    for (const body of [{ person: 'x@contoso.example' }, { person: 7 }, {}, { ...PERSON, as: 1 }])
      expect((await choose(server, own(server), body)).status).toBe(400);
  });

  it.each([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page on another port', { origin: 'http://127.0.0.1:1' }],
    ['a page whose origin is hidden', { origin: 'null' }],
    ['what sends no origin', {}],
  ])('is not for %s', async (_who, headers) => {
    const server = await serving(local(built()));
    const answer = await choose(server, headers);
    expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  });

  it.each(['cross-site', 'same-site', 'none'])('is not for a request that is %s', async (site) => {
    const server = await serving(local(built()));
    const headers = { ...own(server), 'sec-fetch-site': site };
    expect((await choose(server, headers)).status).toBe(403);
  });

  it('is not for a foreign name that leads here', async () => {
    const server = await serving(local(built()));
    const body = JSON.stringify(PERSON);
    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1.evil.example']) {
      const answer = await sendRaw(
        server.port,
        `POST /admin/sign-in HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\n` +
          `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
        false,
      );
      expect(answer, host).toMatch(/^HTTP\/1\.1 403 /);
    }
  });

  it.each([
    '192.168.1.20',
    '10.0.0.5',
    '::ffff:192.0.2.1',
    '2001:db8::1',
    '128.0.0.1',
    '1127.0.0.1',
    undefined,
  ])('is not for a caller from %s, whatever it says about itself', async (remoteAddress) => {
    const asked: string[] = [];
    const refused = await localSignIn(calling(remoteAddress), async (upn) => {
      asked.push(upn);
      return 'a token';
    });
    expect(refused).toMatchObject({ problem: 'forbidden' });
    expect(asked).toEqual([]);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    'listens to this machine at %s',
    async (remoteAddress) => {
      const answer = await localSignIn(calling(remoteAddress), async () => 'a token');
      expect(answer).toMatchObject({ problem: 'unsupported-media-type' });
    },
  );

  it('is not for a form', async () => {
    const server = await serving(local(built()));
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await choose(server, { ...own(server), 'content-type': type })).status).toBe(415);
  });

  it('is not there where people sign in with Entra', async () => {
    const server = await serving(azure(built()));
    const answer = await choose(server, own(server));
    expect(answer.status).toBe(405);
    expect(answer.text).not.toContain('token');
  });
});
