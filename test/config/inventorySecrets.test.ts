import { describe, expect, it } from 'vitest';
import { inventorySecrets, inventorySenders } from '../../src/config/inventorySecrets.ts';

const whsec = (bytes: number, fill = 1): string =>
  `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`;
const read = (senders: string, secrets?: string) => {
  const mistakes: string[] = [];
  const env = {
    INVENTORY_SENDERS: senders,
    ...(secrets !== undefined && { INVENTORY_SECRETS: secrets }),
  };
  const names = inventorySenders(env, mistakes);
  const sizes = [...inventorySecrets(env)].map(([name, all]) => [name, all.map((s) => s.length)]);
  return { names, sizes: Object.fromEntries(sizes), mistakes };
};

describe('platforms that report', () => {
  it('are none where none is named', () => {
    expect(read('', `desk=${whsec(32)}`)).toEqual({ names: [], sizes: {}, mistakes: [] });
    expect(inventorySenders({}, [])).toEqual([]);
  });

  it('have a secret each, or two for a while', () => {
    const secrets = `desk=${whsec(24)}, sales=${whsec(64)},desk=${whsec(32)},other=${whsec(32)}`;
    expect(read('desk, sales', secrets)).toEqual({
      names: ['desk', 'sales'],
      sizes: { desk: [24, 32], sales: [64] },
      mistakes: [],
    });
  });

  it.each([
    ['desk', undefined],
    ['desk', whsec(32)],
    ['desk', `desk=${whsec(16)}`],
    ['desk', `desk=${whsec(65)}`],
    ['desk', 'desk=topsecrettopsecrettopsecrettopsecret'],
    ['desk', `desk = whsec_${'*'.repeat(40)}`],
    ['desk', `sales=${whsec(32)}`],
  ])('are refused without one: %s, %s', (senders, secrets) => {
    const { mistakes, sizes } = read(senders, secrets);
    expect(mistakes).toEqual([
      expect.stringMatching(/^INVENTORY_SECRETS must .* missing: desk\.$/),
    ]);
    expect(mistakes.join()).not.toMatch(/topsecret|whsec_[A-Za-z0-9+/*]{9}/);
    expect(sizes).toEqual({});
  });

  it.each(['Desk', 'entra', 'copilotStudio', '9', 'a_b', 'x'.repeat(33)])(
    'are not called %s',
    (name) => {
      const { mistakes } = read(name, `${name}=${whsec(32)}`);
      expect(mistakes[0]).toMatch(/^INVENTORY_SENDERS has /);
    },
  );
});
