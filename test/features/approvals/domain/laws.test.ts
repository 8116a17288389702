import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../src/features/approvals/domain/commands.ts';
import { mayHaveReceipt, standing } from '../../../../src/features/approvals/domain/standing.ts';
import { answersOf, type RequestState } from '../../../../src/features/approvals/domain/state.ts';
import type { PersonId } from '../../../../src/kernel/people.ts';
import { tell } from '../../../support/decider.ts';
import { law, life, NEXT, play, rolesHere, type Setting } from './lives.ts';
import { asked, at, BACKUP, DIGEST, type RequestStory, requestsDecider } from './world.ts';

const DECISIONS = ['request-approved', 'request-rejected', 'request-expired', 'request-withdrawn'];
const USES = ['request-redeemed', 'request-lapsed', 'request-undone', 'request-voided'];
const countOf = ({ events }: RequestStory, types: readonly string[]): number =>
  events.filter(({ type }) => types.includes(type)).length;

/** Whoever has a part in the request, told from the setting and not from the code under test. */
const involved = (one: Setting): readonly (PersonId | undefined)[] => [
  one.requester,
  one.beneficiary,
  one.ownerSetBy,
  one.effectSetBy,
];

function sits(id: PersonId, state: RequestState, { now, agent }: Context, one: Setting): boolean {
  const owner = agent?.people.business;
  const seat = state.stages[state.stage]?.seat;
  if (seat?.kind === 'role') return rolesHere(id).has(seat.role);
  if (id === owner) return true;
  return id === BACKUP && (now >= at(0.8 * one.plan.windowMs) || involved(one).includes(owner));
}

describe('laws of every life of a request', () => {
  it('a status changes along the contract’s arrows only, and an ended one never', () =>
    law(({ before, after }) => {
      const [from, to] = [before.state?.status, after.state?.status];
      if (from === undefined || to === undefined || from === to) return false;
      expect(NEXT[from]).toContain(to);
      return true;
    }));

  it('is decided at most once, and an approval ends at most once', () =>
    law(({ after }) => {
      expect(countOf(after, DECISIONS)).toBeLessThanOrEqual(1);
      expect(countOf(after, USES)).toBeLessThanOrEqual(1);
      return after.state?.status !== 'pending';
    }));

  it('every answer that counts is from somebody who sits there and has no part in it', () =>
    law(({ before, added, context }, one) => {
      const answer = added.find((event) => event.type === 'request-answered');
      if (answer?.type !== 'request-answered' || before.state === undefined) return false;
      const { person: id } = answer.data;
      expect(sits(id, before.state, context, one)).toBe(true);
      expect(involved(one)).not.toContain(id);
      expect(answersOf(before.state).map((earlier) => earlier.person)).not.toContain(id);
      expect(context.now < before.state.due).toBe(true);
      expect(answer.data.digest).toBe(before.state.digest);
      return true;
    }));

  it('every answer that counts says what gave the right to it', () =>
    law(({ added, context: { now, agent } }) => {
      const answer = added.find((event) => event.type === 'request-answered');
      if (answer?.type !== 'request-answered') return false;
      const { as, right } = answer.data;
      const named = as === 'owner' || as === 'backup';
      expect(right).toMatchObject(
        named
          ? { by: 'registry', writtenAt: agent?.changedAt }
          : { by: 'role', source: 'directory', at: now },
      );
      return true;
    }));

  it('nobody approves while a pause is in force', () =>
    law(({ added, context }) => {
      if (!context.hits.some(({ live }) => live)) return false;
      expect(added.some(({ type }) => type === 'request-approved')).toBe(false);
      return true;
    }));

  it('is approved with the quorum of each stage, by different people, and no sooner', () =>
    law(({ after: { state } }) => {
      if (state?.approval === undefined) {
        const full = state?.stages.every((stage) => stage.answers.length >= stage.quorum) ?? false;
        expect(full && state?.status === 'pending').toBe(false);
        return false;
      }
      const { approvers } = state.approval;
      expect(new Set(approvers).size).toBe(approvers.length);
      for (const { answers, quorum } of state.stages) {
        expect(answers).toHaveLength(quorum);
        expect(answers.every(({ answer }) => answer === 'approve')).toBe(true);
      }
      expect(approvers).toEqual(
        state.stages.flatMap(({ answers }) => answers.map((a) => a.person)),
      );
      return true;
    }));

  it('never changes what was asked', () =>
    law(({ before: { state: before }, after: { state: after } }) => {
      if (before === undefined || after === undefined) return false;
      const asked_ = (s: RequestState) => [
        s.id,
        s.digest,
        s.kind === 'outboundAction' && [s.arguments, s.facts],
        s.askedAt,
        s.due,
        s.requester,
      ];
      expect(asked_(after)).toEqual(asked_(before));
      return true;
    }));

  it('once over, no receipt can ever be had again', () =>
    fc.assert(
      fc.property(life, ([one, moves]) => {
        let over = false;
        for (const { after, context } of play(one, moves)) {
          if (after.state === undefined) continue;
          const now = standing(after.state, context);
          over ||= now !== 'pending' && now !== 'approved';
          if (over) expect(mayHaveReceipt(after.state, context)).toBe(false);
          expect(mayHaveReceipt(after.state, context) && countOf(after, USES) > 0).toBe(false);
        }
      }),
    ));

  it('is redeemed only while it stands, unpaused, for the action approved, with a receipt in time', () =>
    law(({ command, context, before, added }) => {
      if (command.type !== 'redeem' || added.length === 0) return false;
      expect(before.state && standing(before.state, context)).toBe('approved');
      expect(context.hits.some(({ live }) => live)).toBe(false);
      expect(context.hits.some(({ seq }) => seq > (before.state?.approval?.seq ?? 0))).toBe(false);
      expect(command.digest).toBe(DIGEST);
      expect(context.now < command.receipt.expires).toBe(true);
      return true;
    }));

  it('the same command again changes nothing', () =>
    law(({ command, context, after, ok }) => {
      if (!ok || command.type === 'ask') return false;
      const again = tell(requestsDecider, after, command, context);
      expect(again.story.events).toHaveLength(after.events.length);
      const spent = command.type === 'redeem';
      expect(again.result).toMatchObject(
        spent ? { refusal: { code: 'already-redeemed' } } : { ok: true },
      );
      return true;
    }));

  it('the same action asked again is the same request for as long as it is live', () =>
    law(({ context, after }) => {
      const { state } = after;
      if (state === undefined) return false;
      const now = standing(state, context);
      if (now !== 'pending' && !(now === 'approved' && state.approval?.redeemBy)) return false;
      const again = tell(requestsDecider, after, asked({ id: 'AR-8' }), context);
      expect(again.result).toEqual({ ok: true, value: [] });
      return true;
    }));
});
