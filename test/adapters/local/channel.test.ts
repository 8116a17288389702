import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { decodeProtectedHeader } from 'jose';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { mintChannelToken, serveChannelIdentity } from '../../../src/adapters/local/channel.ts';
import type { KeyStore } from '../../../src/adapters/local/keys.ts';
import { instantOf } from '../../../src/kernel/instant.ts';
import { localKeys } from '../../support/localKeys.ts';

const BOT = '00000000-0000-4000-8000-0000000000b0';
const SERVICE_URL = 'http://127.0.0.1:56150/_connector';
/** botbuilder reads the machine's clock. */
const clock = { now: () => instantOf(Date.now()) };

let store: KeyStore;
let foreign: KeyStore;
beforeAll(async () => {
  [store, foreign] = await Promise.all([localKeys(), localKeys()]);
});

const token = (keys = store, serviceUrl = SERVICE_URL, botId = BOT) =>
  mintChannelToken(serviceUrl, { key: keys.signing('channel'), botId, clock });

async function identity() {
  const served = await serveChannelIdentity(store.signing('channel'));
  onTestFinished(() => served.stop());
  return served;
}

/** The validation that the bot itself runs on what arrives. */
async function validation() {
  const { metadataUrl } = await identity();
  const authentication = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: BOT,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'true',
  });
  return (bearer: string, activity: object = {}) =>
    authentication.authenticateRequest(
      { type: 'message', channelId: 'msteams', serviceUrl: SERVICE_URL, ...activity } as never,
      `Bearer ${bearer}`,
    );
}

describe('the local channel', () => {
  it('signs what botbuilder accepts', async () => {
    const validate = await validation();
    const { claimsIdentity } = await validate(await token());
    expect(claimsIdentity.isAuthenticated).toBe(true);
    expect(claimsIdentity.getClaimValue('aud')).toBe(BOT);
  });

  it.each<[string, () => Promise<string>, object, string]>([
    ['a token of another data folder', () => token(foreign), {}, 'Signing Key could not'],
    [
      'a token for another service URL',
      () => token(store, 'http://127.0.0.1:1/'),
      {},
      'ServiceUrl',
    ],
    ['a token for another bot', () => token(store, SERVICE_URL, 'other'), {}, 'AppId'],
    [
      'an activity of a channel it does not endorse',
      () => token(),
      { channelId: 'webchat' },
      'endorsement',
    ],
  ])('is not believed: %s', async (_what, made, activity, why) => {
    vi.spyOn(console, 'error').mockReturnValue();
    const validate = await validation();
    await expect(validate(await made(), activity)).rejects.toThrow(why);
  });

  it('publishes its public key, endorsed for Teams, and nothing of the private one', async () => {
    const { metadataUrl } = await identity();
    const published = async (url: string) => JSON.parse(await (await fetch(url)).text());
    const metadata = await published(metadataUrl);
    expect(metadata).toMatchObject({ issuer: 'https://api.botframework.com' });
    const { keys } = await published(metadata.jwks_uri);
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0]).toSorted()).toEqual(
      ['alg', 'e', 'endorsements', 'kid', 'kty', 'n', 'use'].toSorted(),
    );
    expect(keys[0]).toMatchObject({ endorsements: ['msteams'], alg: 'RS256' });
    expect(decodeProtectedHeader(await token()).kid).toBe(keys[0].kid);
  });

  it('listens on this machine only, answers nothing else, and is gone when stopped', async () => {
    const { metadataUrl, stop } = await identity();
    expect(new URL(metadataUrl).hostname).toBe('127.0.0.1');
    expect((await fetch(new URL('/', metadataUrl))).status).toBe(404);
    expect((await fetch(metadataUrl, { method: 'POST' })).status).toBe(404);
    await stop();
    await stop();
    await expect(fetch(metadataUrl)).rejects.toThrow('fetch failed');
  });
});
