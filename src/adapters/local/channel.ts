import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../kernel/instant.ts';
import { epochMs } from '../../kernel/instant.ts';
import { compactJwt } from './jws.ts';
import type { SigningKey } from './keys.ts';
import { listenOnLoopback, type Stoppable } from './loopback.ts';

/** Who signs what the Bot Connector of the public cloud sends. */
const CHANNEL_ISSUER = 'https://api.botframework.com';
const LIFE_SECONDS = 12 * 60 * 60;

export interface ChannelMint {
  /** The key `channel` of the local key store. */
  readonly key: SigningKey;
  readonly botId: string;
  readonly clock: Clock;
}

/** A token as the Bot Connector would send it with activities whose service URL is `serviceUrl`: as JWT, for 12 hours. */
export function mintChannelToken(
  serviceUrl: string,
  { key, botId, clock }: ChannelMint,
): Promise<string> {
  const now = Math.floor(epochMs(clock.now()) / 1000);
  return compactJwt(key, {
    iss: CHANNEL_ISSUER,
    aud: botId,
    serviceurl: serviceUrl,
    nbf: now,
    exp: now + LIFE_SECONDS,
  });
}

export interface ChannelIdentity extends Stoppable {
  /** For botbuilder's `ToBotFromChannelOpenIdMetadataUrl`. */
  readonly metadataUrl: string;
}

const METADATA = '/v1/.well-known/openidconfiguration';
const KEYS = '/v1/.well-known/keys';

/** Serves what the Bot Connector publishes about its keys, for the local channel's key, on a loopback port of its own. */
export async function serveChannelIdentity(key: SigningKey): Promise<ChannelIdentity> {
  const documents = new Map<string, string>();
  const server = createServer((req, res) => answer(documents, req, res));
  const { origin, stop } = await listenOnLoopback(server);
  const metadata = {
    issuer: CHANNEL_ISSUER,
    jwks_uri: `${origin}${KEYS}`,
    id_token_signing_alg_values_supported: [key.algorithm],
  };
  documents.set(METADATA, JSON.stringify(metadata));
  documents.set(KEYS, JSON.stringify({ keys: [{ ...key.publicJwk, endorsements: ['msteams'] }] }));
  return { metadataUrl: `${origin}${METADATA}`, stop };
}

function answer(
  documents: ReadonlyMap<string, string>,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const document = req.method === 'GET' ? documents.get(req.url ?? '') : undefined;
  res.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
  res.end(document ?? '{}');
}
