import { mintChannelToken } from '../adapters/local/channel.ts';
import { startChannelSigner } from '../adapters/local/channelSigner.ts';
import {
  EXAMPLE_BOT,
  EXAMPLE_TENANT,
  examplePeople,
} from '../adapters/local/exampleOrganisation.ts';
import { openKeyStore } from '../adapters/local/keys.ts';
import { playgroundUrls, startPlayground } from '../adapters/local/playground.ts';
import { systemClock } from '../kernel/instant.ts';
import type { Person } from '../kernel/people.ts';

export interface WindowOf {
  /** Name before the @: whose window it is. */
  readonly who: string;
  readonly port: number;
  /** Where the keys lie. */
  readonly dataDir: string;
  /** Where the playground's own files go: each window has its own folder. */
  readonly folder: string;
  /** Origin of the server whose bot is talked to. */
  readonly server: string;
}

export interface Window {
  readonly url: string;
  readonly person: Person;
  stop(): Promise<void>;
}

/** In the group and the team, as many as the playground wants beside whoever has the window. */
const COMPANY = ['owner', 'finance1', 'finance2', 'admin', 'board', 'security'];

const called = (who: string): Person | undefined =>
  examplePeople.find(({ upn }) => upn.startsWith(`${who}@`));

/**
 * A playground as one person of the example organisation, with the signer before the bot: what it sends is validated like
 * what the Bot Connector sends. Undefined where nobody is called that.
 */
export async function openWindow(settings: WindowOf): Promise<Window | undefined> {
  const current = called(settings.who);
  if (current === undefined) return undefined;
  const keys = await openKeyStore(settings.dataDir);
  const { origin, serviceUrl } = playgroundUrls(settings.port);
  const mint = { key: keys.signing('channel'), botId: EXAMPLE_BOT, clock: systemClock };
  const signer = await startChannelSigner({
    botUrl: `${settings.server}/api/messages`,
    playgroundOrigin: origin,
    serviceUrl,
    mint: (url) => mintChannelToken(url, mint),
  });
  try {
    const playground = await startPlayground({
      tenantId: EXAMPLE_TENANT,
      botId: EXAMPLE_BOT,
      botName: 'Countersign',
      current,
      others: othersThan(current),
      port: settings.port,
      dataDir: settings.folder,
      endpoint: signer.url,
    });
    const stop = async () => {
      await playground.stop();
      await signer.stop();
    };
    return { url: playground.url, person: current, stop };
  } catch (error) {
    await signer.stop();
    throw error;
  }
}

function othersThan(current: Person): readonly [Person, Person, Person, Person, Person] {
  const [a, b, c, d, e] = COMPANY.flatMap((who) => called(who) ?? []).filter(
    ({ id }) => id !== current.id,
  );
  if (!a || !b || !c || !d || !e) throw new TypeError('the playground needs five others');
  return [a, b, c, d, e];
}
