import { describe, expect } from 'vitest';
import { DAY } from '../../src/kernel/instant.ts';
import {
  answer,
  approvedBy,
  ask,
  authorize,
  opened,
  reviewersCome,
  SEND_INSIDE,
  sendingAllowed,
} from './rights.ts';
import { type Fields, type Story, story, wordsOn } from './story.ts';

/** The mail assistant is to leave the pilot. */
const PROMOTE: Fields = {
  kind: 'promotion',
  agentId: 'mail-assistant',
  toEnvironment: 'production',
  toPhase: 'department',
  reason: 'Six weeks, and nothing was corrected.',
  rollbackPlan: 'Ask for pilot again; until then it is paused.',
};

const agentOf = async (house: Story, id = 'mail-assistant'): Promise<Fields> =>
  (await house.call('admin', 'GET', `/agents/${id}`)).body;

describe('a promotion', () => {
  story(
    'is asked for, reviewed by owner, security and board, and moves the agent',
    async ({ house }) => {
      await reviewersCome(house);
      expect(
        await house.call('admin', 'PUT', '/agents/mail-assistant', {
          ...(await agentOf(house)),
          phase: 'department',
        }),
      ).toMatchObject({
        status: 403,
        body: { code: 'needs-request', detail: expect.stringContaining('promotion') },
      });
      const id = await opened(house, 'pilot', PROMOTE);
      expect(await house.request(id, 'pilot')).toMatchObject({
        kind: 'promotion',
        fromEnvironment: 'pilot',
        toEnvironment: 'production',
        fromPhase: 'pilot',
        toPhase: 'department',
        rollbackPlan: PROMOTE['rollbackPlan'],
        does: 'run in production and the department phase',
        stages: [
          { seat: 'business owner' },
          { seat: 'security reviewer' },
          { seat: 'review board' },
        ],
      });
      expect(await house.request(id)).not.toHaveProperty('connectorId');
      const seen = wordsOn(house.seenBy('owner', id));
      for (const part of ['In pilot, the pilot phase', 'Rollback plan', 'until then it is paused'])
        expect(seen).toContain(part);
      for (const name of ['owner', 'security']) await house.click(name, id, 'approve');
      expect(await agentOf(house)).toMatchObject({ environment: 'pilot', phase: 'pilot' });
      await house.click('board', id, 'approve');
      expect(await agentOf(house)).toMatchObject({
        environment: 'production',
        phase: 'department',
      });
      expect(wordsOn(house.seenBy('pilot', id))).toContain('It runs there from now on.');
      expect(
        (await house.lines({ subject: id })).find(({ type }) => type === 'agent-promoted'),
      ).toMatchObject({
        type: 'agent-promoted',
        data: { rollbackPlan: PROMOTE['rollbackPlan'] },
      });
      const { body } = await house.call('board', 'GET', '/digests/2026-W47');
      expect(JSON.stringify(body)).toContain(
        'mail-assistant went to another environment or phase by a request',
      );
      expect(await house.say('pilot', `why ${id}`)).toContain('It runs in production');
    },
  );

  story('needs no board below production and the enterprise', async ({ house }) => {
    await reviewersCome(house);
    const { toEnvironment: _, ...toDepartment } = PROMOTE;
    const id = await opened(house, 'pilot', toDepartment);
    expect((await house.request(id))['stages']).toHaveLength(2);
    await approvedBy(house, id, 'owner', 'security');
    expect(await agentOf(house)).toMatchObject({ environment: 'pilot', phase: 'department' });
    const whole = await opened(house, 'pilot', {
      kind: 'promotion',
      agentId: 'crm-assistant',
      toPhase: 'enterprise',
      reason: 'All of us want it.',
      rollbackPlan: 'Back to the department.',
    });
    expect((await house.request(whole))['stages']).toHaveLength(3);
  });

  story('leaves tiers behind that were raised where it was', async ({ house }) => {
    await reviewersCome(house);
    await sendingAllowed(house);
    expect(await authorize(house, { ...SEND_INSIDE, dryRun: true })).toMatchObject({
      outcome: 'needsApproval',
    });
    const id = await opened(house, 'pilot', PROMOTE);
    await approvedBy(house, id, 'owner', 'security', 'board');
    expect(await authorize(house, { ...SEND_INSIDE, dryRun: true })).toMatchObject({
      outcome: 'deny',
      policies: ['above-tier'],
    });
    await house.leap(31 * DAY);
    expect(await house.history('AR-1')).not.toContain('tier-ended');
  });

  story('goes nowhere where the agent is, or from where it is no more', async ({ house }) => {
    await reviewersCome(house);
    const nowhere: readonly (readonly [Fields, number, string])[] = [
      [{ toEnvironment: 'pilot', toPhase: 'pilot' }, 409, 'not-needed'],
      [{ agentId: 'mail-asistant' }, 404, 'not-found'],
      [{ toEnvironment: undefined, toPhase: undefined }, 400, 'invalid-body'],
      [{ rollbackPlan: ' ' }, 400, 'invalid-body'],
    ];
    for (const [change, path] of [
      [{ toPhase: 'enterprise' }, 'toPhase'],
      [{ toEnvironment: undefined, toPhase: 'enterprise' }, 'toPhase'],
    ] as const)
      expect(
        await house.changesNothing(() => ask(house, 'pilot', { ...PROMOTE, ...change })),
      ).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('one step at a time'), errors: [{ path }] },
      });
    for (const [change, status, code] of nowhere)
      expect(
        await house.changesNothing(() => ask(house, 'pilot', { ...PROMOTE, ...change })),
      ).toMatchObject({ status, body: { code } });
    const first = await opened(house, 'pilot', PROMOTE);
    const { toEnvironment: _, ...toDepartment } = PROMOTE;
    const second = await opened(house, 'pilot', toDepartment);
    await approvedBy(house, second, 'owner', 'security');
    expect(await answer(house, 'owner', first)).toMatchObject({
      status: 409,
      body: { code: 'action-changed' },
    });
    expect(await answer(house, 'owner', first, { answer: 'reject' })).toMatchObject({
      status: 200,
    });
  });

  story('is not approved by whoever asked, nor asked for by another agent', async ({ house }) => {
    await reviewersCome(house);
    expect(await ask(house, 'agent:crm-assistant', PROMOTE)).toMatchObject({ status: 403 });
    // Selma sits on the board too, and answers for security.
    expect(await ask(house, 'board', PROMOTE)).toMatchObject({
      status: 409,
      body: { code: 'no-approver', seat: 'board' },
    });
    const id = await opened(house, 'owner2', PROMOTE);
    for (const as of ['owner2', 'outsider', 'pilot', 'admin'])
      expect([403, 404]).toContain((await answer(house, as, id)).status);
    expect(await agentOf(house)).toMatchObject({ environment: 'pilot' });
  });

  story('is held while the agent is paused', async ({ house }) => {
    await reviewersCome(house);
    const id = await opened(house, 'pilot', PROMOTE);
    await house.call('admin', 'POST', '/pauses', {
      target: 'agent:mail-assistant',
      reason: 'A look at it',
    });
    await house.settle();
    expect(await answer(house, 'owner', id)).toMatchObject({ status: 409, body: { code: 'held' } });
  });

  story('is asked for with a form', async ({ house }) => {
    expect(await house.say('pilot', 'request promotion')).toContain('Ask for a promotion');
  });
});
