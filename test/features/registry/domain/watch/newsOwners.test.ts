import { describe, expect, it } from 'vitest';
import { agents, connectors } from '../../../../../src/features/registry/domain/fold.ts';
import { narrowings } from '../../../../../src/features/registry/domain/losing.ts';
import type { ConnectorState } from '../../../../../src/features/registry/domain/model.ts';
import { findOwners } from '../../../../../src/features/registry/domain/watch/newsOwners.ts';
import type { View } from '../../../../../src/kernel/ledger.ts';
import {
  ADMIN,
  at,
  DESK,
  deskAfter,
  type Happened,
  LISTED,
  person,
  someone,
  WRITER,
} from '../world.ts';

const revoked: Happened = [
  { type: 'connector-revoked', data: { connectorId: 'desk', reason: 'x' } },
  2_000,
  person(ADMIN),
];

/** Agents of so many owners, seven each, that all use the desk; the technical owner of all is the admin. */
const users = (owners: number) =>
  new Map(
    Array.from({ length: owners * 7 }, (_, n) => [
      `agent-${n}`,
      {
        record: {
          ...WRITER,
          id: `agent-${n}`,
          capabilities: [{ connectorId: 'desk', tier: 'readOnly', reason: 'it reads' }],
        },
        people: { business: someone(100 + (n % owners)), technical: ADMIN },
        status: 'active',
      },
    ]),
  );

/** Runs it until it says that it is done, each time on what the time before has left. */
function found(start: ConnectorState, owners: number) {
  let state: ConnectorState | undefined = start;
  const [all, seq] = [users(owners), { now: 50 }];
  const view = {
    get: () => state,
    all: (kind: object) => (kind === agents ? all : new Map()),
  } as unknown as View;
  const portions: { readonly notice: string; readonly people: readonly string[] }[] = [];
  for (let done = false; !done; ) {
    const { events, result } = findOwners({ view, now: at(2_000) }, 'desk');
    done = result([]);
    for (const event of events as never[]) {
      const recorded = Object.assign({}, event, {
        seq: seq.now,
        at: at(2_000),
        by: { kind: 'system' },
      });
      state = connectors.evolve(state, recorded, 'desk');
      const { notice, owners: people } = (
        recorded as {
          data: { notice: string; owners: { person: string; agents: string[]; more: number }[] };
        }
      ).data;
      expect(people.every(({ agents: named, more }) => named.length === 5 && more === 2)).toBe(
        true,
      );
      portions.push({ notice, people: people.map((one) => one.person) });
    }
  }
  return { portions, state };
}

describe('whom the news of a connector concerns', () => {
  it('is everybody once, a hundred in a commit, without whoever did it', () => {
    const { portions, state } = found(deskAfter(LISTED, revoked), 250);
    expect(portions.map(({ people }) => people.length)).toEqual([100, 100, 50]);
    expect(portions.flatMap(({ people }) => people)).toEqual(
      Array.from({ length: 250 }, (_, n) => someone(100 + n)),
    );
    expect(new Set(portions.map(({ notice }) => notice)).size).toBe(3);
    expect(state).not.toHaveProperty('untold');
  });

  it('is nobody where nobody uses it, and that is written once', () => {
    const { portions, state } = found(deskAfter(LISTED, revoked), 0);
    expect(portions).toEqual([{ notice: expect.any(String), people: [] }]);
    expect(state).not.toHaveProperty('untold');
  });
});

describe('what an edit of a connector narrows', () => {
  it('is told by its kind, and a name is nothing', () => {
    const kinds = (change: object) =>
      narrowings({ ...DESK, status: 'approved' }, { ...DESK, status: 'approved', ...change }).map(
        ({ kind }) => kind,
      );
    expect(kinds({ displayName: 'Another' })).toEqual([]);
    expect(kinds({ status: 'rejected', environments: [] })).toEqual(['unlisted']);
    expect(kinds({ status: 'probation' })).toEqual(['probation']);
    expect(kinds({ environments: [], tierCeiling: 'readOnly', tools: [] })).toEqual([
      'environments',
      'ceiling',
      'tools',
    ]);
    expect(kinds({ systemClass: 'finance' })).toEqual(['finance']);
    expect(narrowings(DESK, { ...DESK, dataDomains: ['sales'] })).toEqual([
      { kind: 'bounds', names: ['dataDomains'] },
    ]);
    expect(narrowings(DESK, { ...DESK, tools: [{ name: 'list', effect: 'write' }] })).toEqual([
      { kind: 'tools', gone: ['close'], other: ['list'] },
    ]);
  });
});
