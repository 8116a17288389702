import { createHmac, randomUUID } from 'node:crypto';

/** What a platform sends beside a body that it signs, as Standard Webhooks say. */
export function signature({
  secret,
  at,
  body,
  id = `msg_${randomUUID()}`,
}: {
  readonly secret: Uint8Array;
  readonly at: string;
  readonly body: string;
  readonly id?: string;
}): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(at) / 1_000));
  const digest = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest}`,
  };
}
