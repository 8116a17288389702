import { NotRead } from '../../kernel/inventorySource.ts';
import { type AppSignIn, requireWhole, signInOf } from './appCredential.ts';
import { type Credential, inTime } from './graph.ts';

/** What asks Graph on behalf of the person whose token this is. Throws `NotRead` where Entra lets nobody. */
export type OnBehalf = (userToken: string, origin?: string) => Promise<Credential>;

const BUDGET_MS = 10_000;

/**
 * Signs in to Graph on behalf of people, as the registration that their tokens are for. Nothing here checks a token: only
 * one that was verified may come in. Throws `misconfigured` on a certificate that is none or is without its key.
 */
export function onBehalfOf(signIn: AppSignIn, budgetMs = BUDGET_MS): OnBehalf {
  requireWhole(signIn.certificate);
  return async (userToken, origin = 'https://graph.microsoft.com') => {
    const { OnBehalfOfUserCredential } = await import('@microsoft/teamsfx');
    const person = new OnBehalfOfUserCredential(userToken, signInOf(signIn));
    const asked = person.getToken([`${origin}/.default`]);
    const token = await inTime(AbortSignal.timeout(budgetMs), asked).catch(notGiven);
    return { getToken: async () => token };
  };
}

/** Consent or a sign-in that is missing is the tenant's to give; anything else may pass. */
function notGiven(cause: unknown): never {
  const isRefused =
    cause instanceof Error && 'code' in cause && String(cause.code).endsWith('UiRequiredError');
  throw new NotRead(isRefused ? 'refused' : 'silent', 'no token on behalf of the person', cause);
}
