import { describe, expect, it } from 'vitest';
import { connectors } from '../../../../src/features/registry/domain/fold.ts';
import type {
  ConnectorState,
  ProbationChoice,
} from '../../../../src/features/registry/domain/model.ts';
import { isUsable, presentConnector } from '../../../../src/features/registry/domain/present.ts';
import {
  askAtEnd,
  type Choose,
  chooseAtEnd,
} from '../../../../src/features/registry/domain/probation.ts';
import { DAY } from '../../../../src/kernel/instant.ts';
import {
  ADMIN,
  ASKED,
  at,
  DESK,
  deskAfter,
  dueOf,
  type Happened,
  LISTED,
  OTHER,
  PILOT,
  person,
} from './world.ts';

const choose = (
  state: ConnectorState | undefined,
  choice: ProbationChoice,
  change: Partial<Choose> = {},
) =>
  chooseAtEnd(
    { choice, person: ADMIN, roles: new Set(['admin']), ends: at(1_000), ...change },
    state,
    at(2_000),
  );
const codeOf = (result: ReturnType<typeof choose>) => (result.ok ? 'ok' : result.refusal.code);

const extended: Happened = [
  { type: 'probation-extended', data: { connectorId: 'desk', until: at(9_000) } },
  2_000,
  person(ADMIN),
];
const revoked: Happened = [
  { type: 'connector-revoked', data: { connectorId: 'desk', reason: 'x' } },
  2_000,
  person(ADMIN),
];
const card = (who = ADMIN, shows: 'question' | 'decision' = 'question'): Happened => [
  {
    type: 'probation-card-delivered',
    data: { connectorId: 'desk', person: who, activityId: 'a1', shows, hash: 'h' },
  },
];

describe('a probation', () => {
  it('is over at exactly its end, for whoever asks at that moment', () => {
    const state = deskAfter(LISTED);
    expect(isUsable(presentConnector(state, at(999)))).toBe(true);
    expect(isUsable(presentConnector(state, at(1_000)))).toBe(false);
    expect(presentConnector(state, at(1_000)).probationOver).toBe(true);
    const endless = { ...DESK, probationEnds: undefined };
    const { probationEnds: _none, ...record } = endless;
    const imported = deskAfter([{ type: 'connector-imported', data: { connector: record } }]);
    expect(isUsable(presentConnector(imported, at(DAY)))).toBe(true);
  });

  it('asks the admins once its end has come, and once for each end', () => {
    const state = deskAfter(LISTED);
    expect(dueOf(connectors.rows(state, 'desk'))).toEqual([`probation-end desk ${at(1_000)}`]);
    expect(askAtEnd(state, [ADMIN], at(999))).toEqual([]);
    expect(askAtEnd(state, [ADMIN], at(1_000))).toMatchObject([
      { type: 'probation-ended', data: { ends: at(1_000), asked: [ADMIN] } },
    ]);
    expect(askAtEnd(deskAfter(LISTED, ASKED), [ADMIN], at(5_000))).toEqual([]);
    const again = deskAfter(LISTED, ASKED, extended);
    expect(askAtEnd(again, [ADMIN], at(8_999))).toEqual([]);
    expect(askAtEnd(again, [ADMIN], at(9_000))).toHaveLength(1);
    expect(askAtEnd(undefined, [ADMIN], at(9_000))).toEqual([]);
  });

  it('keeps what an end in another spelling means', () => {
    const record = { ...DESK, probationEnds: '2026-11-20T10:00:01+01:00' };
    const state = deskAfter([{ type: 'connector-imported', data: { connector: record } }]);
    expect(isUsable(presentConnector(state, at(999)))).toBe(true);
    expect(isUsable(presentConnector(state, at(1_000)))).toBe(false);
  });
});

describe('the decision at its end', () => {
  const asked = deskAfter(LISTED, ASKED);

  it.each([
    ['promoted', 'connector-promoted'],
    ['extended', 'probation-extended'],
    ['revoked', 'connector-revoked'],
  ] as const)('%s', (choice, type) => {
    expect(choose(asked, choice)).toMatchObject({ ok: true, value: [{ type }] });
  });

  it('promotes into production, with the ceiling open and no end', () => {
    const result = choose(asked, 'promoted');
    const [event] = result.ok ? result.value : [];
    const { probationEnds: _over, ...record } = DESK;
    expect(event?.data).toEqual({
      connector: {
        ...record,
        status: 'approved',
        environments: ['pilot', 'production'],
        tierCeiling: 'delegatedAction',
      },
      confirmed: [],
    });
  });

  it('is an admin’s', () => {
    for (const roles of [[], ['board'], ['security']] as const)
      expect(codeOf(choose(asked, 'promoted', { roles: new Set(roles) }))).toBe('not-admin');
  });

  it('is about the end that was asked about', () => {
    expect(codeOf(choose(asked, 'promoted', { ends: at(999) }))).toBe('not-asked');
    expect(codeOf(choose(undefined, 'promoted'))).toBe('not-asked');
    expect(codeOf(choose(deskAfter(LISTED), 'promoted'))).toBe('not-asked');
  });

  it('is not that of whoever asked for the connector, save to revoke it', () => {
    const own = { person: PILOT };
    expect(codeOf(choose(asked, 'promoted', own))).toBe('own-request');
    expect(codeOf(choose(asked, 'extended', own))).toBe('own-request');
    expect(codeOf(choose(asked, 'revoked', own))).toBe('ok');
  });

  it('extends once', () => {
    const again: Happened = [
      {
        type: 'probation-ended',
        data: { connectorId: 'desk', ends: at(9_000), asked: [ADMIN] },
      },
      9_000,
    ];
    const state = deskAfter(LISTED, ASKED, extended, again);
    const ends = at(9_000);
    expect(codeOf(choose(state, 'extended', { ends }))).toBe('extended-before');
    expect(codeOf(choose(state, 'promoted', { ends }))).toBe('ok');
    expect(codeOf(choose(state, 'extended'))).toBe('not-asked');
  });

  it('is made once: the same again changes nothing, anything else is told who decided', () => {
    const state = deskAfter(LISTED, ASKED, revoked);
    expect(choose(state, 'revoked')).toEqual({ ok: true, value: [] });
    expect(choose(state, 'revoked', { person: OTHER })).toMatchObject({
      refusal: { code: 'decided', decided: { choice: 'revoked', by: person(ADMIN) } },
    });
    expect(codeOf(choose(state, 'promoted'))).toBe('decided');
  });

  it('is taken away by whatever else became of the connector', () => {
    const record = { ...DESK, status: 'revoked' as const };
    const imported: Happened = [{ type: 'connector-changed', data: { connector: record } }];
    expect(codeOf(choose(deskAfter(LISTED, ASKED, imported), 'promoted'))).toBe('not-asked');
  });
});

describe('its cards', () => {
  const cards = (...events: readonly Happened[]) =>
    dueOf(connectors.rows(deskAfter(LISTED, ASKED, ...events), 'desk')).filter((row) =>
      row.startsWith('probation-card'),
    );

  it('go to everybody who is asked, and show the decision where the question stands', () => {
    expect(cards()).toEqual([
      `probation-card desk~${ADMIN} ${at(1_000)}`,
      `probation-card desk~${OTHER} ${at(1_000)}`,
    ]);
    expect(cards(card())).toEqual([`probation-card desk~${OTHER} ${at(1_000)}`]);
    // Whoever was not reached before the decision is not asked any more.
    expect(cards(card(), revoked)).toEqual([`probation-card desk~${ADMIN} ${at(2_000)}`]);
    expect(cards(card(), revoked, card(ADMIN, 'decision'))).toEqual([]);
  });

  it('are given up where Teams refuses them for good', () => {
    const gone: Happened = [
      {
        type: 'probation-card-abandoned',
        data: { connectorId: 'desk', person: ADMIN, status: 403 },
      },
    ];
    expect(cards(gone, card(OTHER))).toEqual([]);
  });
});

describe('a revocation', () => {
  it('has its requests gone through once', () => {
    const due = (...events: readonly Happened[]) =>
      dueOf(connectors.rows(deskAfter(LISTED, ...events), 'desk'));
    const settled: Happened = [
      { type: 'revocation-settled', data: { connectorId: 'desk', ended: [] } },
    ];
    const found: Happened = [
      {
        type: 'connector-owners-found',
        data: { connectorId: 'desk', notice: 'desk~2~nobody', news: [], owners: [], done: true },
      },
    ];
    const dueAt = (ms: number) => [
      `connector-owners desk ${at(ms)}`,
      `connector-revoked desk ${at(ms)}`,
    ];
    expect(due(revoked)).toEqual(dueAt(2_000));
    expect(due(revoked, found)).toEqual([`connector-revoked desk ${at(2_000)}`]);
    expect(due(revoked, found, settled)).toEqual([]);
    const record = { ...DESK, status: 'revoked' as const };
    const imported: Happened = [{ type: 'connector-changed', data: { connector: record } }, 3_000];
    expect(due(imported)).toEqual(dueAt(3_000));
    expect(due(imported, found, settled, imported)).toEqual([]);
    expect(
      deskAfter([{ type: 'connector-imported', data: { connector: record } }]),
    ).not.toHaveProperty('unsettledSince');
  });
});

describe('who set what a tool does', () => {
  it('is the admin who confirmed it; of the rest nobody, or whoever was it before', () => {
    expect(deskAfter(LISTED).effectSetBy).toEqual({ list: ADMIN });
    const widened: Happened = [
      {
        type: 'connector-widened',
        data: {
          connector: { ...DESK, tools: [...DESK.tools, { name: 'open', effect: 'write' }] },
          request: 'AR-2',
          confirmedBy: OTHER,
          confirmed: ['close', 'open'],
        },
      },
    ];
    expect(deskAfter(LISTED, widened).effectSetBy).toEqual({
      list: ADMIN,
      close: OTHER,
      open: OTHER,
    });
    const lowered: Happened = [
      {
        type: 'connector-changed',
        data: { connector: { ...DESK, tools: [{ name: 'list', effect: 'write' }] } },
      },
      0,
      person(OTHER),
    ];
    expect(deskAfter(LISTED, lowered).effectSetBy).toEqual({ list: OTHER });
  });
});
