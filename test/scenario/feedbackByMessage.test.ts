import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ofType } from '../support/cardLaws.ts';
import { hostileTexts } from '../support/hostileText.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { dataOf, type Fields, wordsOn } from './story.ts';

describe('reporting by message', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
    for (const name of ['pilot', 'owner', 'admin', 'finance1'])
      await world.teams.install(world.person(name));
  });
  afterAll(() => world.close());

  const say = async (name: string, text: string, where?: 'channel') => {
    const options = where ? { where: world.teams.channel('sales') } : {};
    const { replies } = await world.teams.say(world.person(name), text, options);
    const last = replies.at(-1);
    return {
      words: last?.text ?? wordsOn(last?.card),
      card: last?.card,
      id: last?.activityId ?? '',
    };
  };
  const count = async () =>
    (await world.call('admin', 'GET', '/feedback?limit=200')).body.items.length;
  const invoke = async (name: string, invoked: string, value: unknown) =>
    ((await world.teams.invoke(world.person(name), invoked, value)).body as Fields | undefined)?.[
      'task'
    ] as {
      readonly type: string;
      readonly value: string & {
        readonly title: string;
        readonly card: { readonly content: object };
      };
    };
  const inputOf = (card: unknown, id: string) =>
    [...ofType(card as never, 'Input.Text'), ...ofType(card as never, 'Input.ChoiceSet')].find(
      (input) => input['id'] === id,
    )?.['value'];

  const filled = {
    agentId: 'mail-assistant',
    category: 'poorSummarization',
    severity: '',
    workflow: '',
    text: '',
  };

  test('a form without what it needs comes again with what was typed', async () => {
    const before = await count();
    const { id } = await say('pilot', 'report');
    const text = 'I have written a lot here.';
    const again = await world.teams.click(world.person('pilot'), id, 'feedback-send', {
      inputs: {
        ...filled,
        agentId: '',
        category: 'other',
        severity: 'worst',
        text,
        workflow: 'w'.repeat(101),
      },
    });
    const words = wordsOn(again.card);
    for (const sentence of [
      'Choose the agent',
      'Choose what went wrong',
      'Choose how bad',
      'The workflow: 101',
    ])
      expect(words).toContain(sentence);
    expect(inputOf(again.card, 'text')).toBe(text);
    expect(await count()).toBe(before);
    const unknown = await world.teams.click(world.person('pilot'), id, 'feedback-send', {
      inputs: { ...filled, agentId: 'nobody', text },
    });
    expect(wordsOn(unknown.card)).toContain('There is no agent "nobody"');
    const sent = await world.teams.click(world.person('pilot'), id, 'feedback-send', {
      inputs: { ...filled, text },
    });
    expect(wordsOn(sent.card)).toContain(text);
    expect(await count()).toBe(before + 1);
  });

  test('a text of 100 KB gets a sentence, and stays in the card as it was typed', async () => {
    const before = await count();
    const { id, card } = await say('pilot', 'report');
    const text = 'word '.repeat(20_000);
    const refused = await world.teams.click(world.person('pilot'), id, 'feedback-send', {
      inputs: { ...filled, text },
    });
    expect(refused).toMatchObject({ statusCode: 400, card: undefined });
    expect(refused.text).toBe(
      'Your words: 100,000 characters, and at most 4,000 can be taken. Shorten it and send it again.',
    );
    const submitted = await world.teams.submit(world.person('pilot'), id, 'feedback-send', {
      inputs: { ...filled, text },
    });
    expect(submitted.replies.map((reply) => reply.text).join()).toContain('at most 4,000');
    expect(world.teams.cardSeenBy(world.person('pilot'), id)).toEqual(card);
    const long = await say('pilot', `report ${text}`);
    expect(long.words).toContain('longer than 8,000 characters');
    expect(await count()).toBe(before);
    const fits = await world.teams.click(world.person('pilot'), id, 'feedback-send', {
      inputs: { ...filled, text: text.slice(0, 4_000) },
    });
    expect(fits.statusCode).toBe(200);
    expect(await count()).toBe(before + 1);
  });

  test('a form is spent once it was sent: other words under it are not lost on it', async () => {
    const { id, card } = await say('pilot', 'report');
    const { form } = dataOf(card, 'feedback-send');
    const send = (text: string) =>
      world.teams.click(world.person('pilot'), id, 'feedback-send', {
        data: { ...filled, text, form, quoted: '', verb: 'feedback-send' },
      });
    const before = await count();
    expect((await send('first')).statusCode).toBe(200);
    expect(await send('second')).toMatchObject({
      statusCode: 409,
      text: expect.stringContaining('sent before'),
    });
    expect(await count()).toBe(before + 1);
    // Somebody else's form under the same name is their own.
    const other = await world.teams.click(world.person('owner'), id, 'feedback-send', {
      data: { ...filled, text: 'third', form, quoted: '', verb: 'feedback-send' },
    });
    expect(other.statusCode).toBe(200);
    expect(await count()).toBe(before + 2);
  });

  const wellFormed = Object.entries(hostileTexts).filter(([, text]) => text.isWellFormed());
  test.each(wellFormed)('%s is kept and shown as words', async (_, text) => {
    const { id } = await say('pilot', 'report');
    const sent = await world.teams.click(world.person('pilot'), id, 'feedback-send', {
      inputs: { ...filled, text, workflow: text.slice(0, 100) },
    });
    expect(sent.statusCode).toBe(200);
    expect(ofType(sent.card as never, 'Action.OpenUrl')).toEqual([]);
  });

  test('a message is reported in place, quoted, its agent taken from who wrote it', async () => {
    const messagePayload = {
      id: '17',
      body: {
        contentType: 'html',
        content: '<p>Dear Emma,</p><p>it comes on {{DATE(2026-01-01T00:00:00Z)}}</p>',
      },
      from: { application: { id: 'x', displayName: 'Mail Assistant' } },
    };
    const opened = await invoke('pilot', 'composeExtension/fetchTask', {
      commandId: 'report',
      messagePayload,
    });
    expect(opened.value.title).toBe('Report an agent issue');
    const { content: form } = opened.value.card;
    expect(inputOf(form, 'agentId')).toBe('mail-assistant');
    expect(wordsOn(form)).toContain('Dear Emma, it comes on {{DATE(2026-01-01T00:00:00Z)}}');
    const [button] = ofType(form as never, 'Action.Submit');
    const before = await count();
    const sent = await invoke('pilot', 'composeExtension/submitAction', {
      commandId: 'report',
      data: { ...(button?.['data'] as object), ...filled, text: 'It promises.' },
    });
    const words = wordsOn(sent.value.card.content);
    expect(words).toMatch(/F-\d+ · reported/);
    expect(words).toContain('it comes on {{DATE');
    expect(await count()).toBe(before + 1);
  });

  test('a dialog that lacks something comes again, and so does one with 100 KB, as far as a card can hold it', async () => {
    const opened = await invoke('pilot', 'task/fetch', {
      data: { dialog: 'report', agent: 'invoice-agent' },
    });
    expect(inputOf(opened.value.card.content, 'agentId')).toBe('invoice-agent');
    const { data } = ofType(opened.value.card.content as never, 'Action.Submit')[0] as {
      data: object;
    };
    const short = await invoke('pilot', 'task/submit', {
      data: { ...data, ...filled, category: '', text: 'typed' },
    });
    expect(inputOf(short.value.card.content, 'text')).toBe('typed');
    expect(wordsOn(short.value.card.content)).toContain('Choose what went wrong.');
    const text = 'word '.repeat(20_000);
    const long = await invoke('pilot', 'task/submit', { data: { ...data, ...filled, text } });
    expect(wordsOn(long.value.card.content)).toContain('at most 4,000 can be taken');
    expect(wordsOn(long.value.card.content)).toContain('92,000 characters do not fit on this card');
    expect(inputOf(long.value.card.content, 'text')).toBe(text.slice(0, 8_000));
    const odd = await invoke('pilot', 'task/submit', {
      data: { ...data, ...filled, reporter: 'owner' },
    });
    expect(odd.type).toBe('continue');
  });

  test.each([
    'report what went wrong',
    'report CRM',
    'backlog 3',
    'backlog AR-1',
    'backlog F-0',
    'Report: x',
  ])('a near miss gets the right form and does nothing: %s', async (text) => {
    const before = await count();
    const { words } = await say('pilot', text);
    expect(words).toMatch(/report \[agent\|shadow\]|backlog \[F-…\]/);
    expect(await count()).toBe(before);
  });

  test('nothing of a case is said where others read along', async () => {
    const before = await count();
    expect((await say('admin', 'backlog', 'channel')).words).toContain('your own chat');
    expect((await say('admin', 'backlog F-1', 'channel')).words).toContain('your own chat');
    expect((await say('admin', 'report', 'channel')).words).toContain(
      'Report an agent issue on the message',
    );
    expect(await count()).toBe(before);
  });

  test.each<[string, string, Fields]>([
    ['an unknown field', 'feedback-send', { form: 'x', quoted: '', ...filled, person: 'owner' }],
    ['no form', 'feedback-send', filled],
    ['a number for a text', 'feedback-send', { form: 'x', quoted: '', ...filled, text: 7 }],
    ['a case that is none', 'feedback-open', { case: 'AR-1' }],
    ['a case that is no text', 'feedback-fixed', { case: { id: 'F-1' } }],
    ['a revision that is none', 'feedback-triage', { case: 'F-1', seen: '0x1' }],
    ['something for the backlog', 'backlog', { all: 'true' }],
  ])('a button with %s is refused', async (_, verb, data) => {
    const before = await count();
    const { id } = await say('pilot', 'report');
    const clicked = await world.teams.click(world.person('admin'), id, verb, {
      data: { ...data, verb },
    });
    expect(clicked.statusCode).toBe(400);
    const untapped = await world.teams.click(world.person('pilot'), id, 'feedback-send', {
      inputs: filled,
      trigger: 'automatic',
    });
    expect(untapped.statusCode).toBe(400);
    expect(await count()).toBe(before);
  });

  test('a case that is not there is told apart by nobody from one that is not theirs', async () => {
    const { body } = await world.call('owner', 'POST', '/feedback', {
      agentId: 'invoice-agent',
      category: 'policyViolation',
      text: 'secret',
    });
    const { id } = await say('pilot', 'report');
    for (const verb of [
      'feedback-open',
      'feedback-fixed',
      'feedback-not-fixed',
      'feedback-triage',
    ]) {
      const seen = verb === 'feedback-triage' ? { seen: '1', status: 'open' } : {};
      const texts = await Promise.all(
        [body.id, 'F-999'].map(async (one: string) => {
          const clicked = await world.teams.click(world.person('pilot'), id, verb, {
            data: { verb, case: one, ...seen },
          });
          expect(clicked.statusCode).toBe(404);
          return clicked.text?.replace(one, 'F');
        }),
      );
      expect(new Set(texts).size).toBe(1);
    }
  });
});
