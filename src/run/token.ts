import { mintAccessToken, type TokenHolder } from '../adapters/local/accessTokens.ts';
import { mintChannelToken } from '../adapters/local/channel.ts';
import { openKeyStore } from '../adapters/local/keys.ts';
import { systemClock } from '../kernel/instant.ts';
import type { Directory } from '../kernel/people.ts';

export interface TokenSettings {
  readonly dataDir: string;
  readonly tenantId: string;
  readonly botId: string;
  readonly domain: string;
  readonly directory: Directory;
}

export const TOKEN_USAGE = `npm run token -- <who>
  agent:<agentId>        an agent's own token
  gateway                may read and redeem for every agent
  admin, board           the tokens of admin@ and board@
  <user principal name>  a person of the example organisation; with --step-up as after a fresh sign-in
  channel <serviceUrl>   a token as the Bot Connector would send it`;

/** A local access or channel token; undefined where nobody is called that. */
export async function tokenFor(
  args: readonly string[],
  settings: TokenSettings,
): Promise<string | undefined> {
  const steppedUp = args.includes('--step-up');
  const [who = '', serviceUrl, ...rest] = args.filter((word) => word !== '--step-up');
  if (rest.length > 0) return undefined;
  const keys = await openKeyStore(settings.dataDir);
  if (who === 'channel') {
    const mint = { key: keys.signing('channel'), botId: settings.botId, clock: systemClock };
    return serviceUrl !== undefined && URL.canParse(serviceUrl)
      ? mintChannelToken(serviceUrl, mint)
      : undefined;
  }
  const found = serviceUrl === undefined ? await holderOf(who, settings) : undefined;
  if (steppedUp && found?.kind !== 'person') return undefined;
  const holder = found?.kind === 'person' && steppedUp ? { ...found, steppedUp } : found;
  return (
    holder &&
    mintAccessToken(holder, {
      key: keys.signing('access'),
      tenantId: settings.tenantId,
      clock: systemClock,
    })
  );
}

const AGENT = /^agent:(?<id>[a-z0-9][a-z0-9._-]{0,63})$/;

async function holderOf(
  who: string,
  { directory, domain }: TokenSettings,
): Promise<TokenHolder | undefined> {
  const agentId = AGENT.exec(who)?.groups?.['id'];
  if (agentId !== undefined) return { kind: 'agent', agentId };
  if (who === 'gateway') return { kind: 'gateway' };
  const name = who === 'admin' || who === 'board' ? `${who}@${domain}` : who;
  const person = await directory.find(name);
  return person && { kind: 'person', id: person.id, upn: person.upn, name: person.name };
}
