import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRequests } from '../../../../src/features/approvals/domain/entity.ts';
import {
  type RequestEvent,
  requestEvents,
} from '../../../../src/features/approvals/domain/events.ts';
import { evolve, fits } from '../../../../src/features/approvals/domain/evolve.ts';
import type { OpenRequests } from '../../../../src/features/approvals/domain/openRequests.ts';
import { requestRows } from '../../../../src/features/approvals/domain/rows.ts';
import {
  isLive,
  type RequestState,
  type Status,
} from '../../../../src/features/approvals/domain/state.ts';
import type { Recorded } from '../../../../src/kernel/events.ts';
import { law, life, NEXT, play } from './lives.ts';

const isEnd = ({ type }: RequestEvent): boolean =>
  /^request-(redeemed|rejected|expired|withdrawn|lapsed|undone|voided|approved)$/.test(type);

describe('laws of what is folded and derived', () => {
  it('events fit their schemas, survive JSON, and fold into the same state again', () =>
    law(({ after: { events, state }, added }) => {
      for (const event of added) {
        expect(requestEvents[event.type].safeParse(event.data)).toMatchObject({ success: true });
        expect(JSON.parse(JSON.stringify(event))).toEqual(event);
      }
      const read: readonly Recorded<RequestEvent>[] = JSON.parse(JSON.stringify(events));
      const folded = read.reduce<RequestState | undefined>(
        (s, event) => evolve(s, event, 'AR-7'),
        undefined,
      );
      expect(folded).toEqual(state);
      expect(JSON.parse(JSON.stringify(state ?? null))).toEqual(state ?? null);
      return added.length > 0;
    }));

  it('whatever was decided fits when it is replayed; an end that comes twice does not', () =>
    law(({ after: { events } }) => {
      let state: RequestState | undefined;
      for (const event of events) {
        expect(fits(state, event)).toBe(true);
        state = evolve(state, event, 'AR-7');
        if (isEnd(event)) expect(fits(state, event)).toBe(false);
      }
      return events.some(isEnd);
    }));

  it('rows have keys of their own, and an ended request has none of its own but for cards', () =>
    law(({ after: { state } }) => {
      if (state === undefined) return false;
      const keys = requestRows(state).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const timers = keys.filter((key) => /^[LP]|^O\|\w+\|request-/.test(key));
      expect(timers.length > 0).toBe(isLive(state));
      return !isLive(state);
    }));

  it('a card is due only for whom it is behind, and never for whom Teams refused', () =>
    law(({ after: { state } }) => {
      if (state === undefined) return false;
      const due = requestRows(state).filter(({ value }) => value['job'] === 'approval-card');
      for (const viewer of state.audience) {
        const mine = due.some(({ key }) => key.endsWith(`~${viewer.person}`));
        if (viewer.abandoned || viewer.standing?.shows === state.version) expect(mine).toBe(false);
        else if (viewer.standing || state.status === 'pending') expect(mine).toBe(true);
      }
      return due.length > 0;
    }));

  it('the live requests of the agent hold it exactly while it is live', () =>
    law(({ after: { events, state } }) => {
      if (state === undefined) return false;
      const open = events
        .filter((event) => openRequests.idsOf(event).length > 0)
        .reduce<OpenRequests | undefined>(
          (s, event) => openRequests.evolve(s, event, 'writer'),
          undefined,
        );
      expect(open?.pending.map(({ id }) => id)).toEqual(state.status === 'pending' ? ['AR-7'] : []);
      const approved = state.status === 'approved' && isLive(state);
      expect(open?.approved.map(({ id }) => id)).toEqual(approved ? ['AR-7'] : []);
      return true;
    }));

  it('folding is total: any event on any state, and no ended state is touched save its cards', () =>
    fc.assert(
      fc.property(life, life, (mine, other) => {
        const last = play(...mine).at(-1)?.after.state;
        if (last === undefined) return;
        for (const event of play(...other).at(-1)?.after.events ?? []) {
          const next = evolve(last, event, 'AR-7');
          const fits = NEXT[last.status].length > 0 || event.type.startsWith('card-');
          if (!fits) expect(next).toBe(last);
          expect(() => requestRows(next)).not.toThrow();
        }
      }),
    ));

  it('begins with being asked and nothing else', () =>
    law(({ added }) => {
      for (const event of added)
        if (event.type !== 'request-asked')
          expect(() => evolve(undefined, event, 'AR-7')).toThrow('AR-7 begins with');
      return added.length > 0;
    }));

  it('the lives told here reach every status and every event', () => {
    const statuses = new Set<Status>();
    const types = new Set<string>();
    fc.assert(
      fc.property(life, ([one, moves]) => {
        const story = play(one, moves).at(-1)?.after;
        if (story?.state) statuses.add(story.state.status);
        for (const { type } of story?.events ?? []) types.add(type);
      }),
      { numRuns: 3_000 },
    );
    expect([...statuses].toSorted()).toEqual(Object.keys(NEXT).toSorted());
    expect([...types].toSorted()).toEqual(Object.keys(requestEvents).toSorted());
  });
});
