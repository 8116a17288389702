import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { exceptions, isLiveException } from '../../exceptions/domain/state.ts';
import { calendarIn, productionWindows } from '../../releases/domain/state.ts';
import type { Subject } from './commands.ts';
import type { RequestState } from './state.ts';

/** What the enterprise phase rests on. */
export type Criterion = 'board' | 'baselines' | 'releaseWindows';

/** What is looked up before a try, since a try must not wait for it. */
export interface GateFacts {
  /** How many sit on the review board, and how many of them it takes to change the rules. */
  readonly board: number;
  readonly quorum: number;
  /** Somebody reported lately how long the work of the agent's department takes without it. */
  readonly baselines: boolean;
}

/** How the gate stands at one version, and what it was read from. */
export interface Gate extends Pick<GateFacts, 'board' | 'quorum'> {
  readonly unmet: readonly Criterion[];
}

/** Whether a request would take an agent into the enterprise phase; going back passes no gate. */
export const entersEnterprise = (
  asked: Subject | RequestState,
): asked is Extract<Subject | RequestState, { kind: 'promotion' }> =>
  asked.kind === 'promotion' && asked.toPhase === 'enterprise' && asked.fromPhase !== 'enterprise';

/**
 * What is missing before an agent may go into the enterprise phase; nothing where people agreed to a deviation from this gate,
 * for as long as that lasts.
 */
export function gateAt(
  agentId: string,
  { board, quorum, baselines }: GateFacts,
  { view, now }: { readonly view: View; readonly now: Instant },
): Gate {
  const isWaived = [...view.all(exceptions).values()].some(
    (one) => one.from === 'enterpriseGate' && one.agentId === agentId && isLiveException(one, now),
  );
  if (isWaived) return { unmet: [], board, quorum };
  const unmet: readonly Criterion[] = [
    ...(board >= quorum ? [] : (['board'] as const)),
    ...(baselines ? [] : (['baselines'] as const)),
    ...(productionWindows(calendarIn(view)).length > 0 ? [] : (['releaseWindows'] as const)),
  ];
  return { unmet, board, quorum };
}

const MISSING: Readonly<Record<Criterion, (facts: Pick<GateFacts, 'board' | 'quorum'>) => string>> =
  {
    board: ({ board, quorum }) =>
      `a review board of ${quorum} or more (it has ${board}: add people to its group)`,
    baselines: () =>
      'a baseline (nobody reported in thirteen weeks how long the department’s work takes without an agent: baselineSeconds of POST /outcomes)',
    releaseWindows: () => 'release windows for production (there are none: PUT /release-calendar)',
  };

/** The gate as a sentence: what is missing, and how it can be passed nevertheless. */
export function gateSentence(agentId: string, gate: Gate): string {
  const missing = new Intl.ListFormat('en-GB').format(gate.unmet.map((one) => MISSING[one](gate)));
  return `The enterprise phase needs ${missing}. What cannot wait needs a deviation from the enterprise gate for ${agentId}, with a reason and an end: request deviation.`;
}
