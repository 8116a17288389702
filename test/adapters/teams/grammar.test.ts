import { describe, expect, it } from 'vitest';
import { readActivity } from '../../../src/adapters/teams/activity.ts';
import { MAX_TEXT, readMessage, splitCommand } from '../../../src/adapters/teams/grammar.ts';

const BOT = '00000000-0000-4000-8000-0000000000b0';
const AT = '<at>Countersign</at>';
const ours = { type: 'mention', mentioned: { id: `28:${BOT}` }, text: AT };
const personal = { id: 'a:1', conversationType: 'personal' };
const channel = { id: '19:c@thread.tacv2', conversationType: 'channel' };

function read(fields: object) {
  const activity = readActivity({ type: 'message', conversation: personal, ...fields });
  return activity && readMessage(activity, BOT);
}
const words = (text: string) => ({ kind: 'words', text });

describe('a message', () => {
  it('is its text without white space around it', () => {
    expect(read({ text: ' \u00a0pause x because y\r\n' })).toEqual(words('pause x because y'));
    expect(read({ text: 'a  b', textFormat: 'plain' })).toEqual(words('a  b'));
    expect(read({})).toEqual(words(''));
  });

  it('in a channel or group is for the bot only when it mentions it', () => {
    for (const conversation of [channel, { id: '19:g@thread.v2', conversationType: 'groupChat' }]) {
      const text = `${AT}&nbsp;help`;
      const other = { ...ours, mentioned: { id: '29:somebody' } };
      expect(read({ conversation, text, entities: [ours] })).toEqual(words('help'));
      for (const entities of [undefined, [], [other], [{ ...ours, type: 'x' }], [null, 7, 'x']])
        expect(read({ conversation, text, entities })).toEqual({ kind: 'unaddressed' });
    }
  });

  it('without a type of conversation is a person’s own only by its id', () => {
    expect(read({ conversation: { id: 'a:1' }, text: 'help' })).toEqual(words('help'));
    expect(read({ conversation: { id: '19:x' }, text: 'help' })).toEqual({ kind: 'unaddressed' });
    const strange = { id: 'a:1', conversationType: 'meeting' };
    expect(read({ conversation: strange, text: 'help' })).toEqual({ kind: 'unaddressed' });
  });

  it('loses our mention and nothing else', () => {
    const them = { type: 'mention', mentioned: { id: '29:x' }, text: '<at>Jane</at>' };
    const text = `${AT} pause x because <at>Jane</at> said $& so`;
    expect(read({ text, entities: [them, ours] })).toEqual(
      words('pause x because <at>Jane</at> said $& so'),
    );
    const greedy = { ...ours, text: 'pause' };
    expect(read({ text: 'pause x', entities: [greedy] })).toEqual(words('pause x'));
  });

  it.each([
    ['formatted', { textFormat: 'xhtml', text: 'help' }],
    ['html', { textFormat: 'html', text: 'help' }],
    ['a quoted line', { text: '> pause x because y' }],
    ['a quoted line further on', { text: 'pause x because y\n  > because z' }],
    ['an escaped quoted line', { text: '&gt; help' }],
    ['a quoted reply', { text: 'help', entities: [{ type: 'quotedReply' }] }],
    [
      'a quote in its html copy',
      {
        text: 'help',
        attachments: [{ contentType: 'text/html', content: '<p><blockquote itemid="1">x' }],
      },
    ],
  ])('that is %s is not plain', (_, fields) => {
    expect(read(fields)).toEqual({ kind: 'not-plain' });
  });

  it('may have an html copy of itself', () => {
    const attachments = [
      { contentType: 'text/html', content: '<p>help</p>' },
      null,
      { content: 7 },
    ];
    expect(read({ text: 'help', attachments })).toEqual(words('help'));
  });

  it('is too long beyond its limit', () => {
    expect(read({ text: 'a'.repeat(MAX_TEXT) })).toMatchObject({ kind: 'words' });
    expect(read({ text: 'a'.repeat(MAX_TEXT + 1) })).toEqual({ kind: 'too-long' });
  });
});

describe('a command', () => {
  it('is the first word, in any letter case, and the rest as it stands', () => {
    expect(splitCommand('PAUSE  Agent:X because\nIt Fails')).toEqual({
      word: 'pause',
      rest: 'Agent:X because\nIt Fails',
    });
    expect(splitCommand('help')).toEqual({ word: 'help', rest: '' });
  });

  it.each([
    ['nothing', ''],
    ['a look-alike letter', 'p\u0430use x'],
    ['a letter that lower case would make one of ours', 'bac\u212alog'],
    ['a full-width letter', '\uff48elp'],
    ['an invisible character', 'he\u200blp'],
    ['a mark on a letter', 'pause\u0301 x'],
    ['a bracket', '<b>pause</b> x'],
    ['a colon', 'pause: x'],
    ['a slash', '/pause x'],
    ['quotes', '"pause" x'],
    ['an exotic space', 'pause\u2003x'],
  ])('is not found in %s', (_, text) => {
    expect(splitCommand(text)).toBeUndefined();
  });
});
