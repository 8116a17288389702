import { describe, expect } from 'vitest';
import { cardBytes, MOST_BYTES } from '../../src/kernel/cards/define.ts';
import type { Card } from '../../src/kernel/chat.ts';
import { expectLawful, ofType } from '../support/cardLaws.ts';
import { cardMistakes } from '../support/cardSchema.ts';
import { reviewersCome } from './rights.ts';
import { type Fields, type Story, story, wordsOn } from './story.ts';

/** What the button of the newest card in somebody's chat opens. */
function buttonIn(house: Story, name: string): Fields {
  const { card } = house.teams.inbox(house.person(name).chat).at(-1) ?? expect.fail('no card');
  const submits = ofType(card ?? expect.fail('no card'), 'Action.Submit');
  const data = submits.map((submit) => submit['data'] as Fields);
  return data.find(({ msteams }) => msteams !== undefined) ?? expect.fail('opens no dialog');
}

/** A dialog's answer: a form again, or a sentence. */
async function dialog(house: Story, name: string, invoke: string, data: Fields) {
  const { status, body } = await house.teams.invoke(house.person(name), invoke, { data });
  expect(status).toBe(200);
  await house.settle();
  const { task } = body as { task: { type: string; value: unknown } };
  if (task.type === 'message') return { said: String(task.value), form: undefined };
  const { card } = task.value as { card: { content: Card } };
  return { said: '', form: card.content };
}

const open = async (house: Story, name: string, asksFor: string): Promise<Card> => {
  await house.say(name, `request ${asksFor}`);
  const { form } = await dialog(house, name, 'task/fetch', buttonIn(house, name));
  return form ?? expect.fail('no form');
};

/** What stands in the inputs of a form. */
function filledIn(form: Card): Fields {
  const inputs = ['Input.Text', 'Input.ChoiceSet', 'Input.Toggle'].flatMap((type) =>
    ofType(form, type),
  );
  return Object.fromEntries(inputs.map(({ id, value }) => [String(id), value]));
}

/** What stands beside an input, under it. */
function besideOf(form: Card, id: string): string {
  const holder = ofType(form, 'Container').find(({ items }) =>
    (items as readonly Fields[]).some((item) => item['id'] === id),
  );
  const items = (holder?.['items'] ?? []) as readonly Fields[];
  return items
    .filter(({ type }) => type === 'RichTextBlock')
    .map((item) => wordsOn(item as Card))
    .join(' ');
}

const submitOf = (form: Card): Fields => ofType(form, 'Action.Submit')[0]?.['data'] as Fields;

const FILLED: Fields = {
  requestedFor: 'mail-assistant',
  environment: 'pilot',
  displayName: 'Ticket desk',
  connectorId: 'tickets',
  vendor: '',
  systemClass: 'ticketing',
  connection: 'shared',
  dataDomains: 'tickets, customer names',
  scopes: 'tickets.read\ntickets.write',
  scopeReason: '',
  tools:
    'listTickets: read\ncloseTicket: write, reversible\nmail: send, to to cc\n\npay: write, amount sum',
  businessJustification: 'Forty tickets a day.',
  securityNotes: 'OAuth with our tenant.',
  label: 'confidential',
  confidentialNotes: 'false',
  executiveMailboxes: 'true',
  hrDocuments: 'false',
  legalCorrespondence: 'false',
  rollbackPlan: 'Remove the connection.',
};

/** Sends a form in chat, with what was filled in, and lets happen what follows. */
async function sendCard(house: Story, name: string, activityId: string, data: Fields) {
  const form = house.teams.cardSeenBy(house.person(name), activityId) ?? expect.fail('no card');
  const [ask] = ofType(form, 'Action.Execute');
  const clicked = await house.teams.click(house.person(name), activityId, String(ask?.['verb']), {
    inputs: data,
  });
  await house.settle();
  return clicked;
}

const newest = (house: Story, name: string) =>
  house.teams.inbox(house.person(name).chat).at(-1) ?? expect.fail('no card');

describe('the form for a connector in chat', () => {
  story('asks from the card itself, and stands as asked afterwards', async ({ house }) => {
    await reviewersCome(house);
    await house.say('pilot', 'request connector');
    const { card, activityId } = newest(house, 'pilot');
    expectLawful(card ?? expect.fail('no card'));
    const { card: after } = await sendCard(house, 'pilot', activityId, FILLED);
    expect(wordsOn(after)).toContain('AR-1 was opened. It is answered by 27 Nov 2026, 10:00');
    expect(await house.request('AR-1', 'pilot')).toMatchObject({
      kind: 'connector',
      requester: { kind: 'person', id: house.person('pilot').objectId },
    });
    const data = { verb: 'request-connector', ...FILLED };
    const pilot = house.person('pilot');
    const { card: twice } = await house.teams.click(pilot, activityId, 'request-connector', {
      data,
    });
    expect(wordsOn(twice)).toContain('AR-1 asks for exactly this already');
  });

  story('comes back filled in, with each mistake beside its field', async ({ house }) => {
    await house.say('pilot', 'request connector');
    const { activityId } = newest(house, 'pilot');
    const typed = { ...FILLED, connectorId: 'Ticket desk!', securityNotes: ' \n', tools: 'oops' };
    const { card } = await house.changesNothing(() => sendCard(house, 'pilot', activityId, typed));
    if (!card) expect.fail('no card');
    expect(filledIn(card)).toEqual(typed);
    expect(besideOf(card, 'connectorId')).toContain('Id: use 1 to 64 lower-case letters');
    expect(besideOf(card, 'securityNotes')).toContain('Security notes: must not be empty.');
    expect(besideOf(card, 'tools')).toContain('write each on its own line');
    expect(besideOf(card, 'rollbackPlan')).toBe('');
    expect(wordsOn(card)).toContain('Please look again at: Id, Tools, Security notes.');
  });

  story('leaves a card as it is that no card could give back', async ({ house }) => {
    await house.say('pilot', 'request connector');
    const { activityId } = newest(house, 'pilot');
    const typed = { ...FILLED, securityNotes: '"Safe" '.repeat(10_000) };
    const { statusCode, text } = await house.changesNothing(() =>
      sendCard(house, 'pilot', activityId, typed),
    );
    expect(statusCode).toBe(400);
    expect(text).toContain('“Security notes” first');
  });

  story('is opened in a dialog where others read along', async ({ house }) => {
    const said = await house.say('pilot', 'request connector', {
      where: house.teams.channel('sales'),
      mention: true,
    });
    expect(said).toContain('You need four things');
  });
});

describe('the form for a connector', () => {
  story('opens from a card that `request connector` answers, and asks', async ({ house }) => {
    await reviewersCome(house);
    const form = await open(house, 'pilot', 'connector');
    expect(Object.keys(filledIn(form)).toSorted()).toEqual(Object.keys(FILLED).toSorted());
    expectLawful(form);
    expect(cardMistakes(form)).toEqual([]);
    const { said } = await dialog(house, 'pilot', 'task/submit', { ...submitOf(form), ...FILLED });
    expect(said).toMatch(/^AR-1 was opened\. It is answered by 27 Nov 2026, 10:00/);
    const asked = await house.request('AR-1', 'pilot');
    expect(asked).toMatchObject({
      kind: 'connector',
      requester: { kind: 'person', id: house.person('pilot').objectId },
      dataDomains: ['tickets', 'customer names'],
      scopes: ['tickets.read', 'tickets.write'],
      tools: [
        { name: 'listTickets', effect: 'read' },
        { name: 'closeTicket', effect: 'write', reversible: true },
        { name: 'mail', effect: 'send', recipientArguments: ['to', 'cc'] },
        { name: 'pay', effect: 'write', amountArgument: 'sum' },
      ],
      dataClassification: { label: 'confidential', executiveMailboxes: true, hrDocuments: false },
    });
    expect(asked).not.toHaveProperty('vendor');
    expect(asked['stages']).toHaveLength(4);
    const card = wordsOn(house.seenBy('owner', 'AR-1'));
    expect(card).toContain('Its connection is shared');

    const again = await dialog(house, 'owner', 'task/submit', { ...submitOf(form), ...FILLED });
    expect(again.said).toMatch(/^AR-1 asks for exactly this already/);
  });

  story('comes again with every mistake, and with all that was typed', async ({ house }) => {
    const form = await open(house, 'pilot', 'connector');
    const typed = {
      ...FILLED,
      connectorId: 'Ticket desk!',
      systemClass: '',
      tools: 'listTickets: read\ncloses tickets',
      securityNotes: ' \n',
      businessJustification: 'Line one.\n${data} {{DATE(2026-01-01T00:00:00Z)}} **bold**',
    };
    const { form: again } = await house.changesNothing(() =>
      dialog(house, 'pilot', 'task/submit', { ...submitOf(form), ...typed }),
    );
    if (!again) expect.fail('no form');
    expect(filledIn(again)).toEqual(typed);
    const words = wordsOn(again);
    expect(words).toContain(
      'Tools: write each on its own line as name: read, draft, write or send',
    );
    expect(words).toContain('Id: use 1 to 64 lower-case letters');
    expect(words).toContain('Kind of system: choose one of the list.');
    expect(words).toContain('Security notes: must not be empty.');
  });

  story('says what stands in the way, and keeps what was typed', async ({ house }) => {
    const form = await open(house, 'pilot', 'connector');
    for (const [change, sentence] of [
      [{ environment: 'production' }, 'production comes after that'],
      [{ requestedFor: 'mail-asistant' }, 'No agent "mail-asistant" is registered.'],
    ] as const) {
      const typed = { ...FILLED, ...change };
      const { form: again } = await house.changesNothing(() =>
        dialog(house, 'pilot', 'task/submit', { ...submitOf(form), ...typed }),
      );
      if (!again) expect.fail('no form');
      expect(wordsOn(again)).toContain(sentence);
      expect(filledIn(again)).toEqual(typed);
    }
  });

  story('keeps as much of 100 KB as a card holds, and says what it does not', async ({ house }) => {
    const form = await open(house, 'pilot', 'connector');
    const typed = { ...FILLED, securityNotes: '"Safe" '.repeat(15_000) };
    const { form: again } = await dialog(house, 'pilot', 'task/submit', {
      ...submitOf(form),
      ...typed,
    });
    if (!again) expect.fail('no form');
    expect(cardBytes(again)).toBeLessThanOrEqual(MOST_BYTES);
    expect(wordsOn(again)).toContain('Security notes: at most 4,000 characters.');
    expect(wordsOn(again)).toMatch(/characters do not fit on this card/);
    expect(filledIn(again)['rollbackPlan']).toBe(FILLED['rollbackPlan']);
  });

  story('holds all its parts at their longest', async ({ house }) => {
    const form = await open(house, 'pilot', 'connector');
    const prose = 'They said "yes", twice: a line of words as people write them.\n'.repeat(20);
    const longest = ofType(form, 'Input.Text').map(({ id, maxLength }) => [
      String(id),
      prose.slice(0, Number(maxLength)),
    ]);
    const typed = { ...FILLED, ...Object.fromEntries(longest), connectorId: 'X'.repeat(64) };
    const { form: again } = await dialog(house, 'pilot', 'task/submit', {
      ...submitOf(form),
      ...typed,
    });
    if (!again) expect.fail('no form');
    expect(filledIn(again)).toEqual(typed);
    expect(cardBytes(again)).toBeLessThanOrEqual(MOST_BYTES);
  });

  story('takes the requester from who speaks, never from the form', async ({ house }) => {
    const form = await open(house, 'pilot', 'connector');
    const sly = { ...submitOf(form), ...FILLED, requester: house.person('owner').objectId };
    const { form: again } = await house.changesNothing(() =>
      dialog(house, 'pilot', 'task/submit', sly),
    );
    expect(again).toBeDefined();
  });
});

describe('the form for a higher tier', () => {
  const RAISE: Fields = {
    agentId: 'mail-assistant',
    connectorId: 'mail',
    toTier: 'delegatedAction',
    for: '',
    reason: 'The drafts were used unchanged.',
  };

  story('opens from a card that `request escalation` answers, and asks', async ({ house }) => {
    await reviewersCome(house);
    const form = await open(house, 'pilot', 'escalation');
    expectLawful(form);
    const { said } = await dialog(house, 'pilot', 'task/submit', { ...submitOf(form), ...RAISE });
    expect(said).toMatch(/^AR-1 was opened/);
    expect(await house.request('AR-1', 'pilot')).toMatchObject({
      kind: 'tierEscalation',
      for: 'P30D',
      justification: RAISE['reason'],
    });
    expect(await house.say('owner', 'pending')).toContain('AR-1');
    expect(await house.say('pilot', 'why AR-1')).toContain('Pia Pilot, for mail-assistant.');
    expect(await house.say('pilot', 'status AR-1')).toContain('It is pending.');
  });

  story('comes again with what is wrong', async ({ house }) => {
    const form = await open(house, 'pilot', 'escalation');
    const typed = { ...RAISE, toTier: 'draftOnly' };
    const { form: again } = await dialog(house, 'pilot', 'task/submit', {
      ...submitOf(form),
      ...typed,
    });
    if (!again) expect.fail('no form');
    expect(wordsOn(again)).toContain('may do that with mail already');
    expect(filledIn(again)).toEqual(typed);
  });
});

describe('a near miss of `request`', () => {
  story('is answered with the right form', async ({ house }) => {
    for (const said of ['request', 'request a connector', 'request tier'])
      expect(await house.say('pilot', said)).toContain('request connector|escalation');
  });
});
