import { isFreshSignIn } from '../../../kernel/freshSignIn.ts';
import { type Instant, plus } from '../../../kernel/instant.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { AgentState, ConnectorState } from '../../registry/domain/model.ts';
import type { PauseEvent } from './events.ts';
import { isInForce, type PauseState } from './state.ts';
import { isWide, type Target, targetText } from './target.ts';

export type PauseRefusal =
  | { readonly code: 'not-allowed' }
  | { readonly code: 'unknown-target'; readonly target: Target }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'unknown-pause' }
  | { readonly code: 'already-lifted'; readonly pause: string; readonly at: Instant }
  | { readonly code: 'board-only'; readonly pause: string }
  | { readonly code: 'step-up-needed'; readonly pause: string };

export interface Who {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
}

const PAUSERS: readonly Role[] = ['admin', 'board'];
const mayPause = ({ roles }: Who): boolean => PAUSERS.some((role) => roles.has(role));

export interface Start extends Who {
  readonly id: string;
  readonly target: Target;
  readonly reason: string;
  /** Milliseconds until it lifts itself. */
  readonly forMs?: number;
  /** Levers that reach this target, besides our own gate. */
  readonly levers: readonly string[];
}

/** What exists, as far as a target can name it. */
export interface Known {
  readonly now: Instant;
  readonly agent: (id: string) => AgentState | undefined;
  readonly connector: (id: string) => ConnectorState | undefined;
}

export function exists(target: Target, known: Known): boolean {
  switch (target.kind) {
    case 'agent':
      return known.agent(target.id) !== undefined;
    case 'connector':
      return known.connector(target.id) !== undefined;
    case 'tool':
      return (
        known
          .connector(target.connectorId)
          ?.record.tools.some(({ name }) => name === target.tool) === true
      );
    case 'tier':
    case 'environment':
    case 'all':
      return true;
  }
}

/** Starts a pause. Pauses stack: one that is in force already does not stand in the way of another. */
export function startPause(
  command: Start,
  known: Known,
): Result<readonly PauseEvent[], PauseRefusal> {
  const { id, target, forMs, levers, roles } = command;
  const reason = command.reason.trim();
  if (!mayPause(command)) return refuse({ code: 'not-allowed' });
  if (reason === '') return refuse({ code: 'reason-missing' });
  if (!exists(target, known)) return refuse({ code: 'unknown-target', target });
  const data = {
    pause: id,
    target: targetText(target),
    reason,
    // An admin who also sits on the board pauses as an admin: another admin may then lift it.
    byBoard: roles.has('board') && !roles.has('admin'),
    levers,
    ...(forMs !== undefined && { until: plus(known.now, forMs) }),
  };
  return ok([{ type: 'pause-started', data }]);
}

export interface Lift extends Who {
  readonly reason: string;
  /** The tenant asks for a fresh sign-in before it lets go of what stops much. */
  readonly stepUp: boolean;
  /** When the person proved anew who they are; a click or a message proves nothing of the kind. */
  readonly steppedUpAt?: Instant | undefined;
}

/** Lifts a pause: the pauser, another admin or the board; what the board paused only the board lifts. Where the tenant says so, that and what stops more than one agent takes a fresh sign-in. */
export function liftPause(
  command: Lift,
  state: PauseState | undefined,
  now: Instant,
): Result<readonly PauseEvent[], PauseRefusal> {
  if (state === undefined) return refuse({ code: 'unknown-pause' });
  if (!mayPause(command)) return refuse({ code: 'not-allowed' });
  if (command.reason.trim() === '') return refuse({ code: 'reason-missing' });
  if (state.lifted) {
    if (state.lifted.by === command.person) return ok([]);
    return refuse({ code: 'already-lifted', pause: state.id, at: state.lifted.at });
  }
  if (state.until !== undefined && !isInForce(state, now))
    return refuse({ code: 'already-lifted', pause: state.id, at: state.until });
  if (state.byBoard && !command.roles.has('board'))
    return refuse({ code: 'board-only', pause: state.id });
  const needsProof = command.stepUp && (state.byBoard || isWide(state.target));
  if (needsProof && !isFreshSignIn(command.steppedUpAt, now))
    return refuse({ code: 'step-up-needed', pause: state.id });
  const proof = needsProof ? command.steppedUpAt : undefined;
  return ok([lifted(state, { reason: command.reason.trim(), automatic: false, proof })]);
}

/** A timed pause ends when its time has come; too early, or lifted already: nothing. */
export const runOut = (state: PauseState | undefined, now: Instant): readonly PauseEvent[] =>
  state === undefined ||
  state.lifted !== undefined ||
  state.until === undefined ||
  isInForce(state, now)
    ? []
    : [lifted(state, { reason: 'its time is over', automatic: true })];

interface Lifting {
  readonly reason: string;
  readonly automatic: boolean;
  /** When whoever lifts it signed in anew, where that is asked for. */
  readonly proof?: Instant | undefined;
}

const lifted = (state: PauseState, { reason, automatic, proof }: Lifting): PauseEvent => ({
  type: 'pause-lifted',
  data: {
    pause: state.id,
    target: targetText(state.target),
    reason,
    automatic,
    ...(proof && { steppedUpAt: proof }),
  },
});
