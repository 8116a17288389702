import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startAzurite } from '../../../src/adapters/local/azurite.ts';
import { freePort } from '../../../src/adapters/local/loopback.ts';
import { startPlayground } from '../../../src/adapters/local/playground.ts';
import { ownersPlayground } from '../../support/exampleCast.ts';
import { temporaryFolder } from '../../support/folders.ts';

interface Get {
  readonly port: number;
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** The status of a call with headers that fetch would not let a test set. */
const get = ({ port, path, headers }: Get) =>
  new Promise<number | undefined>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, agent: false }, (res) => {
      res.resume();
      resolve(res.statusCode);
    })
      .on('error', reject)
      .end();
  });

/** The account that every Azurite has; anybody knows its key. */
const ACCOUNT = 'devstoreaccount1';
const PUBLIC_KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Headers with which the table service lists its tables, signed as any page can sign them. */
function signed(host: string, resource: string): Record<string, string> {
  const date = new Date().toUTCString();
  const signature = createHmac('sha256', Buffer.from(PUBLIC_KEY, 'base64'))
    .update(`${date}\n${resource}`)
    .digest('base64');
  return {
    host,
    'x-ms-date': date,
    'x-ms-version': '2019-02-02',
    accept: 'application/json;odata=nometadata',
    authorization: `SharedKeyLite ${ACCOUNT}:${signature}`,
  };
}

describe('a web page of somebody else', { timeout: 60_000 }, () => {
  it('does not reach the local ledger, whatever it calls this machine', async () => {
    const { port, stop } = await startAzurite(temporaryFolder());
    onTestFinished(stop);
    const own = signed(`127.0.0.1:${port}`, `/${ACCOUNT}/${ACCOUNT}/Tables`);
    const path = `/${ACCOUNT}/Tables`;
    expect(await get({ port, path, headers: own })).toBe(200);
    const rebound = signed(`${ACCOUNT}.mallory.example:${port}`, `/${ACCOUNT}/Tables`);
    expect(await get({ port, path: '/Tables', headers: rebound })).toBe(403);
    for (const more of [{ origin: 'http://mallory.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect(await get({ port, path, headers: { ...own, ...more } })).toBe(403);
  });

  it('neither fetches from the playground nor frames it; a link to it works', async () => {
    const port = await freePort();
    const { stop } = await startPlayground({
      port,
      dataDir: temporaryFolder(),
      endpoint: 'http://127.0.0.1:9/api/messages',
      ...ownersPlayground,
    });
    onTestFinished(stop);
    const from = (site: string, mode: string, dest: string) =>
      get({
        port,
        path: '/',
        headers: {
          host: `127.0.0.1:${port}`,
          'sec-fetch-site': site,
          'sec-fetch-mode': mode,
          'sec-fetch-dest': dest,
        },
      });
    expect(await from('cross-site', 'no-cors', 'image')).toBe(403);
    expect(await from('cross-site', 'navigate', 'iframe')).toBe(403);
    expect(await from('same-site', 'no-cors', 'empty')).toBe(403);
    for (const site of ['none', 'same-origin', 'cross-site'])
      expect(await from(site, 'navigate', 'document')).toBe(200);
  });
});
