import { expect, test } from 'vitest';
import { readActivity } from '../../../src/adapters/teams/activity.ts';
import { MAX_TEXT, readMessage } from '../../../src/adapters/teams/grammar.ts';
import { fastest } from '../../support/fastest.ts';

test.each([
  ['spaces', ' '],
  ['line breaks', '\n'],
  ['spaces as Teams writes them', '&nbsp;'],
])('a message of %s keeps the server busy no longer than any other', (_, space) => {
  const read = (text: string) => {
    const conversation = { id: 'a:1', conversationType: 'personal' };
    const activity = readActivity({ type: 'message', conversation, text });
    return activity && readMessage(activity, 'bot');
  };
  const spaces = space.repeat(Math.floor(MAX_TEXT / space.length) - 2);
  const plain = fastest(() => read('x'.repeat(MAX_TEXT)));
  expect(fastest(() => read(`x${spaces}x`)) / plain).toBeLessThan(100);
});
