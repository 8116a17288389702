import { expect, it } from 'vitest';
import { tool } from '../../../../src/features/registry/domain/fields.ts';

it('a tool, and what it calls its arguments, have names that something can be kept under', () => {
  const send = { name: 'send', effect: 'send', recipientArguments: ['to'] };
  expect(tool.safeParse(send).success).toBe(true);
  for (const change of [
    { name: '__proto__' },
    { recipientArguments: ['to', '__proto__'] },
    { amountArgument: '__proto__' },
    { dispatch: { toolArgument: '__proto__', argumentsArgument: 'arguments' } },
  ])
    expect(tool.safeParse({ ...send, ...change }).success).toBe(false);
});
