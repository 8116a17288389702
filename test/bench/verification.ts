import { createHash } from 'node:crypto';
import { ChainVerifier } from '../../src/ledger/chainVerifier.ts';
import { LogVerifier } from '../../src/ledger/verify.ts';
import { eventLine, makeLog } from '../ledger/support.ts';
import { inTurns } from './inTurns.ts';
import type { Effort, Row } from './row.ts';

const BLOCKS = 120;
const EVENTS = 256;
/** Makes a line of some 460 bytes, about what a decision takes. */
const FILLING = { because: 'x'.repeat(300) };

/** Both verifiers over one log in memory, against one raw sha256 over the bytes of its blocks. */
export async function verification({ rounds }: Effort): Promise<readonly Row[]> {
  const counts = Array.from({ length: BLOCKS }, () => EVENTS);
  const { blocks, head } = makeLog('00', counts, (seq) =>
    eventLine(seq, 'action-authorized', FILLING),
  );
  const bytes = blocks.map(({ text }) => Buffer.from(text, 'utf8'));
  const size = bytes.reduce((sum, { length }) => sum + length, 0);
  const raw = () => {
    const sum = createHash('sha256');
    for (const one of bytes) sum.update(one);
    sum.digest('hex');
  };
  const verify = (verifier: ChainVerifier | LogVerifier) => {
    for (const block of blocks) verifier.add(block);
    const finding = verifier.finish(head);
    if (finding !== undefined) throw new Error(finding.sentence);
  };
  const chain = () => verify(new ChainVerifier('00'));
  const full = () => verify(new LogVerifier('00'));
  for (const one of [raw, chain, full]) one(); // all warm
  const megabytesPerSecond = (deed: () => void) => async () => {
    const start = performance.now();
    deed();
    return size / 1_000 / (performance.now() - start);
  };
  // A pass takes milliseconds, so there can be many rounds.
  const compare = (ours: () => void) =>
    inTurns(rounds * 5, megabytesPerSecond(ours), megabytesPerSecond(raw));
  const rowOf = async (about: Pick<Row, 'name' | 'what' | 'target'>, ours: () => void) => {
    const compared = await compare(ours);
    return {
      ...about,
      value: compared.ratio,
      at: 'least' as const,
      detail: {
        megabytesPerSecond: compared.ours,
        rawMegabytesPerSecond: compared.theirs,
        events: BLOCKS * EVENTS,
      },
    };
  };
  return [
    await rowOf(
      { name: 'chainOverSha256', what: 'ledger verification ÷ raw sha256', target: 0.5 },
      chain,
    ),
    // Two hashes a line instead of one a block: the auditor's way, in no hurry.
    await rowOf({ name: 'rootOverSha256', what: 'the same line by line, with Merkle roots' }, full),
  ];
}
