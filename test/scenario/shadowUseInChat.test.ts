import { describe, expect } from 'vitest';
import { ofType } from '../support/cardLaws.ts';
import { buttonsOn, dataOf, type Fields, type Story, story, wordsOn } from './story.ts';

const SEEN = { what: 'ChatBot  Pro', where: '', text: 'They paste customer lists into it.' };

/** What the bot last sent into somebody's own chat. */
const last = (house: Story, name: string) => {
  const { chat } = house.person(name);
  return house.teams.inbox(chat).at(-1) ?? expect.fail(`nothing was sent to ${name}`);
};

const send = (house: Story, name: string, inputs: Fields) =>
  house.teams.click(house.person(name), last(house, name).activityId, 'shadow-send', { inputs });

const inputOf = (card: unknown, id: string) =>
  ofType(card as never, 'Input.Text').find((input) => input['id'] === id)?.['value'];

const all = async (house: Story) => (await house.call('admin', 'GET', '/feedback')).body.items;

describe('report shadow', () => {
  story('is a case of the same kind as over the API, sent once', async ({ house }) => {
    expect(await house.say('pilot', 'report shadow')).toContain('on no list');
    const sent = await send(house, 'pilot', SEEN);
    expect(sent.statusCode).toBe(200);
    expect(wordsOn(sent.card)).toContain('F-1');
    expect(await all(house)).toMatchObject([
      { id: 'F-1', category: 'shadowUse', workflow: 'chatbot pro', text: SEEN.text },
    ]);
    const form = dataOf(last(house, 'pilot').card, 'shadow-send');
    const repeat = (more: Fields) =>
      house.teams.click(house.person('pilot'), last(house, 'pilot').activityId, 'shadow-send', {
        data: { ...form, ...SEEN, ...more },
      });
    expect((await repeat({})).statusCode).toBe(200);
    expect(await repeat({ text: 'Something else.' })).toMatchObject({ statusCode: 409 });
    expect(await all(house)).toHaveLength(1);
    for (const as of ['owner', 'outsider'])
      expect((await house.call(as, 'GET', '/feedback/F-1')).status).toBe(404);
  });

  story('takes its name at once, whatever the spelling', async ({ house }) => {
    await house.say('pilot', 'help');
    for (const [text, what] of [
      ['report shadow ChatBot Pro', 'ChatBot Pro'],
      ['Report Shadow use of ChatBot Pro', 'ChatBot Pro'],
      ['report shadow-use', ''],
      ['report shadow use', ''],
    ] as const) {
      await house.changesNothing(() => house.say('pilot', text));
      expect(inputOf(last(house, 'pilot').card, 'what') ?? '', text).toBe(what);
    }
    expect(await house.say('pilot', 'reprot shadow')).toContain(
      'Did you mean: report [agent|shadow]?',
    );
    expect(await house.say('pilot', 'report the shadow')).toContain('Write: report [agent|shadow]');
  });

  story('is one tap from the form about an agent', async ({ house }) => {
    await house.say('pilot', 'report');
    const { activityId, card } = last(house, 'pilot');
    expect(buttonsOn(card)).toEqual(['feedback-send', 'report-shadow']);
    const { card: form } = await house.teams.click(
      house.person('pilot'),
      activityId,
      'report-shadow',
    );
    expect(buttonsOn(form)).toEqual(['shadow-send']);
    expect(wordsOn(form)).toContain('Report what nobody registered');
  });

  story('says beside each field what is missing, and keeps what was typed', async ({ house }) => {
    await house.say('pilot', 'report shadow');
    const again = await send(house, 'pilot', { what: ' ', where: 'x'.repeat(201), text: '' });
    expect(again.statusCode).toBe(200);
    for (const sentence of ['Say what it is called.', 'Say what you saw.', 'The place: 201'])
      expect(wordsOn(again.card)).toContain(sentence);
    expect(inputOf(again.card, 'where')).toBe('x'.repeat(201));
    expect(await send(house, 'pilot', { ...SEEN, text: 'x'.repeat(4_001) })).toMatchObject({
      statusCode: 400,
    });
    expect(await all(house)).toEqual([]);
  });

  story('on a message keeps its words as somebody else’s', async ({ house }) => {
    const invoke = async (name: string, value: object) =>
      (await house.teams.invoke(house.person('pilot'), name, value)).body as Fields;
    const opened = await invoke('composeExtension/fetchTask', {
      commandId: 'report-shadow',
      commandContext: 'message',
      messagePayload: {
        id: '1',
        body: { contentType: 'text', content: 'I put the list into ChatBot Pro.' },
      },
    });
    const card = (opened['task'] as { value: { card: { content: never } } }).value.card.content;
    expect(wordsOn(card)).toContain('I put the list into ChatBot Pro.');
    const data = ofType(card, 'Action.Submit')[0]?.['data'] as Fields;
    await invoke('composeExtension/submitAction', {
      commandId: 'report-shadow',
      data: { ...data, ...SEEN },
    });
    expect(await all(house)).toMatchObject([
      { category: 'shadowUse', text: SEEN.text, quoted: 'I put the list into ChatBot Pro.' },
    ]);
  });

  story('is for one’s own chat', async ({ house }) => {
    const where = house.teams.channel('sales');
    expect(await house.say('pilot', 'report shadow', { where })).toContain('in your own chat');
    expect(await all(house)).toEqual([]);
  });
});
