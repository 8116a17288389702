import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import { type Clock, epochMs, MINUTE } from '../../kernel/instant.ts';
import { until } from './until.ts';

/** Something that gets access tokens; the clients of tables, Graph and our own REST calls take it as it is. */
export type Credential = TokenCredential;

/** A token this near its end is not used any more: a call under way must not outlive it. */
const MARGIN = 5 * MINUTE;

/**
 * A user-assigned managed identity of the Azure host that this runs on, by its client id, or the host's own. Tokens are kept while they are good, so that a
 * short failure of the identity endpoint is not felt. The library is loaded with the first token.
 */
export function managedIdentity(clientId: string | undefined, clock: Clock): Credential {
  let loading: Promise<Credential> | undefined;
  const load = async (): Promise<Credential> => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    const named = clientId === undefined ? {} : { clientId };
    return new ManagedIdentityCredential({ ...named, retryOptions: { maxRetries: 2 } });
  };
  return keepingTokens(
    { getToken: async (...asked) => (await (loading ??= load())).getToken(...asked) },
    clock,
  );
}

interface Held {
  token: AccessToken | undefined;
  getting: Promise<AccessToken | null> | undefined;
}

/** Hands out each scope's token until shortly before its end; half-way there a new one is fetched beside the calls. */
export function keepingTokens(inner: Credential, clock: Clock): Credential {
  const scopes = new Map<string, Held>();
  return {
    async getToken(asked: string | string[], options: GetTokenOptions = {}) {
      const scope = [asked].flat().join(' ');
      const held: Held = scopes.get(scope) ?? { token: undefined, getting: undefined };
      scopes.set(scope, held);
      const now = epochMs(clock.now());
      const { token } = held;
      const good = token !== undefined && now < token.expiresOnTimestamp - MARGIN;
      if (good && now < (token.refreshAfterTimestamp ?? Infinity)) return token;
      held.getting ??= renew(inner, asked, held);
      if (good) return token;
      return inTime(held.getting, options);
    },
  };
}

/** One call for all who wait. Whoever has a token that is still good does not notice where it fails. */
function renew(inner: Credential, asked: string | string[], held: Held) {
  const getting = inner.getToken(asked).then((token) => {
    if (token) held.token = token;
    return token;
  });
  getting
    .finally(() => {
      held.getting = undefined;
    })
    .catch(() => undefined);
  return getting;
}

function inTime<T>(work: Promise<T>, { abortSignal }: GetTokenOptions): Promise<T> {
  return abortSignal instanceof AbortSignal ? until(abortSignal, work) : work;
}
