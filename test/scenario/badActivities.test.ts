import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Activity, Posted } from '../support/fakeTeams.ts';
import { type Mutation, mutationsOf, ODD } from '../support/mutations.ts';
import { dataOf, openStory, type Story } from './story.ts';

let house: Story;
let id: string;
/** Signed once: making a signature takes longer than a turn. */
let token: string;
beforeAll(async () => {
  house = await openStory();
  id = await house.asked();
  token = house.teams.token();
});
afterAll(() => house.close());

/** One activity of each kind that Teams sends, as the business owner's; the click is a good one. */
function activities(): Readonly<Record<string, Activity>> {
  const owner = house.person('owner');
  const activityId = house.cardOf('owner', id);
  const data = dataOf(house.seenBy('owner', id), 'approve');
  const make = (fields: Activity) => house.teams.activity(owner, fields);
  const reaction = { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] };
  return {
    message: make({ type: 'message', textFormat: 'plain', text: 'status' }),
    mention: house.teams.activity(
      owner,
      {
        type: 'message',
        text: '<at>Countersign</at> status',
        entities: [
          {
            type: 'mention',
            mentioned: { id: `28:${house.teams.botId}` },
            text: '<at>Countersign</at>',
          },
        ],
      },
      house.teams.channel('sales'),
    ),
    click: make({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: activityId,
      value: { action: { type: 'Action.Execute', verb: 'approve', data }, trigger: 'manual' },
    }),
    submit: make({ type: 'message', replyToId: activityId, value: data }),
    taskFetch: make({ type: 'invoke', name: 'task/fetch', value: { data: { dialog: 'report' } } }),
    taskSubmit: make({
      type: 'invoke',
      name: 'task/submit',
      value: { data: { dialog: 'report', text: 'x' } },
    }),
    messageAction: make({
      type: 'invoke',
      name: 'composeExtension/fetchTask',
      value: { commandId: 'report', messagePayload: { id: '1', body: { content: 'x' } } },
    }),
    membersAdded: make({
      type: 'conversationUpdate',
      membersAdded: [{ id: `28:${house.teams.botId}` }],
    }),
    installation: make({ type: 'installationUpdate', action: 'add' }),
    edit: make({
      type: 'messageUpdate',
      text: 'status',
      channelData: { tenant: { id: house.teams.tenantId }, eventType: 'editMessage' },
    }),
    reaction: make(reaction),
    typing: make({ type: 'typing' }),
  };
}

const KINDS = [
  'message',
  'mention',
  'click',
  'submit',
  'taskFetch',
  'taskSubmit',
  'messageAction',
  'membersAdded',
  'installation',
  'edit',
  'reaction',
  'typing',
];

/** Where a change leaves the press a press: what does not say who, where, which bot or which button. */
const HARMLESS =
  /^(?:id|timestamp|locale|localTimezone|entities(?:\..*)?|replyToId|textFormat|stranger|from\.(?:name|stranger)|recipient\.(?:name|stranger)|conversation\.(?:isGroup|conversationType|stranger)|channelData\.(?:stranger|tenant\.stranger)|value\.stranger|value\.action\.stranger)$/;

/** What else may pass as the same press: a sender's channel id that is not a bot's, another chat, a client that names no trigger. */
const isSamePress = ({ path, what, value }: Mutation): boolean => {
  if (HARMLESS.test(path)) return true;
  const { from, conversation, type } = Object(value) as {
    from?: { id?: unknown };
    conversation?: { id?: unknown };
    type?: unknown;
  };
  if (path === 'from.id') return typeof from?.id !== 'string' || !from.id.startsWith('28:');
  if (path === 'conversation.id')
    return typeof conversation?.id === 'string' && conversation.id !== '';
  if (path === 'value.trigger') return what === 'left out';
  return path === 'text' && type === 'message';
};

const ABREAST = 12;

async function each(
  items: readonly Mutation[],
  check: (item: Mutation) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await check(item);
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
}

function expectCalm(posted: Posted, about: string): void {
  expect([200, 400, 401, 403], about).toContain(posted.status);
  const { statusCode } = (posted.body ?? {}) as { statusCode?: number };
  if (statusCode !== undefined) expect(statusCode, about).toBeLessThan(500);
}

const PRESSES = ['click', 'submit'];
/** Enough for what is no press: they go through the same reader. */
const FEW = {
  null: null,
  zero: 0,
  text: 'a\u0000b',
  long: 'x'.repeat(9_000),
  list: [[]],
  object: {},
};

describe('an activity of which one field is odd', () => {
  for (const kind of KINDS)
    test(`is no fault of ours, and decides nothing: ${kind}`, async () => {
      const isPress = PRESSES.includes(kind);
      const spoilt = [...mutationsOf(activities()[kind], isPress ? ODD : FEW)].filter(
        (mutation) => !isPress || !isSamePress(mutation),
      );
      expect(spoilt.length).toBeGreaterThan(100);
      const send = () =>
        each(spoilt, async ({ path, what, value }) => {
          const posted = await house.teams.post(value as Activity, token);
          expectCalm(posted, `${kind}: ${what} at ${JSON.stringify(path)}`);
        });
      await (isPress ? house.changesNothing(send) : send());
      await house.settle();
      expect(house.alarms).toEqual([]);
      expect(await house.history(id)).toEqual(['request-asked', 'action-authorized']);
    });

  test('is no activity of ours with another token, whatever it says', async () => {
    const { click = {} } = activities();
    const others = [null, '', 'Bearer', 'Bearer x.y.z', house.teams.token({ aud: 'another' })];
    for (const other of others)
      expect((await house.changesNothing(() => house.teams.post(click, other))).status).toBe(401);
  });

  test('was odd, and the same press as it should be decides', async () => {
    const { click = {} } = activities();
    expect(await house.teams.post(click)).toMatchObject({ status: 200, body: { statusCode: 200 } });
    expect(await house.request(id)).toMatchObject({ status: 'approved' });
  });
});
