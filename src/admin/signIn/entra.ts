import { SignInFailed } from '../api/problem.ts';
import { browserHost } from './browserHost.ts';
import { unlessGivenUp } from './popup.ts';
import { remembered, type Session, type SiteConfig } from './session.ts';

type AzureSite = Extract<SiteConfig, { mode: 'azure' }>;

/** Why no window could be opened, or what was said there, in words. */
const failureOf = (error: Error & { readonly errorCode: string }): SignInFailed => {
  const isBlocked = ['popup_window_error', 'empty_window_error'].includes(error.errorCode);
  return new SignInFailed(
    isBlocked
      ? 'The browser did not let the sign-in window open: allow windows for this site, and try again.'
      : 'The sign-in came to no end.',
    { cause: error },
  );
};

/** Signs in with Entra by leaving for its page and coming back: the tokens are this window's, and gone with it. */
export async function entraSession(site: AzureSite): Promise<Session> {
  const {
    BrowserAuthError,
    CacheLookupPolicy,
    InteractionRequiredAuthError,
    PublicClientApplication,
  } = await import('./entraSdk.ts');
  const client = new PublicClientApplication({
    auth: {
      clientId: site.clientId,
      authority: `https://login.microsoftonline.com/${site.tenantId}`,
      redirectUri: `${location.origin}/admin`,
    },
    cache: { cacheLocation: 'sessionStorage' },
  });
  await client.initialize();
  const returned = await client.handleRedirectPromise();
  const scopes = [site.scope];
  const account = returned?.account ?? client.getAllAccounts()[0];
  if (account === undefined) {
    await client.loginRedirect({ scopes });
    return new Promise(() => {});
  }
  const { token, put } = remembered(async () => {
    try {
      // Never in a hidden frame: the page's policy has no room for one, and browsers keep cookies from it anyway.
      const cacheLookupPolicy = CacheLookupPolicy.AccessTokenAndRefreshToken;
      return (await client.acquireTokenSilent({ scopes, account, cacheLookupPolicy })).accessToken;
    } catch (error) {
      if (!(error instanceof InteractionRequiredAuthError)) throw error;
      await client.acquireTokenRedirect({ scopes, account });
      return new Promise<string>(() => {});
    }
  });
  const stepUp = async (claims: string): Promise<void> => {
    const order = { scopes, account, claims, prompt: 'login', overrideInteractionInProgress: true };
    const signedIn = client.acquireTokenPopup(order).catch((error: unknown) => {
      throw error instanceof BrowserAuthError ? failureOf(error) : error;
    });
    const got = await unlessGivenUp(signedIn);
    if (got.account.localAccountId !== account.localAccountId)
      throw new SignInFailed(
        `You are ${account.name ?? account.username} here: sign in as the same.`,
      );
    put(got.accessToken);
  };
  return {
    token,
    stepUp,
    host: browserHost(),
    leave: () => void client.logoutRedirect({ account }),
    leaving: 'Sign out',
  };
}
