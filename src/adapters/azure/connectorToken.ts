import { Fault } from '../../kernel/faults.ts';
import type { Credential } from './credential.ts';
import { LIMITS } from './rest.ts';
import { until } from './until.ts';

const SCOPE = 'https://api.botframework.com/.default';

/** Tokens for calls to the Bot Connector, of the identity that the bot is registered with; `credential` keeps them. */
export const connectorCredentials = (credential: Credential, budgetMs = LIMITS.budgetMs) => ({
  /** Throws `channel-unavailable`. */
  async connectorToken(): Promise<string> {
    const signal = AbortSignal.timeout(budgetMs);
    try {
      const access = await until(signal, credential.getToken(SCOPE, { abortSignal: signal }));
      if (access !== null) return access.token;
    } catch (cause) {
      throw new Fault('channel-unavailable', 'no access token for the Bot Connector', cause);
    }
    throw new Fault('channel-unavailable', 'no access token for the Bot Connector');
  },
});
