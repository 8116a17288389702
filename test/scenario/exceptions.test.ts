import { describe, expect } from 'vitest';
import { DAY, SECOND } from '../../src/kernel/instant.ts';
import { answer, approvedBy, ask, opened, reviewersCome } from './rights.ts';
import { type Fields, type Story, story, wordsOn } from './story.ts';

/** The mail assistant answers at night for two weeks. */
const AT_NIGHT: Fields = {
  kind: 'deviation',
  agentId: 'mail-assistant',
  connectorId: 'mail',
  from: 'businessHours',
  what: 'It drafts at night during the fair.',
  why: 'Visitors write at their daytime.',
  owner: 'owner2@contoso.example',
  until: '2026-12-04T09:00:00Z',
};

const register = async (house: Story, as = 'board'): Promise<readonly Fields[]> =>
  (await house.call(as, 'GET', '/exceptions')).body.items;

async function excepted(house: Story, more: Fields = {}): Promise<string> {
  await reviewersCome(house);
  const id = await opened(house, 'pilot', { ...AT_NIGHT, ...more });
  await approvedBy(house, id, 'owner', 'security');
  return id;
}

const sectionOf = async (house: Story, week: string): Promise<Fields> => {
  const { body } = await house.call('board', 'GET', `/digests/${week}`);
  return (body.sections as Fields[]).find(({ id }) => id === 'exceptions') ?? expect.fail('none');
};

describe('a deviation', () => {
  story(
    'is reviewed, stands on the register with owner and age, and ends by itself',
    async ({ house }) => {
      await reviewersCome(house);
      const id = await opened(house, 'pilot', AT_NIGHT);
      expect(await house.request(id, 'pilot')).toMatchObject({
        kind: 'deviation',
        from: 'businessHours',
        what: AT_NIGHT['what'],
        does: 'differ from the standard for business hours',
        stages: [{ seat: 'business owner' }, { seat: 'security reviewer' }],
      });
      const seen = wordsOn(house.seenBy('owner', id));
      for (const part of ['business hours', 'Answers for it', 'It lifts no rule'])
        expect(seen).toContain(part);
      expect(await register(house)).toEqual([]);
      await house.click('owner', id, 'approve');
      await house.click('security', id, 'approve');
      expect(await register(house)).toMatchObject([
        {
          id,
          from: 'businessHours',
          owner: '00000000-0000-4000-8000-000000000003',
          until: '2026-12-04T09:00:00.000Z',
          ageDays: 0,
          status: 'live',
        },
      ]);
      await house.leap(8 * DAY);
      expect(await register(house)).toMatchObject([{ id, ageDays: 8 }]);
      const section = await sectionOf(house, '2026-W48');
      expect(section['summary']).toContain(
        '1 exception is in force, the oldest for 8 days; 1 ends within a week.',
      );
      expect(section['metrics']).toMatchObject([{ id: 'exceptions.live', value: 1 }, {}]);
      expect(JSON.stringify(section)).toContain(`${id}: mail-assistant differs`);
      await house.leap(6 * DAY - SECOND);
      expect(await register(house)).toHaveLength(1);
      await house.clock.leap(SECOND);
      expect(await register(house)).toEqual([]);
      await house.settle();
      expect((await house.history(id)).at(-1)).toBe('deviation-ended');
      expect((await sectionOf(house, '2026-W49'))['summary']).toContain('No agent differs');
    },
  );

  story('needs one of the board in production, and no connector', async ({ house }) => {
    await reviewersCome(house);
    const { connectorId: _, ...whole } = AT_NIGHT;
    const id = await opened(house, 'pilot', { ...whole, agentId: 'crm-assistant' });
    expect((await house.request(id))['stages']).toHaveLength(3);
    await approvedBy(house, id, 'owner', 'security', 'board');
    const [entry] = await register(house);
    expect(entry).toMatchObject({ id, agentId: 'crm-assistant' });
    expect(entry).not.toHaveProperty('connectorId');
  });

  story('is for a known standard, an owner, and at most ninety days', async ({ house }) => {
    const wrong: readonly (readonly [Fields, number, string])[] = [
      [{ from: 'taste' }, 400, 'invalid-body'],
      [{ owner: 'olvia@contoso.example' }, 400, 'invalid-body'],
      [{ until: '2027-02-19T09:00:01Z' }, 400, 'invalid-body'],
      [{ until: '2026-11-20T09:00:00Z' }, 410, 'expired'],
      [{ connectorId: 'erp' }, 403, 'denied'],
      [{ connectorId: 'nowhere' }, 404, 'not-found'],
      [{ agentId: 'mail-asistant' }, 404, 'not-found'],
      [{ why: '' }, 400, 'invalid-body'],
    ];
    await reviewersCome(house);
    for (const [change, status, code] of wrong)
      expect({
        change,
        ...(await house.changesNothing(() => ask(house, 'pilot', { ...AT_NIGHT, ...change }))),
      }).toMatchObject({ change, status, body: { code } });
    expect(await ask(house, 'agent:crm-assistant', AT_NIGHT)).toMatchObject({ status: 403 });
    const id = await opened(house, 'pilot', AT_NIGHT);
    expect(await answer(house, 'pilot', id)).toMatchObject({ status: 403 });
  });
});

describe('the register of exceptions', () => {
  story('is seen and ended by those whom it concerns, and nobody else', async ({ house }) => {
    const id = await excepted(house);
    for (const as of ['owner', 'owner2', 'admin', 'security'])
      expect(await register(house, as)).toHaveLength(1);
    for (const as of ['outsider', 'pilot', 'finance1'])
      expect(await register(house, as)).toEqual([]);
    const end = (as: string) =>
      house.call(as, 'POST', `/exceptions/${id}/close`, { reason: 'Over' });
    for (const as of ['outsider', 'pilot', 'finance1'])
      expect(await house.changesNothing(() => end(as))).toMatchObject({ status: 404 });
    for (const as of ['agent:mail-assistant', 'gateway'])
      expect(await house.changesNothing(() => end(as))).toMatchObject({ status: 403 });
    expect(await end('owner2')).toMatchObject({ status: 200, body: { status: 'closed' } });
    expect(await house.changesNothing(() => end('owner'))).toMatchObject({
      status: 409,
      body: { code: 'not-pending' },
    });
    expect(await register(house)).toEqual([]);
  });

  story('is listed in chat with a button to end it', async ({ house }) => {
    const id = await excepted(house);
    expect(await house.say('outsider', 'exceptions')).toContain('No exception');
    const listed = await house.say('owner', 'exceptions');
    expect(listed).toContain('business hours');
    expect(listed).toContain(`End ${id}`);
    expect(await house.click('owner', id, 'exception-close')).toMatchObject({ statusCode: 200 });
    expect(await house.say('owner', 'exceptions')).toContain('No exception');
    expect((await house.history(id)).at(-1)).toBe('deviation-closed');
  });

  story('is asked for with a form', async ({ house }) => {
    expect(await house.say('pilot', 'request deviation')).toContain('Ask for a deviation');
  });
});
