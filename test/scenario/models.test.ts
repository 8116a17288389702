import { describe, expect, it } from 'vitest';
import { type Fields, openStory, type Story, story } from './story.ts';

const READ = { agentId: 'crm-assistant', connectorId: 'mail', tool: 'createDraft', arguments: {} };

/** Another agent, with bounds of its own. */
async function register(house: Story, id: string, bounds: Fields): Promise<void> {
  const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
  const done = await house.call('admin', 'POST', '/import', {
    agents: [{ ...body, id, ...bounds }],
  });
  expect(done).toMatchObject({ status: 200 });
}

const asked = (house: Story, model?: string, agentId = 'crm-assistant') =>
  house.call(`agent:${agentId}`, 'POST', '/authorize', {
    ...READ,
    agentId,
    ...(model !== undefined && { model }),
  });

describe('the model that an agent names', () => {
  story('stands with the decision, as its own word', async ({ house }) => {
    const { body } = await asked(house, ' GPT-5 **mini** ');
    expect(body.outcome).toBe('allow');
    const { body: decision } = await house.call('board', 'GET', `/decisions/${body.decisionId}`);
    expect(decision).toMatchObject({
      model: 'GPT-5 **mini**',
      questions: {
        triggeredBy: {
          answer: expect.stringContaining(', on the model "GPT-5 **mini**" by its own account)'),
        },
      },
    });
    const silent = (await asked(house)).body;
    const other = (await house.call('board', 'GET', `/decisions/${silent.decisionId}`)).body;
    expect(other).not.toHaveProperty('model');
    expect(other.questions.triggeredBy.answer).not.toContain('model');
  });

  story(
    'is denied where its record does not list it; who names none is as ever',
    async ({ house }) => {
      await register(house, 'writer', { models: ['gpt-5', 'phi-4*'] });
      for (const model of [undefined, 'gpt-5', 'Phi-4-mini'])
        expect([model, (await asked(house, model, 'writer')).body.outcome]).toEqual([
          model,
          'allow',
        ]);
      const { body } = await asked(house, 'gpt-5-preview', 'writer');
      expect(body).toMatchObject({
        outcome: 'deny',
        policies: ['model-beyond-agent'],
        because:
          'The agent writer names a model that is not among those its record lists: its owner has to ask for it first.',
      });
    },
  );

  story('is bounded text', async ({ house }) => {
    for (const model of ['', ' ', 'm'.repeat(101), 5, ['gpt-5'], null]) {
      const answer = await house.call('gateway', 'POST', '/authorize', { ...READ, model });
      expect([model, answer.status]).toEqual([model, 400]);
    }
  });
});

describe('the models of a business group', () => {
  it('bind its agents and no others, whatever their own records list', async () => {
    const house = await openStory({ modelsByGroup: { finance: ['gpt-5', 'phi-4*'] } });
    await register(house, 'payer', { businessGroup: 'finance', models: ['gpt-5', 'o9'] });
    const said = async (model: string, agentId: string) => {
      const { body } = await asked(house, model, agentId);
      return [body.outcome, body.policies[0]];
    };
    expect(await said('o9', 'crm-assistant')).toEqual(['allow', 'department-reads-and-drafts']);
    expect(await said('gpt-5', 'payer')).toEqual(['allow', 'department-reads-and-drafts']);
    expect(await said('phi-4', 'payer')).toEqual(['deny', 'model-beyond-agent']);
    expect((await asked(house, 'o9', 'payer')).body).toMatchObject({
      outcome: 'deny',
      policies: ['model-beyond-group'],
      because:
        'The agent payer names a model that agents of the business group finance may not use: its list has to become wider first.',
    });
    await house.close();
  });
});
