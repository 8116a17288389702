import * as z from 'zod';

const text = z.string().optional().catch(undefined);
const reference = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const list = z.array(z.unknown()).optional().catch(undefined);

const account = z.object({
  id: text,
  aadObjectId: text,
  /** Kept as it came: anything but absent or `user` makes the sender nobody. */
  role: z.unknown().optional(),
});

const conversation = z.object({
  id: text,
  conversationType: text,
  tenantId: text,
});

const channelData = z.object({
  tenant: z.object({ id: text }).optional().catch(undefined),
  eventType: text,
});

const activity = z.object({
  type: z.string().min(1).max(100),
  id: reference,
  name: text,
  action: text,
  channelId: text,
  serviceUrl: text,
  from: account.optional().catch(undefined),
  recipient: account.optional().catch(undefined),
  conversation: conversation.optional().catch(undefined),
  channelData: channelData.optional().catch(undefined),
  replyToId: reference,
  text,
  textFormat: text,
  localTimezone: text,
  value: z.unknown().optional(),
  entities: list,
  attachments: list,
  membersAdded: list,
});

/**
 * An activity reduced to what the bot reads. Unknown fields are gone; a field of the wrong type is as good as absent,
 * so that one odd field of a channel update breaks nothing: what is needed and missing is refused by the rules.
 */
export type TeamsActivity = z.infer<typeof activity>;

/** Deeper values are no activity of Teams: a card's data is flat, a dialog's nearly so. */
const MAX_DEPTH = 32;

/** Body of a post → activity, or undefined where it has no type, is no object, or is nested beyond reason. */
export function readActivity(body: unknown): TeamsActivity | undefined {
  const read = activity.safeParse(body);
  return read.success && isShallow(read.data.value, MAX_DEPTH) ? read.data : undefined;
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

/** The own fields of a JSON object, or undefined for anything else. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
}
