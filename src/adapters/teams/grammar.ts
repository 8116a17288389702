import { fieldsOf, type TeamsActivity } from './activity.ts';
import { conversationTypeOf } from './place.ts';

/** Longer texts are no command of anybody's. */
export const MAX_TEXT = 8_000;

/** What a message says to the bot. */
export type Said =
  /** Talk in a group or channel that does not mention the bot. */
  | { readonly kind: 'unaddressed' }
  | { readonly kind: 'too-long' }
  /** Formatted, or somebody else's words quoted: what stands there is not what the person typed. */
  | { readonly kind: 'not-plain' }
  | { readonly kind: 'words'; readonly text: string };

const SPACE = '&nbsp;';
const QUOTED_LINE = /^[^\S\n]*(?:>|&gt;)/m;
const MENTION = /^<at[^<>]{0,200}>[^<>]{0,200}<\/at>$/;

/** A message without the mention of our bot, edges trimmed, everything else untouched. */
export function readMessage(activity: TeamsActivity, botId: string): Said {
  const mentions = mentionsOf(activity, botId);
  if (conversationTypeOf(activity) !== 'personal' && mentions.length === 0)
    return { kind: 'unaddressed' };
  const text = activity.text ?? '';
  if (text.length > MAX_TEXT) return { kind: 'too-long' };
  const bare = mentions.reduce((rest, mention) => rest.replace(mention, ''), text);
  return isPlain(activity, bare) ? { kind: 'words', text: trimmed(bare) } : { kind: 'not-plain' };
}

/** Without spaces at either end, Teams' own among them. Each is looked at once, however many there are. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  for (let step = 1; step > 0 && start < end; start += step)
    step = text.startsWith(SPACE, start) ? SPACE.length : spaceAt(text, start);
  for (let step = 1; step > 0 && start < end; end -= step)
    step = text.endsWith(SPACE, end) ? SPACE.length : spaceAt(text, end - 1);
  return text.slice(start, end);
}

const spaceAt = (text: string, at: number): number => (text.charAt(at).trim() === '' ? 1 : 0);

function mentionsOf({ entities = [] }: TeamsActivity, botId: string): readonly string[] {
  return entities.flatMap((entity) => {
    const fields = fieldsOf(entity);
    const text = fields?.get('text');
    const isOurs = fieldsOf(fields?.get('mentioned'))?.get('id') === `28:${botId}`;
    const isMention = fields?.get('type') === 'mention' && isOurs;
    return isMention && typeof text === 'string' && MENTION.test(text) ? [text] : [];
  });
}

/** Teams sends what was typed as plain text, with a copy as html beside it; quotes show in that copy or as entities. */
function isPlain(activity: TeamsActivity, text: string): boolean {
  const { textFormat, entities = [], attachments = [] } = activity;
  if (textFormat !== undefined && textFormat !== 'plain') return false;
  if (QUOTED_LINE.test(text)) return false;
  if (entities.some((entity) => fieldsOf(entity)?.get('type') === 'quotedReply')) return false;
  return !attachments.some((attachment) => {
    const content = fieldsOf(attachment)?.get('content');
    return typeof content === 'string' && /<blockquote\b/i.test(content);
  });
}

/** The first word and the rest. Words that are not plain ASCII letters are none: a look-alike is not the letter. */
export function splitCommand(text: string): { word: string; rest: string } | undefined {
  const [, word, rest = ''] = /^([A-Za-z-]{1,40})(?:[ \t\r\n\u00a0]+(.*))?$/s.exec(text) ?? [];
  return word === undefined ? undefined : { word: word.toLowerCase(), rest };
}
