import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dialog } from '../../../src/kernel/chat.ts';
import { Fault } from '../../../src/kernel/faults.ts';
import { card, startHouse, type TestHouse } from './house.ts';

let house: TestHouse;
let submitted: unknown[];
let submit: () => Promise<
  { kind: 'done'; text: string } | { kind: 'again'; card: typeof formCard }
>;
const formCard = card('form');

const report = dialog({
  id: 'report',
  title: 'Report an issue',
  messageAction: 'Report an agent issue',
  data: z.strictObject({ text: z.string().min(3, 'Tell what went wrong.') }),
  open: ({ person }, about) => Promise.resolve(card(`${person.name} ${JSON.stringify(about)}`)),
  submit: (data, speaker) => {
    submitted.push({ data, by: speaker.person.id });
    return submit();
  },
  again: (typed, mistakes) => Promise.resolve(card(`${JSON.stringify(typed)} ${mistakes.join()}`)),
});

beforeEach(async () => {
  submitted = [];
  submit = () => Promise.resolve({ kind: 'done', text: 'Thank you: F-1' });
  house = await startHouse({ dialogs: [report] });
});
afterEach(() => house.teams.close());

const invoke = async (name: string, value: unknown) => {
  const { status, body } = await house.teams.invoke(house.owner, name, value);
  expect(status).toBe(200);
  return body;
};
const form = (text: string) => ({
  task: {
    type: 'continue',
    value: {
      title: 'Report an issue',
      card: { contentType: 'application/vnd.microsoft.card.adaptive', content: card(text) },
    },
  },
});
const message = (text: unknown) => ({ task: { type: 'message', value: text } });

describe('a dialog', () => {
  it('opens by a button, with what the button says it is about', async () => {
    const data = { msteams: { type: 'task/fetch' }, dialog: 'report', agent: 'mail-assistant' };
    expect(await invoke('task/fetch', { data })).toEqual(
      form('Person 0002 {"agent":"mail-assistant"}'),
    );
  });

  it('takes what was typed and says what came of it', async () => {
    const data = { dialog: 'report', text: 'It invents names.' };
    expect(await invoke('task/submit', { data })).toEqual(message('Thank you: F-1'));
    expect(submitted).toEqual([{ data: { text: 'It invents names.' }, by: house.owner.objectId }]);
  });

  it('answers a mistake with what was typed', async () => {
    const data = { dialog: 'report', text: 'No' };
    expect(await invoke('task/submit', { data })).toEqual(
      form('{"text":"No"} Tell what went wrong.'),
    );
    expect(submitted).toEqual([]);
  });

  it('may come again by its own decision', async () => {
    submit = () => Promise.resolve({ kind: 'again', card: formCard });
    const data = { dialog: 'report', text: 'twice' };
    expect(await invoke('task/submit', { data })).toEqual(form('form'));
  });

  it.each([
    [new Fault('storage-unavailable', 'x'), 'Nothing was confirmed. Try again in a moment.'],
    [
      new TypeError('x'),
      'Something went wrong on our side. Check the status before you try again.',
    ],
  ])('keeps what was typed through %s', async (error, told) => {
    submit = () => Promise.reject(error);
    const data = { dialog: 'report', text: 'It invents names.' };
    expect(await invoke('task/submit', { data })).toEqual(
      form(`{"text":"It invents names."} ${told}`),
    );
  });

  it('opens on a message, and knows it', async () => {
    const messagePayload = { id: '17', body: { content: 'Dear Sir' } };
    expect(
      await invoke('composeExtension/fetchTask', { commandId: 'report', messagePayload }),
    ).toEqual(form('Person 0002 {"message":{"id":"17","body":{"content":"Dear Sir"}}}'));
  });

  it('that was opened on a message is submitted so', async () => {
    const value = { commandId: 'report', data: { text: 'It invents names.' } };
    expect(await invoke('composeExtension/submitAction', value)).toEqual(message('Thank you: F-1'));
    expect(submitted).toHaveLength(1);
  });

  it.each([
    ['an unknown one', { data: { dialog: 'approve' } }],
    ['a prototype', { data: { dialog: '__proto__' } }],
    ['a verb', { data: { verb: 'approve', request: 'AR-1', digest: 'd', nonce: 'n' } }],
    ['a list', { data: ['report'] }],
    ['nothing', undefined],
    ['null', null],
  ])('is not found by %s', async (_, value) => {
    for (const name of ['task/fetch', 'task/submit', 'composeExtension/fetchTask'])
      expect(await invoke(name, value)).toEqual(message(expect.stringContaining('not known here')));
    expect([submitted, house.ran]).toEqual([[], []]);
  });

  it('is closed to somebody whom the directory does not know', async () => {
    const stranger = house.teams.person('cccccccc-0000-4000-8000-000000000009');
    for (const name of ['task/fetch', 'task/submit']) {
      const data = { dialog: 'report', text: 'It invents names.' };
      const { body } = await house.teams.invoke(stranger, name, { data });
      expect(body).toEqual(message(expect.stringContaining('not in the directory')));
    }
    expect(submitted).toEqual([]);
  });
});
