import { describe, expect } from 'vitest';
import { DAY, HOUR } from '../../src/kernel/instant.ts';
import { answer, approvedBy, ask, connector, opened, reviewersCome, TICKETS } from './rights.ts';
import { buttonsOn, type Fields, type Story, story, wordsOn } from './story.ts';

/** Tuesdays and Thursdays, 08:00 to 11:00 UTC in November. The house's clock begins on a Friday. */
const WINDOW: Fields = {
  id: 'tuesdays',
  environments: ['production'],
  days: [2, 4],
  from: '09:00',
  to: '12:00',
  timeZone: 'Europe/Berlin',
};
const FREEZE: Fields = {
  id: 'year-end',
  environments: ['production'],
  from: '2026-12-18T17:00:00Z',
  to: '2027-01-04T08:00:00Z',
  reason: 'The books are closed.',
};
const PROMOTE: Fields = {
  kind: 'promotion',
  agentId: 'mail-assistant',
  toEnvironment: 'production',
  toPhase: 'department',
  reason: 'Six weeks, and nothing was corrected.',
  rollbackPlan: 'Ask for pilot again; until then it is paused.',
};
const RAISE: Fields = {
  kind: 'tierEscalation',
  agentId: 'crm-assistant',
  connectorId: 'crm',
  toTier: 'delegatedAction',
  reason: 'Again.',
};
const DEVIATE: Fields = {
  kind: 'deviation',
  agentId: 'mail-assistant',
  from: 'releaseWindow',
  what: 'It goes into production on a Friday.',
  why: 'The fair begins tomorrow.',
  owner: 'owner2@contoso.example',
  until: '2026-11-27T09:00:00Z',
};
/** From Friday 09:00 to Tuesday 08:30. */
const TO_TUESDAY = 4 * DAY - HOUR / 2;

const put = async (house: Story, more: Fields = {}, as = 'admin') =>
  house.call(as, 'PUT', '/release-calendar', {
    windows: [WINDOW],
    freezes: [],
    reason: 'Changes while people are there.',
    ...more,
  });
const calendar = async (house: Story, as = 'owner'): Promise<Fields> =>
  (await house.call(as, 'GET', '/release-calendar')).body;
const agentOf = async (house: Story, id: string): Promise<Fields> =>
  (await house.call('admin', 'GET', `/agents/${id}`)).body;

async function windowsSet(house: Story): Promise<void> {
  await reviewersCome(house);
  expect(await put(house)).toMatchObject({ status: 200, body: { configured: true } });
}

const OUTSIDE = {
  status: 409,
  body: {
    code: 'outside-window',
    detail: expect.stringMatching(
      /Tue 24 Nov 2026, 09:00 \(Europe\/Berlin\).*to Tue 24 Nov 2026, 12:00/,
    ),
  },
};

describe('outside a release window', () => {
  story('without a calendar nothing waits, and the controls say so', async ({ house }) => {
    await reviewersCome(house);
    expect(await calendar(house)).toMatchObject({ configured: false, windows: [], freezes: [] });
    const { body } = await house.call('board', 'GET', '/controls');
    expect(body.items.at(-1)).toMatchObject({
      id: 'releases',
      status: 'attention',
      because: expect.stringContaining('No release windows are configured'),
    });
    const id = await opened(house, 'pilot', PROMOTE);
    await approvedBy(house, id, 'owner', 'security', 'board');
    expect(await agentOf(house, 'mail-assistant')).toMatchObject({ environment: 'production' });
    await put(house);
    expect((await house.call('board', 'GET', '/controls')).body.items.at(-1)).toMatchObject({
      status: 'inPlace',
      because: expect.stringContaining('1 release window for production'),
    });
  });

  story('the last approval waits, and takes effect once it is open', async ({ house }) => {
    await windowsSet(house);
    const id = await opened(house, 'pilot', PROMOTE);
    expect(wordsOn(house.seenBy('owner', id))).toContain(
      'It takes effect in a release window only',
    );
    expect((await house.request(id, 'board'))['warnings']).toContainEqual(
      expect.stringContaining('The next one is open from Tue 24 Nov 2026, 09:00'),
    );
    await approvedBy(house, id, 'owner', 'security');
    expect(await house.changesNothing(() => answer(house, 'board', id))).toMatchObject(OUTSIDE);
    const clicked = await house.changesNothing(() => house.click('board', id, 'approve'));
    expect(JSON.stringify(clicked)).toContain('needs a deviation from release windows');
    await house.leap(TO_TUESDAY);
    await approvedBy(house, id, 'board');
    expect(await agentOf(house, 'mail-assistant')).toMatchObject({ environment: 'production' });
  });

  story('an agreed deviation lets it through, until it ends', async ({ house }) => {
    await windowsSet(house);
    const id = await opened(house, 'pilot', PROMOTE);
    await approvedBy(house, id, 'owner', 'security');
    const other = await opened(house, 'pilot', { ...DEVIATE, from: 'businessHours' });
    await approvedBy(house, other, 'owner', 'security');
    expect(await answer(house, 'board', id)).toMatchObject(OUTSIDE);
    const about = await opened(house, 'pilot', { ...DEVIATE, connectorId: 'mail' });
    await approvedBy(house, about, 'owner', 'security');
    expect(await answer(house, 'board', id)).toMatchObject(OUTSIDE);
    const deviation = await opened(house, 'pilot', DEVIATE);
    await approvedBy(house, deviation, 'owner', 'security');
    await house.call('admin', 'POST', `/exceptions/${deviation}/close`, {});
    expect(await answer(house, 'board', id)).toMatchObject(OUTSIDE);
    const again = await opened(house, 'pilot', { ...DEVIATE, why: 'It does begin tomorrow.' });
    await approvedBy(house, again, 'owner', 'security');
    await approvedBy(house, id, 'board');
    expect(await agentOf(house, 'mail-assistant')).toMatchObject({ environment: 'production' });
  });

  story('what narrows, stops, rejects or names an owner never waits', async ({ house }) => {
    await windowsSet(house);
    const agent = await agentOf(house, 'crm-assistant');
    const fewer = (agent['capabilities'] as Fields[]).slice(0, 1);
    const edits = [{ capabilities: fewer }, { businessOwner: 'owner2@contoso.example' }];
    for (const edit of edits)
      expect(
        await house.call('admin', 'PUT', '/agents/crm-assistant', {
          ...(await agentOf(house, 'crm-assistant')),
          ...edit,
        }),
      ).toMatchObject({ status: 200 });
    const pause = { target: 'agent:crm-assistant', reason: 'Odd mails.' };
    const { status, body } = await house.call('admin', 'POST', '/pauses', pause);
    expect(status).toBe(201);
    const lifted = await house.call('admin', 'POST', `/pauses/${body.id}/lift`, {
      reason: 'Seen.',
    });
    expect(lifted.status).toBe(200);
    const id = await opened(house, 'pilot', PROMOTE);
    await approvedBy(house, id, 'owner', 'security');
    expect(
      await answer(house, 'board', id, { answer: 'reject', reason: 'Not yet.' }),
    ).toMatchObject({ status: 200 });
    expect(await house.say('admin', 'revoke crm because it leaks')).not.toContain('window');
  });

  story('a new version, a new agent or an import into production waits', async ({ house }) => {
    await windowsSet(house);
    const agent = await agentOf(house, 'crm-assistant');
    const next = { ...agent, version: '99.0.0' };
    const edit = () => house.call('admin', 'PUT', '/agents/crm-assistant', next);
    expect(await house.changesNothing(edit)).toMatchObject(OUTSIDE);
    const fresh = { ...agent, id: 'new-one', capabilities: [] };
    expect(await house.call('admin', 'PUT', '/agents/new-one', fresh)).toMatchObject(OUTSIDE);
    const body = { agents: [fresh], connectors: [] };
    expect(
      await house.changesNothing(() => house.call('admin', 'POST', '/import', body)),
    ).toMatchObject(OUTSIDE);
    expect((await house.call('admin', 'POST', '/import?preview=true', body)).body).toMatchObject({
      changes: [{ id: 'new-one', change: 'refused', because: expect.stringContaining('window') }],
    });
    const inPilot = { ...fresh, environment: 'pilot' };
    expect(await house.call('admin', 'PUT', '/agents/new-one', inPilot)).toMatchObject({
      status: 200,
    });
    await house.leap(TO_TUESDAY);
    expect(await edit()).toMatchObject({ status: 200, body: { version: '99.0.0' } });
  });

  story('so does a probation that is to end in production', async ({ house }) => {
    await windowsSet(house);
    const id = await opened(house, 'pilot', TICKETS);
    await approvedBy(house, id, 'owner', 'security', 'admin');
    expect(await connector(house)).toMatchObject({ status: 'probation' });
    await house.leap(30 * DAY);
    await house.settle();
    const { chat } = house.person('admin2');
    const asked = house.teams
      .inbox(chat)
      .findLast(({ card }) => wordsOn(card).includes('What now'));
    const activity = asked?.activityId ?? expect.fail('nobody was asked');
    const clicked = await house.changesNothing(() =>
      house.teams.click(house.person('admin2'), activity, 'promote'),
    );
    expect(JSON.stringify(clicked)).toContain('no release window is open');
    expect(await connector(house)).toMatchObject({ status: 'probation' });
  });

  story('a tier in production waits, one in pilot does not', async ({ house }) => {
    await windowsSet(house);
    const agent = await agentOf(house, 'crm-assistant');
    const lower = (agent['capabilities'] as Fields[]).map((one) => ({ ...one, tier: 'readOnly' }));
    await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, capabilities: lower });
    const id = await opened(house, 'pilot', RAISE);
    await approvedBy(house, id, 'owner', 'security');
    expect(await answer(house, 'board', id)).toMatchObject(OUTSIDE);
    const pilot = { ...RAISE, agentId: 'mail-assistant', connectorId: 'mail' };
    await approvedBy(house, await opened(house, 'pilot', pilot), 'owner', 'security');
  });
});

describe('the calendar of releases', () => {
  story('is set by admins, and by nobody else', async ({ house }) => {
    for (const as of ['owner', 'board', 'security', 'gateway', 'agent:crm-assistant'])
      expect((await house.changesNothing(() => put(house, {}, as))).status).toBe(403);
    const wrong: readonly Fields[] = [
      { windows: [{ ...WINDOW, timeZone: 'Europe/Atlantis' }] },
      { windows: [{ ...WINDOW, days: [8] }] },
      { windows: [{ ...WINDOW, from: '9' }] },
      { windows: [WINDOW, WINDOW] },
      { freezes: [{ ...FREEZE, to: FREEZE['from'] }] },
      { reason: '' },
    ];
    for (const more of wrong)
      expect(await house.changesNothing(() => put(house, more))).toMatchObject({
        status: 400,
        body: { code: 'invalid-body' },
      });
  });

  story(
    'says beforehand whether a change holds at once or waits for the board',
    async ({ house }) => {
      const tried = (more: Fields = {}, as = 'admin') =>
        house.changesNothing(() =>
          house.call(as, 'PUT', '/release-calendar?preview=true', {
            windows: [WINDOW],
            freezes: [],
            reason: 'Only a look.',
            ...more,
          }),
        );
      expect(await tried()).toMatchObject({ status: 200, body: { effect: 'set', widens: [] } });
      await windowsSet(house);
      expect((await tried()).body).toEqual({ effect: 'kept', widens: [] });
      expect((await tried({ freezes: [FREEZE] })).body).toEqual({ effect: 'set', widens: [] });
      expect((await tried({ windows: [] })).body).toEqual({
        effect: 'proposed',
        widens: ['lets changes in production through at any hour'],
      });
      expect((await tried({ windows: [{ ...WINDOW, from: '9' }] })).status).toBe(400);
      for (const as of ['owner', 'board', 'gateway'])
        expect((await tried({}, as)).status).toBe(403);
    },
  );

  story('is narrowed at once, and widened by the board alone', async ({ house }) => {
    await windowsSet(house);
    expect(await put(house, { freezes: [FREEZE] })).toMatchObject({
      body: { freezes: [{ id: 'year-end' }] },
    });
    const wider = { windows: [{ ...WINDOW, days: [1, 2, 3, 4, 5] }], freezes: [] };
    const { body } = await put(house, wider);
    expect(body).toMatchObject({
      windows: [WINDOW],
      freezes: [{ id: 'year-end' }],
      proposal: {
        windows: [{ days: [1, 2, 3, 4, 5] }],
        widens: [
          'opens the window tuesdays where or when there was none',
          'ends or shortens the freeze year-end',
        ],
      },
    });
    const { digest } = body.proposal;
    const adopt = (as: string, more: Fields = {}) =>
      house.call(as, 'POST', '/release-calendar/answer', { answer: 'adopt', digest, ...more });
    for (const as of ['admin', 'admin2', 'owner', 'gateway'])
      expect((await house.changesNothing(() => adopt(as))).status).toBe(403);
    expect(
      await house.changesNothing(() => adopt('board', { digest: '0'.repeat(64) })),
    ).toMatchObject({ status: 409, body: { code: 'not-pending' } });
    expect(await adopt('board')).toMatchObject({
      status: 200,
      body: { windows: [{ days: [1, 2, 3, 4, 5] }], freezes: [] },
    });
    expect(await calendar(house)).not.toHaveProperty('proposal');
    const adopted = (await house.lines()).findLast(({ type }) => type === 'release-calendar-set');
    expect(adopted?.data['proposedBy']).toMatch(/01$/);
    const { body: week } = await house.call('board', 'GET', '/digests/2026-W47');
    expect(JSON.stringify(week)).toContain('Wider release windows were proposed');
  });

  story(
    'a proposal can be taken back, is replaced by the next edit, and lapses',
    async ({ house }) => {
      await windowsSet(house);
      const propose = async () => (await put(house, { windows: [] })).body.proposal.digest;
      const send = (as: string, body: Fields) =>
        house.call(as, 'POST', '/release-calendar/answer', body);
      const first = await propose();
      expect((await send('admin2', { answer: 'reject', digest: first })).status).toBe(403);
      expect((await send('admin', { answer: 'reject', digest: first })).status).toBe(200);
      expect(await calendar(house)).not.toHaveProperty('proposal');
      const second = await propose();
      await put(house, { freezes: [FREEZE] });
      expect((await send('board', { answer: 'adopt', digest: second })).status).toBe(409);
      const third = await propose();
      await house.leap(7 * DAY);
      expect((await send('board', { answer: 'adopt', digest: third })).status).toBe(409);
    },
  );

  story('is read in chat, where the board decides with a button', async ({ house }) => {
    expect(await house.say('owner', 'windows')).toContain('at any time');
    await windowsSet(house);
    await put(house, { windows: [] });
    const said = await house.say('board', 'windows');
    for (const part of ['Tue, Thu 09:00–12:00 (Europe/Berlin)', 'Proposed instead', 'No windows.'])
      expect(said).toContain(part);
    const newest = (name: string) =>
      house.teams.inbox(house.person(name).chat).findLast(({ card }) => card) ?? expect.fail();
    const mine = newest('board');
    expect(buttonsOn(mine.card)).toEqual(['windows-adopt', 'windows-reject']);
    await house.say('owner', 'windows');
    expect(buttonsOn(newest('owner').card)).toEqual([]);
    const { proposal } = (await calendar(house)) as { proposal: Fields };
    const stolen = { verb: 'windows-adopt', digest: proposal['digest'] };
    await house.changesNothing(() =>
      house.teams.click(house.person('owner'), newest('owner').activityId, 'windows-adopt', {
        data: stolen,
      }),
    );
    await house.teams.click(house.person('board'), mine.activityId, 'windows-adopt');
    await house.settle();
    expect(await calendar(house)).toMatchObject({ configured: false });
  });

  story('stands in the calendar that people subscribe to', async ({ house }) => {
    await put(house, { freezes: [FREEZE] });
    const { body } = await house.call('owner', 'GET', '/reviews/calendar.ics');
    for (const part of [
      'UID:window-tuesdays-2026-11-24@countersign',
      'DTSTART:20261124T080000Z',
      'DTEND:20261124T110000Z',
      'SUMMARY:Freeze year-end',
    ])
      expect(body).toContain(part);
    expect((await ask(house, 'pilot', DEVIATE)).status).toBe(201);
  });
});
