import { describe, expect } from 'vitest';
import { type Fields, type Line, PAY_INVOICE, SEND_MAIL, type Story, story } from './story.ts';

const SECRET = { to: ['emma@fabrikam.example'], subject: 'Offer', body: 'The price is 4711.' };
const ASK = { ...SEND_MAIL, arguments: SECRET };

/** What each reader gets of a request about a mail of the CRM assistant. */
const READERS: Readonly<Record<string, 'payload' | 'status' | 'nothing'>> = {
  'agent:crm-assistant': 'payload', // asked for it
  gateway: 'payload', // has to execute it
  owner: 'payload', // answers it
  owner2: 'payload', // the backup, who may answer it later
  board: 'payload',
  security: 'payload', // of the board too
  admin: 'status', // technical owner and admin, not asked
  admin2: 'status',
  outsider: 'nothing',
  pilot: 'nothing',
  finance1: 'nothing', // another request's approver
  'agent:mail-assistant': 'nothing',
  'agent:invoice-agent': 'nothing',
};

async function asked(house: Story): Promise<string> {
  return house.asked(ASK, { justification: 'Emma called', onBehalfOf: 'Emma' });
}

describe('a request', () => {
  for (const [reader, sees] of Object.entries(READERS))
    story(`shows ${reader} its ${sees}`, async ({ house }) => {
      const id = await asked(house);
      const { status, body } = await house.call(reader, 'GET', `/requests/${id}`);
      const list = (await house.call(reader, 'GET', '/requests')).body.items;
      if (sees === 'nothing') {
        expect({ status, body }).toMatchObject({ status: 404, body: { code: 'not-found' } });
        expect(list).toEqual([]);
        return;
      }
      expect(list).toEqual([body]);
      expect(body).toMatchObject({ id, status: 'pending', agentId: 'crm-assistant' });
      const payload = ['arguments', 'facts', 'justification', 'onBehalfOf'];
      for (const field of payload)
        if (sees === 'payload') expect(body).toHaveProperty(field);
        else expect(body).not.toHaveProperty(field);
      if (sees === 'payload') expect(body.arguments).toEqual(SECRET);
      else expect(JSON.stringify({ body, list })).not.toMatch(/4711|emma|Emma/);
    });

  story('is not told apart from none by whoever may not see it', async ({ house }) => {
    const id = await asked(house);
    const strip = ({ status, body }: { status: number; body: Fields }) => {
      const { instance: _, ...rest } = body;
      return JSON.stringify({ status, rest }).replaceAll(/AR-\d+/g, 'AR-n');
    };
    for (const path of ['', '?wait=0'])
      expect(strip(await house.call('outsider', 'GET', `/requests/${id}${path}`))).toBe(
        strip(await house.call('outsider', 'GET', `/requests/AR-99${path}`)),
      );
    for (const [deed, body] of Object.entries({
      answer: { answer: 'approve', digest: '0'.repeat(64) },
      undo: {},
      withdraw: {},
    }))
      expect(strip(await house.call('outsider', 'POST', `/requests/${id}/${deed}`, body))).toBe(
        strip(await house.call('outsider', 'POST', `/requests/AR-99/${deed}`, body)),
      );
  });

  story('of finance shows its payload to every controller', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    for (const name of ['finance1', 'finance2'])
      expect(await house.request(id, name)).toHaveProperty('arguments');
    expect((await house.call('owner', 'GET', `/requests/${id}`)).status).toBe(404);
  });

  story('is found by status, agent and kind, page by page', async ({ house }) => {
    for (let n = 0; n < 5; n += 1)
      await house.asked({ ...SEND_MAIL, arguments: { to: [`a${n}@b.example`] } });
    await house.asked(PAY_INVOICE);
    await house.click('owner', 'AR-2', 'approve');
    const list = async (query: string) => house.call('gateway', 'GET', `/requests?${query}`);
    const ids = async (query: string) => (await list(query)).body.items.map(({ id }: Fields) => id);
    expect(await ids('status=approved')).toEqual(['AR-2']);
    expect(await ids('agentId=invoice-agent')).toEqual(['AR-6']);
    expect(await ids('agentId=crm-assistant&status=pending')).toEqual([
      'AR-1',
      'AR-3',
      'AR-4',
      'AR-5',
    ]);
    expect(await ids('kind=outboundAction')).toHaveLength(6);
    const seen: string[] = [];
    for (let next: string | undefined = 'limit=2'; next !== undefined; ) {
      const page = await list(next);
      seen.push(...page.body.items.map(({ id }: Fields) => id));
      next = /\?([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(['AR-1', 'AR-2', 'AR-3', 'AR-4', 'AR-5', 'AR-6']);
  });
});

describe('the ledger', () => {
  const askedLine = (lines: readonly Line[]): Line =>
    lines.find(({ type }) => type === 'request-asked') ?? expect.fail('no request');

  story(
    'shows arguments to the board, and their hash to an admin who has no part in it',
    async ({ house }) => {
      const id = await asked(house);
      const whole = askedLine(await house.lines({ subject: id, as: 'board' }));
      expect(whole).not.toHaveProperty('redacted');
      expect(whole.data['arguments']).toEqual(SECRET);
      const redacted = askedLine(await house.lines({ subject: id, as: 'admin' }));
      expect(redacted).toMatchObject({ redacted: true, leaf: whole.leaf, seq: whole.seq });
      expect(redacted.data['arguments']).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.stringify(redacted)).not.toContain('4711');
      for (const as of ['admin', 'admin2'])
        expect(JSON.stringify(await house.lines({ as }))).not.toContain('4711');
    },
  );

  story('is closed to everybody else', async ({ house }) => {
    await asked(house);
    for (const as of ['owner', 'outsider', 'finance1', 'gateway', 'agent:crm-assistant'])
      for (const path of ['/ledger/events', '/ledger/checkpoint'])
        expect(await house.call(as, 'GET', path)).toMatchObject({
          status: 403,
          body: { code: 'forbidden' },
        });
  });

  story(
    'is read page by page, by subject, and holds the line its leaf is made of',
    async ({ house }) => {
      const id = await asked(house);
      await house.click('owner', id, 'approve');
      const all = await house.lines();
      const paged: string[] = [];
      for (let path: string | undefined = '/ledger/events?limit=3'; path !== undefined; ) {
        const page = await house.call('board', 'GET', path);
        expect(page.headers.get('content-type')).toBe('application/x-ndjson');
        for (const text of page.body.split('\n').filter(Boolean)) paged.push(JSON.parse(text).leaf);
        path = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
      }
      expect(paged).toEqual(all.map(({ leaf }) => leaf));
      expect(new Set(paged).size).toBe(paged.length);
      for (const subject of [
        id,
        'agent:crm-assistant',
        'connector:mail',
        `person:${house.person('owner').objectId}`,
      ]) {
        const about = await house.lines({ subject });
        expect(about.length, subject).toBeGreaterThan(0);
        expect(about.length, subject).toBeLessThan(all.length);
      }
      expect(await house.lines({ subject: 'AR-99' })).toEqual([]);
      expect(await house.call('board', 'GET', '/ledger/events?subject=AR-')).toMatchObject({
        status: 400,
      });
    },
  );
});
