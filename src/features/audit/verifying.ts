import { type BotCommand, botCommand, type ChatContext, type Reply } from '../../kernel/chat.ts';
import { Fault } from '../../kernel/faults.ts';
import type { Ledger, Reads } from '../../kernel/ledger.ts';
import type { Role } from '../../kernel/people.ts';
import type { Verified } from '../../kernel/verified.ts';
import { type ProofView, proofCard } from './cards/proof.ts';
import { RootsAgain, signedIn } from './domain/proving.ts';

const READERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

/** What a proof is computed from. */
export interface Provable {
  checkpoint(): Promise<string>;
  readonly reads: Pick<Reads, 'lines'>;
}

/** Events that are read and hashed within about two seconds. */
const MOST_EVENTS = 20_000;
const PAGE = 1_000;

/**
 * Reads every event that the newest signed checkpoint covers, and computes the Merkle roots again. Throws `Fault` where
 * storage or the signer does not answer.
 */
export async function proofOf(ledger: Provable, most = MOST_EVENTS): Promise<ProofView> {
  const signed = signedIn(await ledger.checkpoint());
  if (signed === undefined)
    throw new Fault('ledger-behind-checkpoint', 'the newest checkpoint is not one of ours');
  const { at, keyName, logs } = signed;
  const events = logs.reduce((sum, { size }) => sum + size, 0);
  const view = { at, keyName, events, logs: logs.length };
  if (events > most) return { ...view, outcome: { kind: 'too-many', most } };
  const again = new RootsAgain(signed);
  let after: string | undefined;
  do {
    const page = await ledger.reads.lines({ limit: PAGE, ...(after !== undefined && { after }) });
    again.take(page.items);
    after = page.next;
  } while (after !== undefined);
  const difference = again.finish();
  return {
    ...view,
    outcome: difference === undefined ? { kind: 'proven' } : { kind: 'differs', difference },
  };
}

interface VerifyDeps {
  readonly ledger: Ledger;
  /** Absent: the ledger is not verified beside the work. */
  readonly verified?: Verified;
}

async function answer({ ledger, verified }: VerifyDeps, { roles }: ChatContext): Promise<Reply> {
  if (!READERS.some((role) => roles.has(role)))
    return {
      kind: 'text',
      text: 'The review board, admins, security and compliance verify the ledger. Type why and a request for what was recorded of yours.',
    };
  const last = verified?.();
  const view = { ...(await proofOf(ledger)), ...(last && { last }) };
  const summary = view.outcome.kind === 'proven' ? 'The ledger is as it was signed' : 'The ledger';
  return { kind: 'card', card: proofCard(view), summary };
}

/** `verify`: whether the ledger is still what was signed. */
export const verifyCommand = (deps: VerifyDeps): BotCommand =>
  botCommand({
    name: 'verify',
    usage: 'verify',
    help: 'computes the proof again: is everything still as it was signed?',
    scopes: [],
    parse: (rest) => (rest === '' ? true : undefined),
    run: (_, context) => answer(deps, context),
  });
