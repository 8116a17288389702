import { describe, expect, it } from 'vitest';
import type { AcknowledgeCard } from '../../../../src/features/approvals/domain/cardCommands.ts';
import { openRequests, requests } from '../../../../src/features/approvals/domain/entity.ts';
import type { OpenRequests } from '../../../../src/features/approvals/domain/openRequests.ts';
import {
  actionKey,
  CARD_JOB,
  requestRows,
  seatPrefix,
} from '../../../../src/features/approvals/domain/rows.ts';
import type { RequestState } from '../../../../src/features/approvals/domain/state.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/kernel/instant.ts';
import { sha256 } from '../../../../src/ledger/hash.ts';
import {
  AGENT,
  APPROVED,
  agentState,
  approves,
  asked,
  at,
  BACKUP,
  BOARD,
  CHAIN_PLAN,
  DIGEST,
  FINANCE,
  given,
  MONEY1,
  MONEY2,
  OWNER,
  PENDING,
  person,
  type RequestStory,
  redeems,
  rejects,
  SECURITY,
  STRANGER,
  type Step,
} from './world.ts';

const keys = (state: RequestState, ...letters: readonly string[]) =>
  requestRows(state)
    .map(({ key }) => key)
    .filter((key) => letters.includes(key.slice(0, 1)))
    .toSorted();

const cards = (state: RequestState) =>
  requestRows(state)
    .map(({ value }) => value)
    .filter((value) => value['job'] === CARD_JOB)
    .map(({ due, args }) => ({ due, ...Object(args) }));

const delivered = (shows: number, change: Partial<AcknowledgeCard> = {}): AcknowledgeCard => ({
  type: 'acknowledgeCard',
  person: OWNER,
  conversation: OWNER,
  activityId: 'm1',
  hash: sha256(`card ${shows}`),
  shows,
  ...change,
});

/** Stands as long as the request itself. */
const BY_AGENT = { key: 'RA|writer|999999999999992', value: { request: 'AR-7' } };

describe('the rows of a request', () => {
  it('pending: its action, its seat by name, both timers, a card to deliver', () => {
    const { state } = given(...PENDING);
    expect(keys(state, 'L', 'P', 'O')).toEqual([
      `L|${DIGEST}`,
      `O|20261120T090000000Z|approval-card|AR-7~${OWNER}`,
      'O|20261121T041200000Z|request-backup|AR-7',
      'O|20261121T090000000Z|request-settle|AR-7',
      `P|${OWNER}|20261121T090000000Z|AR-7`,
    ]);
    expect(actionKey(DIGEST)).toBe(`L|${DIGEST}`);
    expect(keys(state, 'P')[0]?.startsWith(seatPrefix(OWNER))).toBe(true);
    expect(requestRows(state)[0]?.value).toEqual({ request: 'AR-7' });
  });

  it('pending with finance: the seat by its role, no backup', () => {
    expect(keys(given(...FINANCE).state, 'P', 'O').filter((key) => !key.includes('card'))).toEqual([
      'O|20261121T090000000Z|request-settle|AR-7',
      'P|finance|20261121T090000000Z|AR-7',
    ]);
  });

  it('the backup’s seat comes when they are asked, and its timer goes', () => {
    const { state } = given(...PENDING, [0.8 * DAY, { type: 'joinBackup' }]);
    expect(keys(state, 'P').map((key) => key.split('|')[1])).toEqual([OWNER, BACKUP]);
    expect(keys(state, 'O').filter((key) => key.includes('request-backup'))).toEqual([]);
    const fromStart = given([0, asked({ by: person(OWNER) })]).state;
    expect(keys(fromStart, 'P').map((key) => key.split('|')[1])).toEqual([BACKUP]);
    expect(keys(fromStart, 'O').filter((key) => key.includes('request-backup'))).toEqual([]);
  });

  it('the seat moves on with the stage, and with the owner', () => {
    const chain = given([0, asked({ plan: CHAIN_PLAN })], [1, approves(OWNER)]);
    expect(keys(chain.state, 'P').map((key) => key.split('|')[1])).toEqual(['security']);
    const agent = agentState({ people: { business: STRANGER, technical: OWNER } });
    const moved = given(...PENDING, [1, { type: 'reseat' }, { agent }]);
    expect(keys(moved.state, 'P').map((key) => key.split('|')[1])).toEqual([STRANGER]);
    expect(keys(moved.state, 'O').filter((key) => key.includes('request-backup'))).toEqual([]);
  });

  it('approved: its action, and the time it lapses', () => {
    const { state } = given(...APPROVED);
    expect(keys(state, 'L', 'P', 'O')).toEqual([
      `L|${DIGEST}`,
      'O|20261120T100500000Z|request-settle|AR-7',
    ]);
  });

  it.each([
    ['rejected', [...PENDING, [1, rejects(OWNER)]]],
    ['redeemed', [...APPROVED, [6 * MINUTE, redeems()]]],
    ['undone', [...APPROVED, [6 * MINUTE, { type: 'undo', person: OWNER }]]],
    ['expired', [...PENDING, [DAY, { type: 'settle' }]]],
    ['lapsed', [...APPROVED, [2 * HOUR, { type: 'settle' }]]],
    ['withdrawn', [...PENDING, [1, { type: 'withdraw', by: AGENT }]]],
  ] as const satisfies readonly (readonly [string, readonly Step[]])[])(
    '%s: none but the index of its agent',
    (status, steps) => {
      const { state } = given(...steps);
      expect(state.status).toBe(status);
      expect(requestRows(state)).toEqual([BY_AGENT]);
    },
  );

  it('approved with effect at once: none but the index of its agent', () => {
    const steps: Step[] = [
      [0, asked({ plan: CHAIN_PLAN })],
      [1, approves(OWNER)],
      [2, approves(SECURITY)],
      [3, approves(BOARD)],
    ];
    expect(requestRows(given(...steps).state)).toEqual([BY_AGENT]);
  });
});

describe('the cards of a request', () => {
  it('are due from the moment they are behind, for everybody who is asked', () => {
    expect(cards(given(...FINANCE, [5, approves(MONEY1)]).state)).toMatchObject([
      { person: MONEY1, shown: 0, due: at(0) },
      { person: MONEY2, shown: 0, due: at(0) },
      { shown: 0, due: at(0) },
    ]);
  });

  it('stand once delivered', () => {
    const { state } = given(...PENDING, [1, delivered(1)]);
    expect(cards(state)).toEqual([]);
    const standing = { conversation: OWNER, activityId: 'm1', hash: sha256('card 1'), shows: 1 };
    expect(requestRows(state).filter(({ key }) => key.startsWith('M'))).toEqual([
      { key: `M|AR-7|${OWNER}`, value: standing },
    ]);
  });

  it('are brought up to date after the end, where one stands', () => {
    const told = given(...PENDING, [1, delivered(1)], [5, approves(OWNER)]);
    expect(told.state.version).toBe(3);
    expect(cards(told.state)).toEqual([{ request: 'AR-7', person: OWNER, shown: 1, due: at(5) }]);
    const done = given(...PENDING, [1, delivered(1)], [5, approves(OWNER)], [6, delivered(3)]);
    expect(cards(done.state)).toEqual([]);
  });

  it('are not sent anew after the end', () => {
    expect(cards(given(...PENDING, [5, rejects(OWNER)]).state)).toEqual([]);
  });

  it('keep their row while a send is under way, and get another after a delivery that shows too little', () => {
    const pending = given(...FINANCE);
    const behind = given(...FINANCE, [5, approves(MONEY1)]);
    const mine = ({ person: id }: { person?: unknown }) => id === MONEY2;
    expect(cards(behind.state).find(mine)).toEqual(cards(pending.state).find(mine));
    const stale = given(...FINANCE, [5, approves(MONEY1)], [6, delivered(1, { person: MONEY2 })]);
    expect(cards(stale.state).find(mine)).toEqual({
      request: 'AR-7',
      person: MONEY2,
      shown: 1,
      due: at(6),
    });
  });

  it('a card that arrives after the end is brought up to date', () => {
    const { state } = given(...PENDING, [5, rejects(OWNER)], [6, delivered(1)]);
    expect(cards(state)).toMatchObject([{ person: OWNER, shown: 1, due: at(6) }]);
  });

  it('the same acknowledgement again changes nothing; another one does', () => {
    const shown = given(...PENDING, [1, delivered(1)]);
    shown.when(2, delivered(1)).nothing();
    shown.when(2, delivered(1, { activityId: 'm2' })).happens('card-delivered');
    shown.when(2, delivered(1, { conversation: 'other' })).happens('card-delivered');
    shown.when(2, delivered(1, { hash: sha256('x') })).happens('card-delivered');
  });

  it('are given up where Teams refuses, until the person asks for one', () => {
    const gone = { type: 'abandonCard', person: OWNER, status: 403 } as const;
    const given_ = given(...PENDING, [1, gone]);
    expect(cards(given_.state)).toEqual([]);
    given_.when(2, gone).nothing();
    given(...PENDING)
      .when(2, { ...gone, person: STRANGER })
      .nothing();
    const asksAgain = given(
      ...PENDING,
      [1, gone],
      [2, delivered(1, { activityId: 'm9' })],
      [3, approves(OWNER)],
    );
    expect(cards(asksAgain.state)).toMatchObject([{ person: OWNER, shown: 1 }]);
  });

  it('are kept up to date for whoever got one without being asked', () => {
    const { state } = given(
      ...PENDING,
      [1, delivered(1, { person: STRANGER })],
      [2, rejects(OWNER)],
    );
    expect(cards(state)).toMatchObject([{ person: STRANGER, shown: 1 }]);
  });
});

describe('the live requests of an agent', () => {
  const fold = ({ events }: RequestStory): OpenRequests | undefined =>
    events
      .filter((event) => openRequests.idsOf(event).includes('writer'))
      .reduce<OpenRequests | undefined>(
        (state, event) => openRequests.evolve(state, event, 'writer'),
        undefined,
      );

  it('are those pending and those approved and to be redeemed', () => {
    expect(fold(given(...PENDING).story)).toEqual({
      pending: [{ id: 'AR-7', due: at(DAY) }],
      approved: [],
      listed: 1,
    });
    expect(fold(given(...APPROVED).story)).toEqual({
      pending: [],
      approved: [{ id: 'AR-7', redeemBy: at(5 * MINUTE + HOUR) }],
      listed: 1,
    });
    const none = { pending: [], approved: [], listed: 1 };
    expect(fold(given(...APPROVED, [6 * MINUTE, redeems()]).story)).toEqual(none);
    expect(fold(given(...PENDING, [1, rejects(OWNER)]).story)).toEqual(none);
  });

  it('do not claim that all of them are indexed where the first are older than the index', () => {
    const older: OpenRequests = { pending: [], approved: [] };
    const [event] = given(...PENDING).story.events;
    expect(event && openRequests.evolve(older, event, 'writer')).not.toHaveProperty('listed');
  });

  it('are kept in memory, so that they follow the log; requests are read at the version of a commit', () => {
    expect([requests.cached, openRequests.cached]).toEqual([false, true]);
  });

  it('are changed by asking and endings, not by answers and cards', () => {
    const { events } = given(...PENDING, [1, delivered(1)], [2, approves(OWNER)]).story;
    expect(events.map((event) => [event.type, openRequests.idsOf(event)])).toEqual([
      ['request-asked', ['writer']],
      ['card-delivered', []],
      ['request-answered', []],
      ['request-approved', ['writer']],
    ]);
    expect(events.flatMap((event) => requests.idsOf(event))).toEqual(Array(4).fill('AR-7'));
    const foreign = { type: 'agent-imported', data: { request: 'AR-7', agentId: 'writer' } };
    expect([requests.idsOf(foreign), openRequests.idsOf(foreign)]).toEqual([[], []]);
  });
});
