import { signedBy } from '../adapters/webhooks/receiver.ts';
import {
  callSubscriber,
  type WebhookAnswer,
  type WebhookCall,
} from '../adapters/webhooks/subscriber.ts';
import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { TellSystems } from '../features/alarms/deps.ts';
import type { Lever } from '../features/pause/deps.ts';
import { webhookLever } from '../features/pause/webhookLever.ts';
import type { Clock } from '../kernel/instant.ts';
import type { VerifySigned } from '../kernel/signedCall.ts';

/** The platforms that may report their agents, each known by its secret. */
export const inventoryWebhooks = (
  { inventory }: Pick<Secrets, 'inventory'>,
  clock: Clock,
): { readonly verifySigned?: VerifySigned; readonly senders?: readonly string[] } =>
  inventory.size === 0
    ? {}
    : { verifySigned: signedBy(inventory, clock), senders: [...inventory.keys()] };

type OwnSecrets = Pick<Secrets, 'webhookSecret'>;

/** Calls several addresses at once; the answers in their order. */
function calling(
  urls: readonly string[],
  { webhookSecret = '' }: OwnSecrets,
): (call: WebhookCall) => Promise<readonly WebhookAnswer[]> {
  const secret = Buffer.from(webhookSecret, 'utf8');
  return (call) =>
    Promise.all(urls.map((url) => callSubscriber({ url, secret }, call, () => new Date())));
}

/** The levers beside our own gate that this configuration sets up. */
export const leversOf = (
  { webhookUrls }: Pick<Config, 'webhookUrls'>,
  secrets: OwnSecrets,
): readonly Lever[] =>
  webhookUrls.length === 0 ? [] : [webhookLever(calling(webhookUrls, secrets))];

const isAccepted = (answer: WebhookAnswer): boolean =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

/** Other systems that are told of alarms, where there are any. */
export function alarmWebhooks(
  { alarmWebhookUrls }: Pick<Config, 'alarmWebhookUrls'>,
  secrets: OwnSecrets,
): { readonly tellSystems?: TellSystems } {
  if (alarmWebhookUrls.length === 0) return {};
  const call = calling(alarmWebhookUrls, secrets);
  return {
    tellSystems: async (event) => {
      const answers = await call(event);
      return { accepted: answers.filter(isAccepted).length, of: answers.length };
    },
  };
}
