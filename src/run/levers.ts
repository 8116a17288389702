import { callSubscriber } from '../adapters/webhooks/subscriber.ts';
import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Lever } from '../features/pause/deps.ts';
import { webhookLever } from '../features/pause/webhookLever.ts';

/** The levers beside our own gate that this configuration sets up. */
export function leversOf(
  { webhookUrls }: Config,
  { webhookSecret = '' }: Pick<Secrets, 'webhookSecret'>,
): readonly Lever[] {
  if (webhookUrls.length === 0) return [];
  const secret = Buffer.from(webhookSecret, 'utf8');
  return [
    webhookLever((call) =>
      Promise.all(
        webhookUrls.map((url) => callSubscriber({ url, secret }, call, () => new Date())),
      ),
    ),
  ];
}
