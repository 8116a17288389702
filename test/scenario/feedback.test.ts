import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { FACTS } from '../../src/compose.ts';
import type { Card } from '../../src/kernel/chat.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { startAzurite } from '../support/azurite.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { dataOf, type Fields, wordsOn } from './story.ts';

const REPORTERS = ['pilot', 'outsider', 'finance2'];

/** A busy machine may take long over a call to storage; that is not what is told here. */
const PATIENCE_MS = 15_000;

async function tableOn(storage: 'memory' | 'Azurite') {
  if (storage === 'memory') return { table: new MemoryTable(), stop: () => Promise.resolve() };
  const azurite = await startAzurite({ inMemory: true });
  const table = tableOfConnection(azurite.connectionString, 'Ledger', PATIENCE_MS);
  await table.create();
  return { table, stop: () => azurite.stop() };
}

const STORAGES = ['memory', 'Azurite'] as const;

describe.each(STORAGES)(
  'on %s: three people report the same, and it becomes a systemic defect that is fixed',
  (storage) => {
    let world: WholeHouse;
    let stopStorage: () => Promise<void>;
    const checkpoints = new MemoryCheckpoints();
    beforeAll(async () => {
      const { table, stop } = await tableOn(storage);
      stopStorage = stop;
      world = await openWholeHouse({ checkpoints, table });
      for (const name of [...REPORTERS, 'admin', 'owner', 'board'])
        await world.teams.install(world.person(name));
    });
    afterAll(async () => {
      await world.close();
      await stopStorage();
    });

    const say = async (name: string, text: string) => {
      const { replies } = await world.teams.say(world.person(name), text);
      const last = replies.at(-1);
      return {
        words: last?.text ?? wordsOn(last?.card),
        card: last?.card,
        id: last?.activityId ?? '',
      };
    };
    const click = async (name: string, id: string, verb: string, inputs: Fields = {}) => {
      const clicked = await world.teams.click(world.person(name), id, verb, { inputs });
      await world.settle();
      return { ...clicked, words: wordsOn(clicked.card) };
    };
    /** The newest card in somebody's own chat that is about a case. */
    const newest = (name: string, about: string) => {
      const found = world.teams
        .inbox(world.person(name).chat)
        .findLast(({ card }) => card !== undefined && wordsOn(card).includes(about));
      return {
        id: found?.activityId ?? '',
        card: found?.card as Card,
        words: wordsOn(found?.card),
      };
    };
    const feedback = async (as: string, query = '') =>
      (await world.call(as, 'GET', `/feedback${query}`)).body.items;
    const section = async () =>
      (await world.call('board', 'GET', '/digests/2026-W47')).body.sections.find(
        ({ id }: { id: string }) => id === 'feedback',
      );

    test('a report is two taps where the agent can be guessed', async () => {
      const form = await say('pilot', 'report crm-assistant');
      expect(form.words).toContain('Report an agent issue');
      const { form: one, quoted } = dataOf(form.card, 'feedback-send');
      expect(quoted).toBe('');
      const inputs = {
        agentId: 'crm-assistant',
        category: 'hallucinatedFacts',
        severity: 'high',
        workflow: 'Offers',
        text: 'It named a delivery date that nobody ever promised.',
      };
      const sent = await click('pilot', form.id, 'feedback-send', inputs);
      expect(sent.statusCode).toBe(200);
      expect(sent.words).toContain('F-1');
      expect(sent.words).toContain('nobody ever promised');
      // The same form again, as Teams does when an answer is slow: one report.
      const copy = { form: one, quoted: '', verb: 'feedback-send', ...inputs };
      const again = await world.teams.click(world.person('pilot'), form.id, 'feedback-send', {
        data: copy,
      });
      expect(wordsOn(again.card)).toContain('F-1');
      expect(await feedback('admin')).toHaveLength(1);

      const next = await say('pilot', 'report');
      const guessed = JSON.stringify(next.card);
      expect(guessed).toContain('"value":"crm-assistant"');
      expect(guessed).toContain('"value":"offers"');
      expect(next.words + guessed).toContain('my guess');
    });

    test('the same from others makes it systemic, and it leads the backlog', async () => {
      for (const [name, workflow] of [
        ['outsider', 'offers '],
        ['finance2', 'OFFERS'],
      ] as const) {
        const { status, body, headers } = await world.call(name, 'POST', '/feedback', {
          agentId: 'crm-assistant',
          category: 'hallucinatedFacts',
          text: 'A date that nobody named.',
          workflow,
        });
        expect(status).toBe(201);
        expect(headers.get('location')).toBe(`/api/v1/feedback/${body.id}`);
        expect(body).toMatchObject({ status: 'open', workflow: 'offers', severity: 'medium' });
      }
      await world.call('pilot', 'POST', '/feedback', {
        agentId: 'mail-assistant',
        category: 'poorSummarization',
        text: 'The complaint is missing.',
        severity: 'critical',
      });
      const items = await feedback('admin');
      expect(items.map(({ id }: { id: string }) => id)).toEqual(['F-1', 'F-2', 'F-3', 'F-4']);
      expect(items[0]).toMatchObject({
        systemicSince: expect.any(String),
        priority: { value: 27, blocked: 3, severity: 'high', recurrence: 3 },
      });
      expect(items[3]).toMatchObject({ priority: { value: 5, blocked: 1, recurrence: 1 } });
      expect(items[3].systemicSince).toBeUndefined();

      const backlog = await say('owner', 'backlog');
      expect(backlog.words).toContain('SYSTEMIC');
      expect(backlog.words.indexOf('F-1')).toBeLessThan(backlog.words.indexOf('F-4'));
      expect((await section()).summary).toBe('4 reports. 1 defect is systemic.');
    });

    test('only admins, the board and owners triage; nobody reads what is not theirs', async () => {
      expect((await say('pilot', 'backlog')).words).not.toContain('F-2');
      expect((await say('pilot', 'backlog F-2')).words).toContain('no case F-2 that you may see');
      expect((await world.call('pilot', 'GET', '/feedback/F-2')).status).toBe(404);
      expect(await feedback('pilot')).toHaveLength(2);
      expect(await feedback('owner')).toHaveLength(4);
      expect(await feedback('finance1')).toHaveLength(0);
      const set = { status: 'inProgress' };
      expect((await world.call('pilot', 'POST', '/feedback/F-1/triage', set)).status).toBe(403);
      expect((await world.call('pilot', 'POST', '/feedback/F-2/triage', set)).status).toBe(404);
      expect((await world.call('gateway', 'GET', '/feedback')).status).toBe(403);
      // A stolen button: the rights come from whoever taps.
      const { id } = await say('owner', 'backlog');
      const stolen = await click('outsider', id, 'feedback-open');
      expect(stolen.statusCode).toBe(404);
    });

    test('triage moves the whole defect, and every reporter hears of it', async () => {
      const backlog = await say('admin', 'backlog');
      const card = await click('admin', backlog.id, 'feedback-open');
      expect(card.words).toContain('Triage');
      expect(card.words).toContain('F-2, F-3');
      const fixed = { status: 'fixed', remedy: '', owner: '', note: '', alike: 'true' };
      const miss = await click('admin', backlog.id, 'feedback-triage', fixed);
      expect(miss.words).toContain('Say what fixed it');
      const saved = await click('admin', backlog.id, 'feedback-triage', {
        status: 'inProgress',
        remedy: 'prompt',
        owner: world.person('owner').objectId,
        note: 'We look at what it reads.',
        alike: 'true',
      });
      expect(saved.words).toContain('F-1, F-2, F-3');
      for (const [name, id] of [
        ['pilot', 'F-1'],
        ['outsider', 'F-2'],
        ['finance2', 'F-3'],
      ] as const) {
        const told = newest(name, id);
        expect(told.words).toContain('being worked on');
        expect(told.words).toContain('We look at what it reads.');
      }
      expect(await feedback('admin', '?status=inProgress')).toHaveLength(3);
    });

    test('somebody who looked earlier does not undo what was set meanwhile', async () => {
      const backlog = await say('owner', 'backlog F-1');
      await world.call('admin', 'POST', '/feedback/F-1/triage', { note: 'Nearly there.' });
      const stale = await click('owner', backlog.id, 'feedback-triage', {
        status: 'open',
        alike: 'false',
      });
      expect(stale.words).toContain('was changed after you had opened it');
      expect((await world.call('admin', 'GET', '/feedback/F-1')).body.status).toBe('inProgress');
    });

    test('at the end each reporter is asked; two confirm, one opens it again', async () => {
      const set = {
        status: 'fixed',
        remedy: 'prompt',
        note: 'It may only name dates it was given.',
      };
      const { status } = await world.call('owner', 'POST', '/feedback/F-2/triage', {
        ...set,
        alike: true,
      });
      expect(status).toBe(200);
      await world.settle();
      for (const [name, id] of [
        ['pilot', 'F-1'],
        ['outsider', 'F-2'],
        ['finance2', 'F-3'],
      ] as const)
        expect(newest(name, id).words).toContain('Is it fixed for you?');

      const foreign = await click('outsider', newest('pilot', 'F-1').id, 'feedback-fixed');
      expect(foreign.statusCode).toBe(404);
      const yes = await click('pilot', newest('pilot', 'F-1').id, 'feedback-fixed');
      expect(yes.words).toContain('You said that it is fixed');
      const over = await world.call('outsider', 'POST', '/feedback/F-2/answer', { fixed: true });
      expect(over.body.status).toBe('confirmed');
      const no = await click('finance2', newest('finance2', 'F-3').id, 'feedback-not-fixed', {
        text: 'Yesterday it did it again.',
      });
      expect(no.words).toContain('open again');

      const triaged = await say('admin', 'backlog F-3');
      expect(triaged.words).toContain('Opened again');
      expect(triaged.words).not.toMatch(/F-[12]\b/);
      const [reopened] = await feedback('admin', '?category=hallucinatedFacts');
      expect(reopened).toMatchObject({
        id: 'F-3',
        status: 'open',
        reopened: 1,
        answer: 'Yesterday it did it again.',
        systemicSince: expect.any(String),
      });
      expect(await feedback('admin', '?status=confirmed')).toMatchObject([
        { id: 'F-2' },
        { id: 'F-1' },
      ]);
    });

    test('fixed again, confirmed by the last: the defect is no longer systemic', async () => {
      await world.call('admin', 'POST', '/feedback/F-3/triage', { status: 'fixed' });
      await world.settle();
      await click('finance2', newest('finance2', 'F-3').id, 'feedback-fixed');
      expect(await feedback('admin', '?category=hallucinatedFacts')).toEqual([]);
      const told = await section();
      expect(told.items.map(({ text }: { text: string }) => text).join('\n')).toMatch(
        /SYSTEMIC, 3 reports by 3 people: crm-assistant · offers, hallucinated facts[\s\S]*No longer systemic/,
      );
      expect(
        told.metrics.find(({ id }: { id: string }) => id === 'feedback:confirmed'),
      ).toMatchObject({
        value: 0.75,
        sampleSize: 4,
      });
      const { body } = await world.call('admin', 'GET', '/ledger/events?subject=F-3');
      const types = body
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line).type);
      expect(types).toEqual([
        'feedback-reported',
        'feedback-triaged',
        'reporter-told',
        'feedback-triaged',
        'reporter-told',
        'feedback-answered',
        'feedback-triaged',
        'reporter-told',
        'feedback-answered',
      ]);
      expect(world.alarms).toEqual([]);
    });

    test('every row follows from the log', async () => {
      await world.ledger.checkpoint();
      const ours = { tenant: EXAMPLE_TENANT, features: FACTS };
      expect(await foundIn(toVerify(world.table, checkpoints, ours))).toBe('nothing');
    });
  },
);
