import { isPreset, PRESETS } from '../cards/presets.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { answersOf, type RequestState, type Status } from '../domain/state.ts';
import { byNumber } from './byNumber.ts';
import { ofAgent } from './ofAgent.ts';
import { aroundOf, matterFor } from './render.ts';

/** A request that people decided, told without what it was about. */
interface DecidedRequest {
  readonly request: string;
  readonly does: string;
  readonly outcome: 'allowed' | 'blocked';
  readonly because?: string;
}

const EACH = 3;
const CHUNK = 100;
/** States read at most: an agent whose last decision lies further back has no examples. */
const MOST_READ = 500;

const OUTCOMES: Partial<Readonly<Record<Status, DecidedRequest['outcome']>>> = {
  approved: 'allowed',
  redeemed: 'allowed',
  rejected: 'blocked',
};

/** The newest actions of an agent that people allowed and blocked, a few of each; no recipient, amount or text of them. */
export async function decidedExamples(
  deps: ApprovalsDeps,
  agentId: string,
): Promise<readonly DecidedRequest[]> {
  const { ledger } = deps;
  const view = await ledger.view();
  const chunk =
    ofAgent(ledger.reads, view, { agentId, size: CHUNK }) ?? byNumber(ledger)('down', CHUNK);
  const found = { allowed: [] as RequestState[], blocked: [] as RequestState[] };
  let after: string | undefined;
  for (let read = 0; read < MOST_READ; ) {
    const page = await chunk(after);
    for (const [, state] of page.items) {
      const outcome = OUTCOMES[state.status];
      if (state.agentId === agentId && state.kind === 'outboundAction' && outcome)
        if (found[outcome].length < EACH) found[outcome].push(state);
    }
    read += page.items.length;
    after = page.next;
    if (after === undefined) break;
  }
  return Promise.all(
    [...found.allowed, ...found.blocked].map(async (state): Promise<DecidedRequest> => {
      const { does } = matterFor(state, await aroundOf(deps, state, view));
      const preset = answersOf(state).find(({ answer }) => answer === 'reject')?.preset;
      return {
        request: state.id,
        does,
        outcome: OUTCOMES[state.status] ?? 'blocked',
        ...(preset !== undefined && isPreset(preset) && { because: PRESETS[preset] }),
      };
    }),
  );
}
