import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectorRecord } from '../../../../src/features/registry/domain/model.ts';
import { chooseAtEnd } from '../../../../src/features/registry/domain/probation.ts';
import {
  limitsInWords,
  logLevelOf,
  type ProbationGap,
  probationLimits,
} from '../../../../src/features/registry/domain/probationLimits.ts';
import { ADMIN, ASKED, at, DESK, deskAfter, LISTED } from './world.ts';

const found = (change: Partial<ConnectorRecord>) => probationLimits({ ...DESK, ...change });

describe('what is verified before a connector is on probation', () => {
  it('given one that is bounded, it is what its record says', () => {
    const limits = found({
      scopes: [{ name: 'Mail.ReadWrite.All', reason: 'It sorts the desk.' }],
    });
    expect(limits).toEqual({
      ok: true,
      value: {
        logLevel: 'whole',
        tierCeiling: 'draftOnly',
        environments: DESK.environments,
        mailboxWideScopes: 1,
      },
    });
    expect(limits.ok && limitsInWords(limits.value)).toBe(
      'On probation at most drafts, in pilot; each call is kept with its arguments; 1 of its scopes reaches whole mailboxes, with a reason',
    );
  });

  it.each<[ProbationGap, Partial<ConnectorRecord>]>([
    ['logging', { status: 'approved' }],
    ['ceiling', { tierCeiling: 'delegatedAction' }],
    ['production', { environments: ['pilot', 'production'] }],
    ['scopes', { scopes: [{ name: 'Mail.ReadWrite.All' }] }],
    ['scopes', { scopes: [{ name: 'desk', mailboxWide: true, reason: ' ' }] }],
  ])('given one whose %s is not as it has to be, it is refused', (gap, change) => {
    expect(found(change)).toEqual({ ok: false, refusal: [gap] });
  });

  it('law: whatever passes may draft at most, outside production, with every call kept whole', () => {
    const records = fc.record({
      status: fc.constantFrom('approved', 'probation', 'rejected', 'revoked'),
      tierCeiling: fc.constantFrom('readOnly', 'draftOnly', 'delegatedAction'),
      environments: fc.uniqueArray(fc.constantFrom('dev', 'pilot', 'production')),
    });
    fc.assert(
      fc.property(records, (change) => {
        const record: ConnectorRecord = { ...DESK, ...change };
        const isBounded =
          logLevelOf(record) === 'whole' &&
          record.tierCeiling !== 'delegatedAction' &&
          !record.environments.includes('production');
        expect(probationLimits(record).ok).toBe(isBounded);
      }),
    );
  });
});

describe('a probation that is to go on', () => {
  const extend = (change: Partial<ConnectorRecord>) => {
    const state = deskAfter(LISTED, ASKED);
    return chooseAtEnd(
      { choice: 'extended', person: ADMIN, roles: new Set(['admin']), ends: at(1_000) },
      { ...state, record: { ...state.record, ...change } },
      at(2_000),
    );
  };

  it('given a connector that is bounded, its event says what was verified', () => {
    expect(extend({})).toMatchObject({
      ok: true,
      value: [{ data: { verified: { logLevel: 'whole', tierCeiling: 'draftOnly' } } }],
    });
  });

  it('given one that came with more, nothing goes on before it is narrowed', () => {
    expect(extend({ tierCeiling: 'delegatedAction' })).toEqual({
      ok: false,
      refusal: { code: 'unbounded', connectorId: 'desk', gaps: ['ceiling'] },
    });
  });
});
