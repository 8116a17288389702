import { expect } from 'vitest';
import { SEND_MAIL, story } from '../story.ts';

story(
  'more recipients than anybody could look at are denied, and alarm nobody',
  async ({ house }) => {
    const to = (count: number) => Array.from({ length: count }, (_, n) => n.toString(36));
    const ask = async (count: number) => {
      const action = { ...SEND_MAIL, arguments: { to: to(count) } };
      return (await house.call('agent:crm-assistant', 'POST', '/authorize', action)).body;
    };
    expect(await ask(1_000)).toMatchObject({ outcome: 'needsApproval' });
    for (const count of [1_001, 6_000, 11_000])
      expect(await ask(count)).toMatchObject({
        outcome: 'deny',
        because: expect.stringContaining('ask for them in parts'),
      });
  },
);
