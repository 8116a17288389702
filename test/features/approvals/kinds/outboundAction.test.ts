import { describe, expect, it } from 'vitest';
import {
  askedAction,
  planAction,
} from '../../../../src/features/approvals/kinds/outboundAction.ts';
import { HOUR, MINUTE } from '../../../../src/kernel/instant.ts';
import {
  ACTION,
  ADMIN,
  BACKUP,
  CATALOGUE,
  DIGEST,
  FACTS,
  NEEDS_OWNER,
  OWNER,
} from '../domain/world.ts';

const people = { business: OWNER, technical: ADMIN, backup: BACKUP };
const judged = {
  finding: NEEDS_OWNER,
  facts: FACTS,
  digest: DIGEST,
  catalogue: CATALOGUE,
  bundle: ACTION.bundle,
};
const call = { agentId: 'writer', connectorId: 'post', tool: 'send', arguments: ACTION.arguments };

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

  it('is asked for as it was judged', () => {
    expect(askedAction(call, judged, undefined)).toEqual(ACTION);
    const more = {
      ...call,
      justification: 'please',
      onBehalfOf: 'bao@contoso.example',
      sessionId: 's',
    };
    expect(askedAction(more, judged, BACKUP)).toEqual({
      ...ACTION,
      justification: 'please',
      onBehalfOf: 'bao@contoso.example',
      beneficiary: BACKUP,
    });
  });

  it('cannot be asked for where it was not understood', () => {
    expect(askedAction(call, { ...judged, facts: undefined }, undefined)).toBeUndefined();
  });
});
