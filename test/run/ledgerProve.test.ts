import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyProof } from '../../src/ledger/proof.ts';
import { GOVERNANCE } from './filledLedger.ts';
import { Tampering, trustedKey } from './tampering.ts';

let tricks: Tampering;
beforeAll(async () => {
  tricks = await Tampering.begin();
}, 120_000);
afterAll(() => tricks.ledger.close());
afterEach(() => tricks.restore());

const run = (...args: readonly string[]) => tricks.ledger.run(...args);
const trusted = () => trustedKey(tricks.ledger.dataDir);

describe('a proof', () => {
  const places = () => {
    const lane = tricks.honest.find(({ key }) => key.startsWith('U|'))?.partition.slice(-2) ?? '';
    return ['g/1', 'g/9', 'g/32', `${lane}/1`, `${lane}/2`];
  };

  test('stands alone, for any event there is', async () => {
    for (const place of places()) {
      const { code, out: said } = await run('prove', place);
      expect(code, place).toBe(0);
      const proven = verifyProof(said.join('\n'), trusted());
      expect(proven.ok && `${proven.value.log}/${proven.value.seq}`).toBe(place);
    }
  });

  test('of an event that no checkpoint covers yet is by one made for it', async () => {
    const { world, stored } = tricks.ledger;
    await world.call('agent:crm-assistant', 'POST', '/requests/AR-3/withdraw', {});
    await world.settle();
    const [block] = (await stored.rows())
      .filter(({ partition, key }) => partition === GOVERNANCE && key.startsWith('B|'))
      .slice(-1);
    const { code, out: said } = await run('prove', `g/${Number(block?.key.slice(2))}`);
    expect(code).toBe(0);
    expect(verifyProof(said.join('\n'), trusted()).ok).toBe(true);
  });

  test('of an event that is not there is none', async () => {
    const { code, out: said, err } = await run('prove', 'g/999');
    expect({ code, said }).toEqual({ code: 1, said: [] });
    expect(err.join()).toContain('There is no event g/999');
  });

  test('of a changed event is refused, with the place', async () => {
    const block = tricks.inGovernance('B|')[3];
    if (block === undefined) throw new RangeError('no block');
    await tricks.put(block, { ...block.columns, d0: block.columns['d0']?.replace('a', 'b') ?? '' });
    const { code, out: said } = await run('prove', 'g/1');
    expect({ code, said }).toEqual({
      code: 1,
      said: [expect.stringMatching(/^bad chain-broken g\//)],
    });
  });
});
