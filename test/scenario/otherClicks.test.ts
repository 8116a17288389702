import { describe, expect } from 'vitest';
import { HOUR, MINUTE } from '../../src/kernel/instant.ts';
import { buttonsOn, dataOf, PAY_INVOICE, story, wordsOn } from './story.ts';

describe('a second click', () => {
  story('of the same person changes nothing and is told how it stands', async ({ house }) => {
    const id = await house.asked();
    const approve = dataOf(house.seenBy('owner', id), 'approve');
    await house.click('owner', id, 'approve', { data: approve });
    for (let i = 0; i < 3; i += 1) {
      const again = await house.changesNothing(() =>
        house.click('owner', id, 'approve', { data: approve }),
      );
      expect(again).toMatchObject({ status: 200, statusCode: 200 });
      expect(wordsOn(again.card)).toContain('Approved by you.');
    }
  });

  story('at the same time is one answer', async ({ house }) => {
    const id = await house.asked();
    const approve = dataOf(house.seenBy('owner', id), 'approve');
    const clicks = await Promise.all(
      Array.from({ length: 20 }, () => house.click('owner', id, 'approve', { data: approve })),
    );
    expect(clicks.every(({ statusCode }) => statusCode === 200)).toBe(true);
    const types = await house.history(id);
    expect(types.filter((type) => type === 'request-answered')).toHaveLength(1);
    expect(types.filter((type) => type === 'request-approved')).toHaveLength(1);
  });

  story('for the other answer at the same time leaves one decision', async ({ house }) => {
    const id = await house.asked();
    const card = house.seenBy('owner', id);
    const clicks = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const verb = i % 2 === 0 ? 'approve' : 'reject';
        return house.click('owner', id, verb, { data: dataOf(card, verb) });
      }),
    );
    expect(clicks.filter(({ statusCode }) => statusCode === 200)).toHaveLength(10);
    expect(clicks.filter(({ statusCode }) => statusCode === 409)).toHaveLength(10);
    const decided = (await house.history(id)).filter((type) =>
      /^request-(approved|rejected)$/.test(type),
    );
    expect(decided).toHaveLength(1);
  });
});

describe('a late click', () => {
  story('is told who decided, and when in the time of whoever clicks', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    const approve = dataOf(house.seenBy('finance2', id), 'approve');
    await house.leap(10 * MINUTE);
    await house.click('finance1', id, 'reject', { inputs: { reason: 'No.' } });
    await house.leap(3 * HOUR);
    const late = await house.changesNothing(() =>
      house.click('finance2', id, 'approve', { data: approve }),
    );
    expect(late).toMatchObject({ status: 200, statusCode: 409 });
    expect(late.text).toBe('Fatima Finance rejected it at 20 Nov 2026, 10:10 (Europe/Berlin).');
  });

  story('on what has expired is told so', async ({ house }) => {
    const id = await house.asked();
    const approve = dataOf(house.seenBy('owner', id), 'approve');
    await house.leap(24 * HOUR);
    const late = await house.changesNothing(() =>
      house.click('owner', id, 'approve', { data: approve }),
    );
    expect(late).toMatchObject({ statusCode: 409 });
    expect(late.text).toBe('It expired at 21 Nov 2026, 10:00 (Europe/Berlin) without a decision.');
  });

  story('on what was withdrawn is told by whom', async ({ house }) => {
    const id = await house.asked();
    const approve = dataOf(house.seenBy('owner', id), 'approve');
    await house.call('agent:crm-assistant', 'POST', `/requests/${id}/withdraw`, {});
    const late = await house.click('owner', id, 'approve', { data: approve });
    expect(late.text).toBe(
      'The agent crm-assistant withdrew it at 20 Nov 2026, 10:00 (Europe/Berlin).',
    );
  });

  story('of the API is a problem that says who and when', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    const { digest } = await house.request(id);
    await house.click('finance1', id, 'reject');
    const late = await house.call('finance2', 'POST', `/requests/${id}/answer`, {
      answer: 'approve',
      digest,
    });
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'already-decided',
        status: 409,
        decidedBy: house.person('finance1').objectId,
        decidedAt: '2026-11-20T09:00:00.000Z',
      },
    });
    expect(late.body.detail).toContain('Fatima Finance rejected it');
  });
});

describe('the click of another person', () => {
  story(
    'on a card that was forwarded to them decides nothing, and says nothing about it',
    async ({ house }) => {
      const id = await house.asked();
      const activity = house.cardOf('owner', id);
      const data = dataOf(house.seenBy('owner', id), 'approve');
      for (const name of ['outsider', 'pilot', 'finance1', 'board', 'admin', 'security']) {
        const tried = await house.changesNothing(() =>
          house.teams.click(house.person(name), activity, 'approve', { data }),
        );
        expect(tried).toMatchObject({ status: 200, statusCode: 403 });
        expect(tried.text).toBe('This waits for the business owner, which you are not.');
      }
      expect(await house.request(id)).toMatchObject({ status: 'pending' });
    },
  );

  story('as the backup is told from when on they may', async ({ house }) => {
    const id = await house.asked();
    const data = dataOf(house.seenBy('owner', id), 'approve');
    const tried = await house.changesNothing(() =>
      house.teams.click(house.person('owner2'), house.cardOf('owner', id), 'approve', { data }),
    );
    expect(tried).toMatchObject({ statusCode: 403 });
    expect(tried.text).toContain('from 21 Nov 2026, 05:12 (Europe/Berlin) on');
  });

  story('who is unknown to the directory decides nothing', async ({ house }) => {
    const id = await house.asked();
    const stranger = house.teams.person('99999999-0000-4000-8000-000000000099', 'Sam Stranger');
    const data = dataOf(house.seenBy('owner', id), 'approve');
    const tried = await house.changesNothing(() =>
      house.teams.click(stranger, house.cardOf('owner', id), 'approve', { data }),
    );
    expect(tried).toMatchObject({ statusCode: 403 });
  });

  story('after the decision does not tell a stranger what was decided', async ({ house }) => {
    const id = await house.asked();
    const activity = house.cardOf('owner', id);
    const data = dataOf(house.seenBy('owner', id), 'approve');
    await house.click('owner', id, 'approve');
    const tried = await house.teams.click(house.person('outsider'), activity, 'approve', { data });
    expect(tried).toMatchObject({ statusCode: 403 });
    expect(tried.text).not.toContain('Olivia');
    for (const verb of ['show', 'review', 'refresh']) {
      const shown = await house.teams.click(house.person('outsider'), activity, verb, {
        data: { verb, request: id },
      });
      expect(shown).toMatchObject({ statusCode: 404 });
      expect(buttonsOn(shown.card)).toEqual([]);
    }
  });
});
