import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/kernel/faults.ts';
import { fromCommitted, stored } from '../../src/kernel/stored.ts';

const asked = { status: 201, body: { id: 'AR-1' }, location: '/requests/AR-1' } as const;

describe('a commit as an answer', () => {
  it('lets the handler answer where the work ran', () => {
    const places = [{ log: 'g', seq: 7 }];
    const answer = fromCommitted({ kind: 'done', result: 'AR-1', places }, (id, [place]) => ({
      status: 201,
      body: { id, seq: place?.seq },
    }));
    expect(answer).toEqual({ status: 201, body: { id: 'AR-1', seq: 7 } });
  });

  it('repeats what was stored, without asking the handler', () => {
    const answer = fromCommitted({ kind: 'repeated', answer: stored(asked) }, () => {
      throw new Error('not asked');
    });
    expect(answer).toEqual(asked);
  });

  it('refuses a key that came with another body', () => {
    expect(fromCommitted({ kind: 'key-reused' }, () => asked)).toMatchObject({
      problem: 'idempotency-key-reused',
    });
  });

  it.each([null, [], 'x', { status: 500, body: {} }, { status: 200 }, { ...asked, location: 1 }])(
    'takes nothing for a stored answer but what it wrote: %j',
    (answer) => {
      expect(() => fromCommitted({ kind: 'repeated', answer }, () => asked)).toThrow(Fault);
    },
  );
});
