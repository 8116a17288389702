import { describe, expect, it } from 'vitest';
import { planAction } from '../../../../src/features/approvals/kinds/outboundAction.ts';
import { HOUR, MINUTE } from '../../../../src/kernel/instant.ts';
import { ADMIN, BACKUP, OWNER } from '../domain/world.ts';

const people = { business: OWNER, technical: ADMIN, backup: BACKUP };

describe('an outbound action', () => {
  it('waits a day for its owner, whose approval is good for an hour', () => {
    expect(planAction({ approver: 'businessOwner', quorum: 1 }, people)).toEqual({
      stages: [{ seat: { kind: 'businessOwner', owner: OWNER, backup: BACKUP }, quorum: 1 }],
      windowMs: 24 * HOUR,
      redeemMs: HOUR,
      undoMs: 10 * MINUTE,
    });
    const { stages } = planAction(
      { approver: 'businessOwner', quorum: 1 },
      { business: OWNER, technical: ADMIN },
    );
    expect(stages).toEqual([{ seat: { kind: 'businessOwner', owner: OWNER }, quorum: 1 }]);
  });

  it('waits a day for two of finance, whose approval is good for a quarter of an hour', () => {
    expect(planAction({ approver: 'finance', quorum: 2 }, people)).toMatchObject({
      stages: [{ seat: { kind: 'role', role: 'finance' }, quorum: 2 }],
      windowMs: 24 * HOUR,
      redeemMs: 15 * MINUTE,
    });
  });
});
