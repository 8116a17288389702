import { browserHost } from './browserHost.ts';
import { endOf, type Session } from './session.ts';

/** Of this window only, and gone with it. */
const KEPT = 'countersign.local';

/** Somebody who was chosen in this window before; undefined where nobody was, or it is too long ago. */
export function keptSession(): Session | undefined {
  const token = sessionStorage.getItem(KEPT);
  return token !== null && endOf(token) > Date.now() ? sessionWith(token) : undefined;
}

/** Becomes somebody of the example organisation. The server takes it from this machine's own page only. */
export async function choose(upn: string): Promise<Session> {
  const response = await fetch('/admin/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: upn }),
  });
  const said = (await response.json()) as { accessToken?: string; detail?: string };
  if (said.accessToken === undefined)
    throw new Error(said.detail ?? 'The server did not sign you in. Try again.');
  sessionStorage.setItem(KEPT, said.accessToken);
  return sessionWith(said.accessToken);
}

const sessionWith = (token: string): Session => ({
  token: () => Promise.resolve(token),
  host: browserHost(),
  leave: () => sessionStorage.removeItem(KEPT),
});
