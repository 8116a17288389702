import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** Claims or header members to set; undefined leaves one out. */
export type Overrides = Readonly<Record<string, unknown>>;

/** A signer like the Bot Connector's: RSA keys with endorsements, and tokens of any shape. */
export interface ChannelKeys {
  /** The key set as the channel publishes it. */
  readonly jwks: { readonly keys: readonly object[] };
  /** A token for a bot and a service URL, good unless the overrides spoil it. `kid` picks another key of the set. */
  token(options: TokenOptions): string;
}

interface TokenOptions {
  readonly botId: string;
  readonly serviceUrl: string;
  readonly claims?: Overrides;
  readonly header?: Overrides;
  /** Sign with this key instead of the one that `kid` names. */
  readonly key?: KeyObject;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Fresh keys by id, each with the channels it may speak for; the first one signs unless a header says another `kid`. */
export function createChannelKeys(
  endorsements: Readonly<Record<string, readonly string[]>> = { channel: ['msteams'] },
): ChannelKeys {
  const pairs = new Map(
    Object.keys(endorsements).map((kid) => [
      kid,
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ]),
  );
  const [first = ''] = pairs.keys();
  const keys = [...pairs].map(([kid, { publicKey }]) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    endorsements: endorsements[kid],
  }));
  return {
    jwks: { keys },
    token({ botId, serviceUrl, claims = {}, header = {}, key }) {
      const now = Math.floor(Date.now() / 1000);
      const head: Overrides = { alg: 'RS256', typ: 'JWT', kid: first, ...header };
      const payload = {
        iss: 'https://api.botframework.com',
        aud: botId,
        serviceurl: serviceUrl,
        nbf: now - 60,
        exp: now + 3600,
        jti: randomUUID(),
        ...claims,
      };
      const signer = key ?? pairs.get(String(head['kid']))?.privateKey;
      const signed = `${encode(head)}.${encode(payload)}`;
      const signature = signer ? sign('sha256', Buffer.from(signed), signer) : Buffer.from('none');
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
}
