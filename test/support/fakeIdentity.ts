import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeIdentity {
  /** What an App Service puts into the environment of its processes. */
  readonly environment: { readonly IDENTITY_ENDPOINT: string; readonly IDENTITY_HEADER: string };
  /** Client id and resource of each call. */
  readonly asked: { readonly clientId: string; readonly resource: string }[];
  /** How the next calls end; undefined: with a token. */
  failure: number | 'hang' | undefined;
  /** Epoch milliseconds at which tokens end. */
  expires: number;
  close(): Promise<void>;
}

const HEADER = 'the header of this App Service';

/** The identity endpoint of an App Service, which speaks http, on an ephemeral loopback port. */
export async function startFakeIdentity(): Promise<FakeIdentity> {
  const asked: FakeIdentity['asked'] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
    const clientId = query.get('client_id') ?? '';
    const resource = query.get('resource') ?? '';
    asked.push({ clientId, resource });
    if (fake.failure === 'hang') return;
    const isOurs =
      request.headers['x-identity-header'] === HEADER && query.get('api-version') === '2019-08-01';
    const status = isOurs ? (fake.failure ?? 200) : 400;
    const good = {
      access_token: `token for ${resource}/.default`,
      expires_on: String(Math.floor(fake.expires / 1_000)),
      token_type: 'Bearer',
      client_id: clientId,
      resource,
    };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? good : { message: 'said by the fake' }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const fake: FakeIdentity = {
    environment: {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER: HEADER,
    },
    asked,
    failure: undefined,
    expires: Date.now() + 24 * 60 * 60 * 1_000,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
  return fake;
}
