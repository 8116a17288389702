import { randomUUID } from 'node:crypto';
import { jwtVerify } from 'jose';
import { expect, it, onTestFinished } from 'vitest';
import { copilotPackages } from '../../../src/adapters/graph/copilotPackages.ts';
import { onBehalfOf } from '../../../src/adapters/graph/onBehalf.ts';
import { selfSigned } from '../../support/certificate.ts';
import { fakeCredential } from '../../support/credential.ts';
import { startFakeGraph } from '../../support/fakeGraph.ts';
import { type Answer, startFakeServer } from '../../support/fakeServer.ts';
import { redirectTls } from '../../support/redirectTls.ts';

const TENANT = '00000000-0000-4000-8000-0000000000ff';
const own = selfSigned();
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const USER_TOKEN = `${encode({ alg: 'RS256' })}.${encode({ exp: 9_999_999_999, ver: '2.0' })}.x`;

/** Graph, which takes a person's token alone, and Entra, which answers for whoever asks. */
async function world(answer: (form: URLSearchParams) => Answer) {
  const asked: URLSearchParams[] = [];
  const entra = await startFakeServer(({ body }) => {
    const form = new URLSearchParams(body);
    asked.push(form);
    return answer(form);
  });
  const graph = await startFakeGraph();
  onTestFinished(() => Promise.all([entra.close(), graph.close()]).then(() => undefined));
  redirectTls('login.microsoftonline.com', entra.port);
  graph.token = 'for the person';
  const hosts = ['Copilot'];
  graph.packages.push({ id: 'P_1', displayName: 'One', isBlocked: false, supportedHosts: hosts });
  const clientId = randomUUID();
  const signIn = { tenantId: TENANT, clientId, certificate: `${own.key}${own.certificate}` };
  const told: unknown[] = [];
  const source = copilotPackages(
    {
      credential: fakeCredential(),
      origin: graph.origin,
      wait: async () => undefined,
      onBehalf: onBehalfOf(signIn, 1_000),
    },
    (_place, error) => void told.push(error),
  );
  return { asked, graph, clientId, source, told };
}

const given = (): Answer => ({
  body: { token_type: 'Bearer', expires_in: 3_599, access_token: 'for the person' },
});
const unread = (why: string) => ({ agents: [], unread: [{ place: 'Microsoft Graph', why }] });

it('Copilot packages that Graph keeps from the application are asked for on behalf of who is there', async () => {
  const { asked, graph, clientId, source, told } = await world(given);
  expect(await source.read({ userToken: USER_TOKEN })).toEqual({
    agents: [{ id: 'P_1', name: 'One', isEnabled: true }],
    unread: [],
  });
  expect(told).toEqual([]);
  const [form] = asked;
  expect(form?.get('assertion')).toBe(USER_TOKEN);
  expect(form?.get('requested_token_use')).toBe('on_behalf_of');
  expect(form?.get('scope')).toContain(`${graph.origin}/.default`);
  const { payload } = await jwtVerify(form?.get('client_assertion') ?? '', own.publicKey, {
    clockTolerance: 2,
  });
  expect(payload.iss).toBe(clientId);
});

it('nobody is asked for where the application may, or where nobody is there', async () => {
  const { asked, graph, source } = await world(given);
  expect(await source.read({})).toEqual(unread('refused'));
  graph.token = `token for ${graph.origin}/.default`;
  expect((await source.read({ userToken: USER_TOKEN })).agents).toHaveLength(1);
  expect(asked).toEqual([]);
});

it.each<[string, string, Answer]>([
  [
    'consent that is missing',
    'refused',
    {
      status: 400,
      body: {
        error: 'interaction_required',
        error_description: 'AADSTS65001',
        suberror: 'consent_required',
      },
    },
  ],
  ['an application it does not know', 'silent', { status: 401, body: { error: 'invalid_client' } }],
  [
    'a person who may not either',
    'refused',
    { body: { token_type: 'Bearer', expires_in: 3_599, access_token: 'another' } },
  ],
])('what Entra answers is named: %s', async (_what, why, answer) => {
  const { source, told } = await world(() => answer);
  expect(await source.read({ userToken: USER_TOKEN })).toEqual(unread(why));
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain(USER_TOKEN);
});
