import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nonceFits, viewNonce, viewOf } from '../../../../src/features/approvals/domain/nonce.ts';
import { sha256 } from '../../../../src/ledger/hash.ts';
import { ADMIN, agentState, given, OWNER, PENDING, STRANGER } from './world.ts';

const mac = (text: string) => createHmac('sha256', 'a key').update(text).digest('base64url');
const otherMac = (text: string) => createHmac('sha256', 'another').update(text).digest('base64url');
const view = viewOf(given(...PENDING).state, OWNER);
const nonce = viewNonce(mac, view);

describe("the nonce of a person's view", () => {
  it('is the same on every device, and fits', () => {
    expect(viewNonce(mac, { ...view })).toBe(nonce);
    expect(nonceFits(mac, view, nonce)).toBe(true);
  });

  it.each([
    ['request', { request: 'AR-8' }],
    ['stage', { stage: 1 }],
    ['round', { round: 2 }],
    ['person', { person: STRANGER }],
    ['digest', { digest: sha256('other') }],
  ] as const)('is another for another %s', (_, change) => {
    expect(viewNonce(mac, { ...view, ...change })).not.toBe(nonce);
    expect(nonceFits(mac, { ...view, ...change }, nonce)).toBe(false);
  });

  it('does not mix up its parts', () => {
    const shifted = { ...view, stage: 1, round: 11 };
    expect(viewNonce(mac, shifted)).not.toBe(viewNonce(mac, { ...view, stage: 11, round: 1 }));
  });

  it('fits under its own key only, whole and unchanged', () => {
    expect(nonceFits(otherMac, view, nonce)).toBe(false);
    const last = nonce.at(-1) === 'A' ? 'B' : 'A';
    for (const wrong of [
      '',
      nonce.slice(1),
      `${nonce}A`,
      nonce + nonce,
      nonce.slice(0, -1) + last,
      nonce.toLowerCase(),
    ])
      expect(nonceFits(mac, view, wrong)).toBe(false);
  });

  it('dies when the owner changes', () => {
    const agent = agentState({ people: { business: STRANGER, technical: ADMIN, backup: OWNER } });
    const moved = given(...PENDING, [1, { type: 'reseat' }, { agent }]);
    expect(nonceFits(mac, viewOf(moved.state, OWNER), nonce)).toBe(false);
  });
});
