import { SignInFailed } from '../api/problem.ts';

/** Says to the window that opened ours that Entra has answered: it may be without any other tie to us. */
const ANSWERED = 'countersign.signIn';

/** What a state of MSAL says of itself, in front of its first bar. */
function interactionOf(state: string | null): unknown {
  try {
    const library = (state ?? '').split('|')[0] ?? '';
    const read: unknown = JSON.parse(atob(library.replaceAll('-', '+').replaceAll('_', '/')));
    const { meta } = read as { readonly meta?: { readonly interactionType?: unknown } };
    return meta?.interactionType;
  } catch {
    return undefined;
  }
}

/** Whether this window was opened to sign somebody in, and Entra has sent it back to us. */
export const isSignInWindow = (): boolean =>
  interactionOf(new URLSearchParams(location.hash.slice(1)).get('state')) === 'popup';

/** Passes Entra's answer on and closes this window. */
export async function passOn(): Promise<never> {
  const channel = new BroadcastChannel(ANSWERED);
  channel.postMessage('answered');
  channel.close();
  const { broadcastResponseToMainFrame } = await import('./redirectBridge.ts');
  await broadcastResponseToMainFrame();
  return new Promise(() => {});
}

const GRACE_MS = 1_500;

/**
 * Waits for a sign-in in another window. Entra's page may cut the tie to its opener, so that a closed window cannot be told
 * from an open one: whoever comes back to this one while nothing was answered has given it up.
 */
export async function unlessGivenUp<T>(signIn: Promise<T>): Promise<T> {
  const channel = new BroadcastChannel(ANSWERED);
  const over = new AbortController();
  channel.onmessage = () => over.abort();
  const givenUp = new Promise<never>((_resolve, reject) => {
    const cameBack = (): void => {
      const no = (): void => reject(new SignInFailed('You came back without signing in.'));
      const timer = setTimeout(no, GRACE_MS);
      over.signal.addEventListener('abort', () => clearTimeout(timer));
    };
    addEventListener('focus', cameBack, { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([signIn, givenUp]);
  } finally {
    over.abort();
    channel.close();
  }
}
