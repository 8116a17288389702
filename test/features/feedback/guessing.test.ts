import { describe, expect, it } from 'vitest';
import type { FeedbackDeps } from '../../../src/features/feedback/deps.ts';
import type { LastAgent } from '../../../src/features/feedback/domain/lastAgents.ts';
import { guess } from '../../../src/features/feedback/guessing.ts';
import { DAY, plus } from '../../../src/kernel/instant.ts';
import type { Role } from '../../../src/kernel/people.ts';
import { START } from './domain/world.ts';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly status?: 'active' | 'retired';
  readonly identities?: readonly string[];
}

/** A house of which only the registry and somebody's last agent are known. */
function houseOf(agents: readonly Known[], last?: LastAgent, asking?: LastAgent): FeedbackDeps {
  const all = new Map(
    agents.map(({ id, name, status = 'active', identities }) => [
      id,
      { status, record: { id, displayName: name, identities } },
    ]),
  );
  const view = { all: () => all, get: (_: unknown, id: string) => all.get(id) };
  const waiting = asking ? [{ key: 'P|p|1', value: { request: 'AR-7' } }] : [];
  const reads = {
    rows: async () => ({ items: waiting }),
    get: async (of: { readonly kind: string }) =>
      of.kind === 'request' ? asking && { agentId: asking.agent, askedAt: asking.at } : last,
  };
  return { ledger: { view: async () => view, reads } } as unknown as FeedbackDeps;
}

const someone = { person: 'p', roles: new Set<Role>() };
const crm = { id: 'crm-assistant', name: 'CRM assistant' };
const mail = { id: 'mail-assistant', name: 'Mail assistant', identities: ['ABC'] };
const message = (application: { readonly [field: string]: string }) => ({
  message: { from: { application }, body: { contentType: 'text', content: 'words' } },
});

describe('a guess', () => {
  it('is the only agent there is, leaving out those that are retired', async () => {
    const house = houseOf([crm, { ...mail, status: 'retired' }]);
    expect((await guess(house, someone)).agent).toBe('crm-assistant');
    expect((await guess(houseOf([crm, mail]), someone)).agent).toBe('');
    expect((await guess(houseOf([]), someone)).agent).toBe('');
  });

  it('is the last one, with its workflow, unless that is the agent’s own', async () => {
    const last = { agent: 'crm-assistant', workflow: 'offers', at: START };
    expect(await guess(houseOf([crm, mail], last), someone)).toMatchObject({
      agent: 'crm-assistant',
      workflow: 'offers',
    });
    const own = { ...last, workflow: 'crm-assistant' };
    expect((await guess(houseOf([crm, mail], own), someone)).workflow).toBe('');
    const gone = { ...last, agent: 'gone' };
    expect((await guess(houseOf([crm, mail], gone), someone)).agent).toBe('');
  });

  it.each([
    ['its identity', { id: 'abc' }, 'mail-assistant'],
    ['its name', { displayName: 'mail ASSISTANT' }, 'mail-assistant'],
    ['a name that only begins alike', { displayName: 'Mail assistant 2' }, 'crm-assistant'],
    ['nothing', {}, 'crm-assistant'],
  ])('is whoever wrote the message, by %s', async (_, application, agent) => {
    const last = { agent: 'crm-assistant', workflow: 'offers', at: START };
    const found = await guess(houseOf([crm, mail], last), someone, message(application));
    expect(found).toMatchObject({ agent, quoted: 'words' });
    expect(found.workflow).toBe(agent === 'crm-assistant' ? 'offers' : '');
  });

  it.each([
    ['asked later', 1, 'mail-assistant'],
    ['asked earlier', -1, 'crm-assistant'],
  ])('is the later of the last one and the one that %s', async (_, days, agent) => {
    const last = { agent: 'crm-assistant', at: START };
    const asking = { agent: 'mail-assistant', at: plus(START, days * DAY) };
    expect((await guess(houseOf([crm, mail], last, asking), someone)).agent).toBe(agent);
  });

  it('is none of two with one name', async () => {
    const house = houseOf([crm, { id: 'crm-2', name: 'CRM Assistant' }]);
    const found = await guess(house, someone, message({ displayName: 'CRM assistant' }));
    expect(found.agent).toBe('');
  });

  it.each([null, 7, [], { body: null }, { body: { content: {} } }, { from: 'x' }])(
    'of a message that is odd is no more than a guess: %j',
    async (odd) => {
      const found = await guess(houseOf([crm, mail]), someone, { message: odd as never });
      expect(found).toEqual({ agent: '', workflow: '', quoted: '' });
    },
  );
});
