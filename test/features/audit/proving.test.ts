import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RootsAgain, type Signed, signedIn } from '../../../src/features/audit/domain/proving.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { emptyTree, leafHash, pushLeaves, rootOf } from '../../../src/ledger/merkle.ts';
import { formatStub } from '../../../src/ledger/stub.ts';

const linesOf = (log: string, texts: readonly string[]) =>
  texts.map((line, i) => ({ log, seq: i + 1, line }));

const signedOver = (logs: Readonly<Record<string, readonly string[]>>): Signed => ({
  at: '2026-11-20T09:00:00.000Z' as Instant,
  keyName: 'k',
  logs: Object.entries(logs).map(([log, texts]) => ({
    log,
    size: texts.length,
    root: rootOf(pushLeaves(emptyTree, texts.map(leafHash))),
    chain: '0'.repeat(64),
  })),
});

function differenceOf(signed: Signed, lines: ReturnType<typeof linesOf>) {
  const again = new RootsAgain(signed);
  again.take(lines);
  return again.finish();
}

const texts = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 });

describe('computing the roots again', () => {
  it('finds nothing in what was signed, whatever was written since', () => {
    fc.assert(
      fc.property(texts, texts, texts, (g, lane, since) => {
        const signed = signedOver({ g, '00': lane });
        const lines = [...linesOf('g', [...g, ...since]), ...linesOf('00', lane)];
        expect(differenceOf(signed, lines)).toBeUndefined();
      }),
    );
  });

  it('finds a line that was changed, and one that is gone', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (g, at) => {
        const signed = signedOver({ g });
        const i = at % g.length;
        const changed = g.map((text, j) => (i === j ? `${text}!` : text));
        expect(differenceOf(signed, linesOf('g', changed))).toMatchObject({
          because: 'root-differs',
        });
        const gone = linesOf('g', g).filter(({ seq }) => seq !== i + 1);
        expect(differenceOf(signed, gone)?.because).toBe(
          i === g.length - 1 ? 'missing' : 'out-of-order',
        );
      }),
    );
  });

  it('takes the leaf of a purged line from its stub', () => {
    const signed = signedOver({ g: ['a', 'b'] });
    const stub = formatStub({ leaf: leafHash('a'), purgedBy: 2 });
    expect(differenceOf(signed, linesOf('g', [stub, 'b']))).toBeUndefined();
  });

  it('reads no note where there is none', () => {
    expect(signedIn('nothing')).toBeUndefined();
    expect(signedIn('nothing\n\n— k AAAA\n')).toBeUndefined();
  });
});
