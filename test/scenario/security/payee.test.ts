import { expect } from 'vitest';
import { type Fields, story, wordsOn } from '../story.ts';

const TREASURY: Fields = {
  id: 'treasury',
  displayName: 'Treasury',
  status: 'approved',
  environments: ['production'],
  tierCeiling: 'delegatedAction',
  labels: ['confidential'],
  systemClass: 'finance',
  tools: [
    { name: 'pay', effect: 'write', amountArgument: 'amount' },
    { name: 'run', effect: 'write', dispatch: { toolArgument: 'tool', argumentsArgument: 'args' } },
  ],
};

/** What stands on a card between `Payee` and the next heading. */
const payeeOn = (words: string): string => /^Payee\n(.*)$/m.exec(words)?.[1] ?? '';

story('the payee among our facts is never an argument that no payment uses', async ({ house }) => {
  const { body: agent } = await house.call('admin', 'GET', '/agents/invoice-agent');
  const { status: _shown, ...record } = agent;
  const capabilities = [{ connectorId: 'treasury', tier: 'delegatedAction', reason: 'Pays' }];
  const imported = await house.call('admin', 'POST', '/import', {
    connectors: [TREASURY],
    agents: [{ ...record, id: 'treasurer', capabilities }],
  });
  expect(imported.status).toBe(200);
  const payment = { payee: 'Mallory', amount: '9000.00', currency: 'EUR' };
  const action = { agentId: 'treasurer', connectorId: 'treasury' };
  const straight = await house.asked({ ...action, tool: 'pay', arguments: payment });
  expect(payeeOn(wordsOn(house.seenBy('finance1', straight)))).toBe('Mallory');
  const passedOn = await house.asked({
    ...action,
    tool: 'run',
    arguments: { tool: 'pay', args: payment, payee: 'Fabrikam' },
  });
  const words = wordsOn(house.seenBy('finance1', passedOn));
  expect(words).toContain('9,000.00 EUR');
  expect(payeeOn(words)).toBe('');
});
