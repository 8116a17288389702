import { createHash } from 'node:crypto';
import type { BrowserContext, Route } from 'playwright-core';
import { TENANT } from '../adapters/azure/claims.ts';

const LOGIN = 'https://login.microsoftonline.com';

/** What Entra is asked while somebody signs in, and what it says. */
export interface FakeEntraPage {
  /** Gives the access token for a scope. */
  readonly accessToken: (scope: string) => string;
  readonly person: { readonly oid: string; readonly name: string; readonly upn: string };
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** The code is refused unless whoever redeems it has asked for it. */
  readonly refused: string[];
}

const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** Puts a page in the place of Entra that signs one person in at once: the authorization code flow with PKCE. */
export async function standInForEntra(
  context: BrowserContext,
  entra: FakeEntraPage,
): Promise<void> {
  const challenges = new Map<string, { challenge: string; nonce: string }>();
  const html = (body: string) => ({ contentType: 'text/html', body });
  const authorize = (route: Route, query: URLSearchParams): Promise<void> => {
    const code = `code-${challenges.size + 1}`;
    challenges.set(code, {
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce') ?? '',
    });
    const back = new URLSearchParams({
      code,
      client_info: encoded({ uid: entra.person.oid, utid: TENANT }),
      state: query.get('state') ?? '',
    });
    const to = JSON.stringify(`${query.get('redirect_uri')}#${back.toString()}`);
    return route.fulfill(html(`<title>Entra</title><script>location.replace(${to})</script>`));
  };
  const token = (route: Route, said: URLSearchParams): Promise<void> => {
    const known = challenges.get(said.get('code') ?? '');
    const proof = createHash('sha256')
      .update(said.get('code_verifier') ?? '')
      .digest('base64url');
    const headers = { 'access-control-allow-origin': '*' };
    if (known === undefined || known.challenge !== proof) {
      entra.refused.push(said.get('code') ?? '');
      return route.fulfill({ status: 400, headers, json: { error: 'invalid_grant' } });
    }
    const now = Math.floor(Date.now() / 1_000);
    const id = {
      iss: `${LOGIN}/${TENANT}/v2.0`,
      aud: said.get('client_id'),
      tid: TENANT,
      oid: entra.person.oid,
      sub: 'pairwise',
      name: entra.person.name,
      preferred_username: entra.person.upn,
      nonce: known.nonce,
      iat: now,
      nbf: now,
      exp: now + 3_600,
      ver: '2.0',
    };
    const scope =
      (said.get('scope') ?? '').split(' ').find((one) => one.startsWith('api://')) ?? '';
    return route.fulfill({
      headers,
      json: {
        token_type: 'Bearer',
        scope,
        expires_in: 3_600,
        ext_expires_in: 3_600,
        access_token: entra.accessToken(scope),
        refresh_token: 'a refresh token',
        id_token: `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(id)}.`,
        client_info: encoded({ uid: entra.person.oid, utid: TENANT }),
      },
    });
  };
  await context.route(`${LOGIN}/**`, (route) => {
    const url = new URL(route.request().url());
    entra.asked.push(url.pathname);
    if (url.pathname.endsWith('/authorize')) return authorize(route, url.searchParams);
    if (url.pathname.endsWith('/token'))
      return token(route, new URLSearchParams(route.request().postData() ?? ''));
    if (url.pathname.endsWith('/logout')) return route.fulfill(html('<h1>Signed out</h1>'));
    return route.fulfill({ status: 404, body: '' });
  });
}
