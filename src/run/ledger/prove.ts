import {
  checkpointHistory,
  type KeptCheckpoint,
} from '../../adapters/tables/verification/checkpointHistory.ts';
import { type Found, foundAt } from '../../adapters/tables/verification/rowFinding.ts';
import type { Place } from '../../kernel/events.ts';
import { leafOf } from '../../ledger/block.ts';
import type { LogState } from '../../ledger/checkpoint.ts';
import { formatProof, verifyProof } from '../../ledger/proof.ts';
import { ProofTree } from '../../ledger/proofTree.ts';
import { coverAll } from './covering.ts';
import { type LedgerAround, openSource, type Source } from './sources.ts';
import { walk } from './walk.ts';
import { bad } from './words.ts';

/** `prove`: the proof that an event stands in the ledger, as one JSON document on standard output. Answers the exit code. */
export async function proveCommand(place: Place, around: LedgerAround): Promise<number> {
  const source = await openSource(around);
  try {
    const proven = await prove(place, source, around);
    if ('proof' in proven) around.say(proven.proof);
    else if ('place' in proven) around.say(bad(proven));
    else around.complain(proven.sentence);
    return 'proof' in proven ? 0 : 1;
  } finally {
    await source.close();
  }
}

type Proven = { readonly proof: string } | Found | { readonly sentence: string };

async function prove(place: Place, source: Source, around: LedgerAround): Promise<Proven> {
  const known = await newestFor(place, source);
  if ('code' in known) return known;
  if (known.covering === undefined) await coverAll(source, around.log);
  const now = known.covering === undefined ? await newestFor(place, source) : known;
  if ('code' in now) return now;
  const state = now.covering?.checkpoint.logs.find(({ log }) => log === place.log);
  if (now.covering === undefined || state === undefined) {
    const sentence = `There is no event ${place.log}/${place.seq}, or no checkpoint that covers it yet.`;
    return { sentence };
  }
  return proofOf(place, { source, state, note: now.covering.note, signal: around.signal });
}

/** The newest checkpoint, where it covers an event. */
async function newestFor(
  { log, seq }: Place,
  source: Source,
): Promise<{ readonly covering: KeptCheckpoint | undefined } | Found> {
  const history = await checkpointHistory(source);
  if (!history.ok) return history.found;
  const newest = history.value.counting.at(-1);
  const covers = newest?.checkpoint.logs.some((state) => state.log === log && state.size >= seq);
  return { covering: covers === true ? newest : undefined };
}

interface Covered {
  readonly source: Source;
  readonly state: LogState;
  readonly note: string;
  readonly signal: AbortSignal;
}

async function proofOf(
  { log, seq }: Place,
  { source, state, note, signal }: Covered,
): Promise<Proven> {
  const leaves: string[] = [];
  let proven = '';
  const found = await walk({ ...source, state, checkpoints: [], signal }, async (line) => {
    leaves.push(leafOf(line));
    if (leaves.length === seq) proven = line;
  });
  if (found !== undefined) return found;
  const tree = new ProofTree(leaves);
  const proof = formatProof({ log, seq, line: proven, tree, note, keys: source.document });
  const verified = verifyProof(proof, source.document.first);
  return verified.ok ? { proof } : foundAt(verified.finding);
}
