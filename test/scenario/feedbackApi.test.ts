import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const REPORT = { agentId: 'crm-assistant', category: 'wrongDataSource', text: 'Old prices.' };

describe('feedback over the API', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
  });
  afterAll(() => world.close());

  const report = (as: string, body: object, headers = {}) =>
    world.call(as, 'POST', '/feedback', body, headers);
  const list = async (as: string, query = '') => {
    const answer = await world.call(as, 'GET', `/feedback${query}`);
    expect(answer.status).toBe(200);
    return answer.body.items as { readonly id: string; readonly [field: string]: unknown }[];
  };
  const history = async (subject: string) =>
    (await world.call('board', 'GET', `/ledger/events?subject=${subject}`)).body as string;

  test('people can read what a report can be about; programs cannot', async () => {
    const { status, body } = await world.call('outsider', 'GET', '/feedback-categories');
    expect(status).toBe(200);
    expect(body.items).toHaveLength(6);
    expect(body.items[0]).toMatchObject({ id: 'wrongDataSource', label: 'Wrong data source' });
    for (const stranger of ['gateway', 'agent:crm-assistant'])
      expect((await world.call(stranger, 'GET', '/feedback-categories')).status).toBe(403);
  });

  test('a report is answered with its number and its place', async () => {
    const { status, body, headers } = await report('pilot', REPORT);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('/api/v1/feedback/F-1');
    expect(body).toMatchObject({
      id: 'F-1',
      agentId: 'crm-assistant',
      workflow: 'crm-assistant',
      category: 'wrongDataSource',
      severity: 'medium',
      status: 'open',
      text: 'Old prices.',
      reporter: { id: world.person('pilot').objectId },
    });
    expect((await world.call('pilot', 'GET', '/feedback/F-1')).body).toEqual(body);
    expect(body.priority).toBeUndefined();
    expect((await list('pilot'))[0]?.['priority']).toBeUndefined();
    expect((await list('owner'))[0]?.['priority']).toMatchObject({ value: 2 });
    expect((await world.call('admin', 'GET', '/feedback/F-1')).body.priority).toEqual({
      value: 2,
      blocked: 1,
      severity: 'medium',
      recurrence: 1,
    });
    for (const subject of [
      'F-1',
      'agent:crm-assistant',
      `person:${world.person('pilot').objectId}`,
    ])
      expect(await history(subject)).toContain('feedback-reported');
  });

  test.each<[string, object, string]>([
    ['an unknown agent', { ...REPORT, agentId: 'nobody' }, 'agentId'],
    ['an unknown category', { ...REPORT, category: 'other' }, 'category'],
    ['a prototype for a category', { ...REPORT, category: '__proto__' }, 'category'],
    ['no text', { ...REPORT, text: undefined }, 'text'],
    ['an empty text', { ...REPORT, text: ' \n' }, 'text'],
    ['a text of 100 KB', { ...REPORT, text: 'x'.repeat(100_000) }, 'text'],
    ['an unknown severity', { ...REPORT, severity: 'worst' }, 'severity'],
    ['an empty workflow', { ...REPORT, workflow: '' }, 'workflow'],
    ['a list for an agent', { ...REPORT, agentId: ['crm-assistant'] }, 'agentId'],
    ['an unknown field', { ...REPORT, reporter: 'owner@contoso.example' }, 'reporter'],
  ])('with %s is 400, and says where', async (_, body, path) => {
    const before = await list('admin');
    const answer = await report('pilot', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(await list('admin')).toHaveLength(before.length);
  });

  test('a report with a key is one, however often it comes', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await report('pilot', REPORT, key);
    expect(first.status).toBe(201);
    const again = await report('pilot', REPORT, key);
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await report('pilot', { ...REPORT, text: 'other' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
    const unknown = await report(
      'pilot',
      { ...REPORT, agentId: 'x' },
      { 'idempotency-key': 'k-2' },
    );
    expect(unknown.status).toBe(400);
    expect((await report('pilot', REPORT, { 'idempotency-key': 'k-2' })).status).toBe(201);
  });

  test('programs report and read nothing', async () => {
    for (const as of ['gateway', 'agent:crm-assistant']) {
      expect((await report(as, REPORT)).status).toBe(403);
      expect((await world.call(as, 'GET', '/feedback')).status).toBe(403);
      expect((await world.call(as, 'GET', '/feedback/F-1')).status).toBe(403);
      expect((await world.call(as, 'POST', '/feedback/F-1/triage', { note: 'x' })).status).toBe(
        403,
      );
      expect((await world.call(as, 'POST', '/feedback/F-1/answer', { fixed: true })).status).toBe(
        403,
      );
    }
  });

  test('everybody lists their own, owners their agents’, overseers all', async () => {
    await report('outsider', { ...REPORT, agentId: 'invoice-agent' });
    await report('owner', { ...REPORT, agentId: 'invoice-agent', category: 'policyViolation' });
    const agentsOf = async (as: string) =>
      [...new Set((await list(as)).map(({ agentId }) => String(agentId)))].toSorted((a, b) =>
        a < b ? -1 : 1,
      );
    expect(await agentsOf('pilot')).toEqual(['crm-assistant']);
    expect(await agentsOf('outsider')).toEqual(['invoice-agent']);
    expect(await agentsOf('finance1')).toEqual(['invoice-agent']);
    expect(await agentsOf('finance2')).toEqual(['invoice-agent']);
    for (const as of ['admin', 'board', 'security', 'owner'])
      expect(await agentsOf(as)).toEqual(['crm-assistant', 'invoice-agent']);
    expect(await list('finance1')).toHaveLength(2);
    expect(await list('outsider')).toHaveLength(1);
  });

  test('filters, and the right form where one is wrong', async () => {
    expect((await list('admin', '?agentId=invoice-agent')).length).toBe(2);
    expect((await list('admin', '?category=policyViolation')).length).toBe(1);
    expect(await list('admin', '?agentId=nobody')).toEqual([]);
    expect(await list('admin', '?status=confirmed')).toEqual([]);
    expect((await list('admin', '?status=open')).length).toBe((await list('admin')).length);
    for (const query of ['?status=done', '?category=other', '?limit=0', '?severity=high'])
      expect((await world.call('admin', 'GET', `/feedback${query}`)).status).toBe(400);
  });

  test('triage: owner, remedy, status and a note; what is wrong is said at its field', async () => {
    const triage = (as: string, body: object) =>
      world.call(as, 'POST', '/feedback/F-1/triage', body);
    expect(await triage('admin', {})).toMatchObject({ status: 400 });
    expect(await triage('admin', { status: 'confirmed' })).toMatchObject({ status: 400 });
    expect(await triage('admin', { owner: 'nobody@contoso.example' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'owner' }] },
    });
    expect(await triage('admin', { status: 'fixed' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'remedy' }] },
    });
    expect(await triage('admin', { status: 'declined' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'note' }] },
    });
    expect((await triage('owner2', { note: 'x' })).status).toBe(403);
    expect((await triage('finance1', { note: 'x' })).status).toBe(404);
    const set = await triage('owner', {
      status: 'inProgress',
      remedy: 'connector',
      owner: 'admin@contoso.example',
      note: 'We look at the list.',
    });
    expect(set).toMatchObject({
      status: 200,
      body: {
        status: 'inProgress',
        remedy: 'connector',
        owner: { id: world.person('admin').objectId },
        note: 'We look at the list.',
      },
    });
    expect((await world.call('admin', 'POST', '/feedback/F-99/triage', { note: 'x' })).status).toBe(
      404,
    );
    expect((await world.call('admin', 'POST', '/feedback/AR-1/triage', { note: 'x' })).status).toBe(
      404,
    );
  });

  test('an answer comes from the reporter alone, and only once they were asked', async () => {
    const answer = (as: string, fixed: boolean) =>
      world.call(as, 'POST', '/feedback/F-1/answer', { fixed });
    expect(await answer('pilot', true)).toMatchObject({ status: 409, body: { code: 'not-asked' } });
    await world.call('admin', 'POST', '/feedback/F-1/triage', { status: 'fixed' });
    for (const as of ['admin', 'owner', 'outsider'])
      expect((await answer(as, true)).status).toBe(404);
    expect((await answer('pilot', true)).body.status).toBe('confirmed');
    expect((await answer('pilot', true)).status).toBe(200);
  });

  test('long lists come in pages: open ones by priority, ended ones the newest first', async () => {
    for (let n = 0; n < 7; n += 1)
      await report('outsider', { ...REPORT, agentId: 'mail-assistant', workflow: `w${n}` });
    const page = async (query: string) => {
      const ids: string[] = [];
      for (let path: string | undefined = `/feedback?limit=3${query}`; path !== undefined; ) {
        const { body, headers } = await world.call('admin', 'GET', path);
        expect(body.items.length).toBeLessThanOrEqual(3);
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        path = /<\/api\/v1([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      }
      return ids;
    };
    const all = (await list('admin')).map(({ id }) => id);
    expect(all.length).toBeGreaterThan(9);
    expect(await page('')).toEqual(all);
    const mail = (await list('admin', '?agentId=mail-assistant')).map(({ id }) => id);
    for (const id of mail)
      await world.call('admin', 'POST', `/feedback/${id}/triage`, {
        status: 'declined',
        note: 'as meant',
      });
    const ended = await page('&status=declined');
    const number = (id: string) => Number(id.slice(2));
    expect(ended).toEqual(mail.toSorted((a, b) => number(b) - number(a)));
    expect(await page('&status=declined&agentId=crm-assistant')).toEqual([]);
  });

  test('a defect with many cases is triaged as a whole, a few at a time', async () => {
    const people = ['pilot', 'outsider', 'finance1', 'finance2'];
    for (let n = 0; n < 20; n += 1)
      await report(people[n % 4] ?? '', {
        ...REPORT,
        agentId: 'mail-assistant',
        category: 'incorrectRouting',
      });
    const [first] = await list('admin');
    expect(first).toMatchObject({ priority: { value: 4 * 2 * 20, blocked: 4, recurrence: 20 } });
    const set = { status: 'fixed', remedy: 'prompt', alike: true };
    await world.call('admin', 'POST', `/feedback/${first?.id}/triage`, set);
    expect(await list('admin', '?status=fixed')).toHaveLength(20);
  });

  test('the description of the API holds what a caller may send', async () => {
    const { body } = await world.call('pilot', 'GET', '/openapi.json');
    const text = JSON.stringify(body.paths['/api/v1/feedback']);
    for (const word of ['hallucinatedFacts', 'critical', 'listFeedback'])
      expect(text).toContain(word);
    expect(body.paths['/api/v1/feedback'].post['x-callers']).toEqual(['person']);
  });
});
