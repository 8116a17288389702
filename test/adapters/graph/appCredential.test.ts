import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appCredential } from '../../../src/adapters/graph/appCredential.ts';
import { graphDirectory } from '../../../src/adapters/graph/directory.ts';
import { systemClock } from '../../../src/kernel/instant.ts';
import { selfSigned } from '../../support/certificate.ts';
import { startFakeGraph } from '../../support/fakeGraph.ts';
import { type Answer, type Received, startFakeServer } from '../../support/fakeServer.ts';
import { redirectTls } from '../../support/redirectTls.ts';

const TENANT = '00000000-0000-4000-8000-0000000000ff';
const OWNER = '00000000-0000-4000-8000-000000000002';
const own = selfSigned();
const pem = `${own.key}${own.certificate}`;

/** Entra's token endpoint, which knows one certificate of one registration. */
async function startTokenEndpoint(clientId: string) {
  const asked: URLSearchParams[] = [];
  const service = await startFakeServer((call) => answered(call));
  onTestFinished(() => service.close());
  redirectTls('login.microsoftonline.com', service.port);

  function answered({ method, url, body }: Received): Answer {
    if (
      method !== 'POST' ||
      new URL(url, service.origin).pathname !== `/${TENANT}/oauth2/v2.0/token`
    )
      return { status: 404 };
    const form = new URLSearchParams(body);
    asked.push(form);
    const known = form.get('client_id') === clientId && form.get('client_secret') === null;
    if (!known)
      return { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS' } };
    return {
      body: { token_type: 'Bearer', expires_in: 3_599, access_token: `for ${form.get('scope')}` },
    };
  }
  return { asked, service };
}

describe('signing in to Graph with a certificate', () => {
  it('proves to hold its key, and asks for roles with the token it is given', async () => {
    const clientId = randomUUID();
    const { asked } = await startTokenEndpoint(clientId);
    const graph = await startFakeGraph();
    onTestFinished(() => graph.close());
    const scope = `${graph.origin}/.default`;
    graph.token = `for ${scope}`;
    const user = { id: OWNER, userPrincipalName: 'owner@contoso.example', displayName: 'Olivia' };
    graph.users.push({ ...user, accountEnabled: true });
    const group = randomUUID();
    graph.groups.set(group, [OWNER]);

    const credential = await appCredential({ tenantId: TENANT, clientId, certificate: pem });
    const directory = graphDirectory({
      credential,
      origin: graph.origin,
      groups: { admin: group },
      clock: systemClock,
      budgetMs: 10_000,
    });
    const owner = await directory.find('owner@contoso.example');
    expect(owner).toMatchObject({ id: OWNER });
    expect(owner && (await directory.rolesOf(owner.id))).toEqual(new Set(['admin']));
    expect(asked).toHaveLength(1);

    const assertion = asked[0]?.get('client_assertion') ?? '';
    const { payload } = await jwtVerify(assertion, own.publicKey, {
      audience: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
      issuer: clientId,
      subject: clientId,
      clockTolerance: 2, // MSAL rounds to the next second
    });
    expect(payload.exp).toBeLessThan(Date.now() / 1_000 + 700);
    const { raw } = new X509Certificate(own.certificate);
    expect(decodeProtectedHeader(assertion)).toMatchObject({
      'x5t#S256': createHash('sha256').update(raw).digest('base64url'),
    });
    expect(asked[0]?.get('grant_type')).toBe('client_credentials');
  });

  it('leaves a directory that says so where Entra does not let it in', async () => {
    const { asked } = await startTokenEndpoint(randomUUID());
    const credential = await appCredential({
      tenantId: TENANT,
      clientId: randomUUID(),
      certificate: pem,
    });
    const directory = graphDirectory({
      credential,
      groups: { admin: randomUUID() },
      clock: systemClock,
      budgetMs: 500,
    });
    await expect(directory.find(OWNER)).rejects.toMatchObject({ code: 'directory-unavailable' });
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0);
  });

  it('leaves a directory that says so where Entra is silent', async () => {
    const { service } = await startTokenEndpoint(randomUUID());
    service.fail('hang', 100);
    const credential = await appCredential({
      tenantId: TENANT,
      clientId: randomUUID(),
      certificate: pem,
    });
    const groups = { admin: randomUUID() };
    const directory = graphDirectory({ credential, groups, clock: systemClock, budgetMs: 200 });
    await expect(directory.find(OWNER)).rejects.toMatchObject({ code: 'directory-unavailable' });
  });

  it.each([
    ['nothing', ''],
    ['no certificate', own.key],
    ['no key', own.certificate],
    ["another's key", `${selfSigned().key}${own.certificate}`],
    ['PKCS #12', Buffer.from('not PEM').toString('base64')],
  ])('is not begun with %s, and quotes none of it', async (_what, certificate) => {
    const error = await appCredential({
      tenantId: TENANT,
      clientId: randomUUID(),
      certificate,
    }).catch((fault: unknown) => fault);
    expect(error).toMatchObject({ code: 'misconfigured' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).toBe('Fault: the certificate for Graph is not PEM with its private key');
  });
});
