import { browserHost } from './browserHost.ts';
import { claimsOf, endOf, type Session } from './session.ts';

/** Of this window only, and gone with it. */
const KEPT = 'countersign.local';

/** Somebody who was chosen in this window before; undefined where nobody was, or it is too long ago. */
export function keptSession(): Session | undefined {
  const token = sessionStorage.getItem(KEPT);
  return token !== null && endOf(token) > Date.now() ? sessionWith(token) : undefined;
}

/** Becomes somebody of the example organisation. The server takes it from this machine's own page only. */
export async function choose(upn: string): Promise<Session> {
  return sessionWith(await tokenFor({ person: upn }));
}

async function tokenFor(chosen: {
  readonly person: string;
  readonly stepUp?: boolean;
}): Promise<string> {
  const response = await fetch('/admin/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(chosen),
  });
  const said = (await response.json()) as { accessToken?: string; detail?: string };
  if (said.accessToken === undefined)
    throw new Error(said.detail ?? 'The server did not sign you in. Try again.');
  sessionStorage.setItem(KEPT, said.accessToken);
  return said.accessToken;
}

const sessionWith = (first: string): Session => {
  let token = first;
  return {
    token: () => Promise.resolve(token),
    stepUp: async () => {
      token = await tokenFor({ person: upnIn(token), stepUp: true });
    },
    host: browserHost(),
    leave: () => sessionStorage.removeItem(KEPT),
    leaving: 'Switch',
  };
};

/** Whose token it is: local ones say so. */
function upnIn(token: string): string {
  const { upn } = claimsOf(token);
  return typeof upn === 'string' ? upn : '';
}
