import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { CHANNEL_ISSUER } from './channelToken.ts';

type Factory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;

export interface ConnectorCredentials {
  /** An access token for the Bot Connector, fresh enough to be used now; whoever mints it also caches it. */
  connectorToken(): Promise<string>;
}

interface Settings {
  readonly botId: string;
  readonly tenantId: string;
  /** The local channel's metadata; undefined: the Bot Connector's own. */
  readonly openIdMetadataUrl: string | undefined;
  readonly credentials: ConnectorCredentials;
}

/** botbuilder's authentication of both directions, with tokens to the connector from `credentials` and never from MSAL. */
export function connectorAuthentication(
  settings: Settings,
): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: settings.botId,
      MicrosoftAppTenantId: settings.tenantId,
      ...(settings.openIdMetadataUrl && localChannel(settings.openIdMetadataUrl)),
    },
    credentialsFactory(settings.botId, settings.credentials),
  );
}

/** One of these keys makes botbuilder expect all. Only the metadata differs from the public cloud's. */
function localChannel(metadata: string) {
  return {
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: CHANNEL_ISSUER,
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: true,
  };
}

function credentialsFactory(botId: string, credentials: ConnectorCredentials): Factory {
  return {
    isValidAppId: (appId) => Promise.resolve(appId === botId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () =>
      Promise.resolve({
        signRequest: async (request) => {
          request.headers.set('authorization', `Bearer ${await credentials.connectorToken()}`);
          return request;
        },
      }),
  };
}
