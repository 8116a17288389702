import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../src/kernel/instant.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

let world: WholeHouse;
beforeEach(async () => {
  world = await openWholeHouse();
});
afterEach(() => world.close());

const mail = (subject: string, to = 'emma@fabrikam.example') => ({
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: { to: [to], subject, body: 'Here is the offer.' },
  justification: 'She asked for it.',
});

const ask = async (subject: string): Promise<string> => {
  const { body } = await world.call('agent:crm-assistant', 'POST', '/authorize', mail(subject));
  return body.requestId;
};

const answer = async (as: string, id: string, which: 'approve' | 'reject') => {
  const { body } = await world.call(as, 'GET', `/requests/${id}`);
  return world.call(as, 'POST', `/requests/${id}/answer`, { answer: which, digest: body.digest });
};

const idsOf = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

describe('who is signed in', () => {
  it('learns their roles, their agents, and what is for them', async () => {
    const { body } = await world.call('admin', 'GET', '/me');
    expect(body).toMatchObject({
      name: 'Ada Admin',
      upn: 'admin@contoso.example',
      roles: [{ id: 'admin', name: 'governance admin' }],
      owns: ['crm-assistant', 'invoice-agent', 'mail-assistant'],
    });
    expect(body.may).toContain('startPause');
    expect(body.mayNot).toContainEqual({ operation: 'authorize', for: 'agent or gateway' });
  });

  it('learns whom the rest is for', async () => {
    const { body } = await world.call('owner', 'GET', '/me');
    expect(body).toMatchObject({ roles: [], owns: ['crm-assistant', 'mail-assistant'] });
    expect(body.may).toContain('answerRequest');
    expect(body.mayNot).toContainEqual({
      operation: 'startPause',
      for: 'governance admin or review board',
    });
  });

  it('says of each operation what the server does', async () => {
    for (const who of ['admin', 'owner', 'board', 'outsider']) {
      const { body } = await world.call(who, 'GET', '/me');
      const operations = [
        ...body.may,
        ...body.mayNot.map((one: { operation: string }) => one.operation),
      ];
      expect(new Set(operations).size).toBe(operations.length);
      const { status } = await world.call(who, 'GET', '/ledger/checkpoint');
      expect(status === 200).toBe(body.may.includes('ledgerCheckpoint'));
    }
  });

  it('is a person: a program is told no name', async () => {
    expect((await world.call('agent:crm-assistant', 'GET', '/me')).status).toBe(403);
    expect((await world.call('gateway', 'GET', '/me')).status).toBe(403);
  });
});

describe('the list of requests', () => {
  it('shows everybody what waits for their own answer', async () => {
    const id = await ask('one');
    await world.settle();
    const waits = async (as: string) =>
      idsOf((await world.call(as, 'GET', '/requests?waitsFor=me')).body);
    expect(await waits('owner')).toEqual([id]);
    expect(await waits('owner2')).toEqual([]);
    expect(await waits('admin')).toEqual([]);
    expect(await waits('agent:crm-assistant')).toEqual([]);
    await answer('owner', id, 'approve');
    expect(await waits('owner')).toEqual([]);
  });

  it('goes from the newest to the oldest, page by page, beyond nine and ninety-nine', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const id = await ask(`subject ${i}`);
      ids.unshift(id);
      await answer('owner', id, 'reject');
    }
    const seen: string[] = [];
    let path: string | undefined = '/requests?order=newest&limit=5';
    while (path !== undefined) {
      const page = await world.call('board', 'GET', path);
      seen.push(...idsOf(page.body));
      path = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(ids);
  });

  it('goes from the newest to the oldest among those that wait', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i += 1) ids.unshift(await ask(`subject ${i}`));
    await world.settle();
    const path = '/requests?status=pending&order=newest&limit=4';
    const first = await world.call('owner', 'GET', path);
    expect(idsOf(first.body)).toEqual(ids.slice(0, 4));
    const next = await world.call('owner', 'GET', `${path}&after=${ids[3]}`);
    expect(idsOf(next.body)).toEqual(ids.slice(4, 8));
  });

  it('is empty for whom nothing concerns, newest first too', async () => {
    await ask('one');
    expect((await world.call('outsider', 'GET', '/requests?order=newest')).body.items).toEqual([]);
  });
});

describe('a request in words', () => {
  it('says what would be done and how grave it is, to those who may read it', async () => {
    const id = await ask('offer');
    const { body } = await world.call('owner', 'GET', `/requests/${id}`);
    expect(body).toMatchObject({
      agentName: 'CRM assistant',
      connectorName: 'Outlook mail',
      does: 'send a mail',
      detail: 'to emma@fabrikam.example',
      impact: { weight: 'attention' },
      warnings: [],
    });
    expect(body.presets).toContainEqual({ value: 'wrongRecipient', title: 'Wrong recipient' });
  });

  it('says to others only what kind of thing it is', async () => {
    const id = await ask('offer');
    const { body } = await world.call('admin', 'GET', `/requests/${id}`);
    expect(body.does).toBe('send a mail');
    for (const field of ['detail', 'impact', 'warnings', 'arguments'])
      expect(body).not.toHaveProperty(field);
    expect(JSON.stringify(body)).not.toContain('emma@fabrikam.example');
  });
});

describe('the figures of the last weeks', () => {
  it('are those of each week, the running one last', async () => {
    await answer('owner', await ask('last week'), 'approve');
    await world.leap(7 * DAY);
    await answer('owner', await ask('this week'), 'reject');
    await answer('owner', await ask('this week too'), 'approve');
    const { body } = await world.call('board', 'GET', '/metrics?weeks=3');
    const figure = (id: string) =>
      body.weeks.map(
        ({ metrics }: { metrics: { id: string; value?: number }[] }) =>
          metrics.find((one) => one.id === id)?.value,
      );
    expect(figure('asked:actions')).toEqual([undefined, 1, 2]);
    expect(figure('approvedShare:actions')).toEqual([undefined, 1, 0.5]);
    expect(body.weeks.map(({ final }: { final: boolean }) => final)).toEqual([true, true, false]);
  });

  it('are read in as many calls for half a year as for a week', async () => {
    const table = new MemoryTable();
    const house = await openWholeHouse({ table });
    const reads = async (weeks: number): Promise<number> => {
      const before = table.calls.length;
      expect((await house.call('board', 'GET', `/metrics?weeks=${weeks}`)).status).toBe(200);
      return table.calls.length - before;
    };
    try {
      expect(await reads(26)).toBe(await reads(1));
    } finally {
      await house.close();
    }
  });

  it('are not for owners and pilots', async () => {
    for (const who of ['owner', 'pilot', 'outsider'])
      expect((await world.call(who, 'GET', '/metrics')).status).toBe(403);
  });
});

describe('a pause', () => {
  it('names who started it', async () => {
    const { body } = await world.call('board', 'POST', '/pauses', {
      target: 'agent:mail-assistant',
      reason: 'wrong price list',
    });
    expect(body.byName).toBe('Boris Board');
    const { body: list } = await world.call('admin', 'GET', '/pauses');
    expect(list.items).toMatchObject([{ id: body.id, byName: 'Boris Board' }]);
  });
});
