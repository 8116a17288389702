import { issuerOf } from '../../../src/adapters/azure/authenticate.ts';
import type { Overrides } from '../../support/fakeEntra.ts';

export const START = Date.UTC(2026, 10, 20, 9);
export const TENANT = '00000000-0000-4000-8000-0000000000ff';
/** The client id of the API's registration. */
export const API = '00000000-0000-4000-8000-0000000000c0';
/** Teams on the desktop. */
export const TEAMS = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';
export const OWNER = '00000000-0000-4000-8000-000000000002';
export const AGENT = '00000000-0000-4000-8000-0000000000a1';

/** `now` in epoch milliseconds. */
const common = (now: number) => ({
  iss: issuerOf(TENANT),
  aud: API,
  tid: TENANT,
  ver: '2.0',
  iat: now / 1_000 - 300,
  nbf: now / 1_000 - 300,
  exp: now / 1_000 + 3_600,
});

/** Claims as Entra gives them to somebody who is signed in at the tab. */
export const ofPerson = (now = START): Overrides => ({
  ...common(now),
  oid: OWNER,
  sub: 'pairwise',
  azp: TEAMS,
  azpacr: '0',
  scp: 'access_as_user',
  name: 'Olivia Owner',
  preferred_username: 'owner@contoso.example',
});

/** Claims as Entra gives them to a program that holds a role. */
export const ofAgent = (now = START): Overrides => ({
  ...common(now),
  oid: AGENT,
  sub: AGENT,
  azp: AGENT,
  azpacr: '2',
  idtyp: 'app',
  roles: ['Agent.Act'],
});
