import type { Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type DueItem, dueRow } from '../../../kernel/outbox.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { Progress } from '../../../kernel/telling.ts';
import { isPauseEvent, type PauseEvent } from './events.ts';
import { parseTarget, type Target } from './target.ts';

/** What one lever was told and said. */
export interface LeverState {
  readonly name: string;
  readonly to: 'stop' | 'release';
  readonly calledAt?: Instant;
  readonly answer?: string;
  readonly readAt?: Instant;
  readonly readAs?: string;
  /** What may still run, in words. */
  readonly open?: string;
}

export interface PauseState {
  /** `P-<n>`. */
  readonly id: string;
  readonly target: Target;
  readonly reason: string;
  readonly by: PersonId | undefined;
  readonly byBoard: boolean;
  readonly at: Instant;
  /** Governance seq of its start: an approval before it is void, a decision after it is denied. */
  readonly seq: number;
  readonly until?: Instant;
  readonly lifted?: {
    readonly at: Instant;
    readonly by: PersonId | undefined;
    readonly reason: string;
    readonly automatic: boolean;
  };
  /** What it did to requests, once they have been gone through. */
  readonly struck?: { readonly voided: readonly string[]; readonly held: readonly string[] };
  /** Up to which owner, in the order of their ids, those of what it stops were told. */
  readonly owners?: Progress;
  /** The same of its end. */
  readonly freed?: Progress;
  /** The pauser knows that it lifted itself. */
  readonly told: boolean;
  /** Names of the levers to be pulled, and released at its end. */
  readonly planned: readonly string[];
  readonly levers: readonly LeverState[];
}

/** Job kinds of the rows below: lifts `args.pause`; pulls or releases `args.lever` and reads it back. */
export const LIFT_JOB = 'pause-lift';
export const LEVER_JOB = 'pause-lever';
/** Goes through the requests that `args.pause` hits; the approvals run it. */
export const STRIKE_JOB = 'pause-strike';
/** Tells the owners of what `args.pause` stops. */
export const OWNERS_TOLD_JOB = 'pause-owners';
/** Tells those who were told that `args.pause` is over. */
export const OWNERS_FREED_JOB = 'pause-owners-freed';
/** Tells the pauser of `args.pause` that it has lifted itself. */
export const TELL_JOB = 'pause-tell';

/** Not lifted, and its time not over. */
export const isInForce = (pause: PauseState, now: Instant): boolean =>
  pause.lifted === undefined && (pause.until === undefined || now < pause.until);

const whoIs = ({ by }: Recorded): PersonId | undefined =>
  by.kind === 'person' ? personId(by.id) : undefined;

function started(event: Recorded<Extract<PauseEvent, { type: 'pause-started' }>>): PauseState {
  const { pause, target, reason, until, byBoard } = event.data;
  return {
    id: pause,
    // The decider wrote the text from a target; a text that is none can only be a newer version's, and then stops everything.
    target: parseTarget(target) ?? { kind: 'all' },
    reason,
    by: whoIs(event),
    byBoard,
    at: event.at,
    seq: event.seq,
    ...(until !== undefined && { until }),
    told: false,
    planned: event.data.levers,
    levers: [],
  };
}

const leverOf = (state: PauseState, name: string, to: LeverState['to']): LeverState =>
  state.levers.find((lever) => lever.name === name && lever.to === to) ?? { name, to };

const withLever = (state: PauseState, lever: LeverState): PauseState => ({
  ...state,
  levers: [...state.levers.filter(({ name, to }) => name !== lever.name || to !== lever.to), lever],
});

function evolve(state: PauseState | undefined, event: Recorded<PauseEvent>): PauseState {
  if (event.type === 'pause-started') return started(event);
  if (state === undefined) throw new RangeError(`${event.type} before ${event.data.pause} began`);
  switch (event.type) {
    case 'pause-lifted': {
      const { reason, automatic } = event.data;
      return { ...state, lifted: { at: event.at, by: whoIs(event), reason, automatic } };
    }
    case 'requests-struck': {
      const { voided, held } = event.data;
      return { ...state, struck: { voided, held } };
    }
    case 'pause-owners-told': {
      const { after, done, over } = event.data;
      return { ...state, [over ? 'freed' : 'owners']: { after, done } };
    }
    case 'pause-told':
      return { ...state, told: true };
    case 'lever-pulled': {
      const { lever, to, answer } = event.data;
      return withLever(state, { ...leverOf(state, lever, to), calledAt: event.at, answer });
    }
    case 'lever-read': {
      const { lever, to, state: readAs, open } = event.data;
      return withLever(state, { ...leverOf(state, lever, to), readAt: event.at, readAs, open });
    }
    default:
      return assertNever(event);
  }
}

/** One that said when asked back that it still lets things through is not done, whatever it answered when it was called. */
const isOpen = ({ to, readAt, readAs }: LeverState): boolean =>
  readAt === undefined || (to === 'stop' && readAs === 'running');

/** Levers that have not been read back yet in the direction that counts now, or not as stopped. */
export function openLevers(state: PauseState): readonly LeverState[] {
  const to = state.lifted === undefined ? 'stop' : 'release';
  return state.planned.map((name) => leverOf(state, name, to)).filter(isOpen);
}

function rows(state: PauseState) {
  const { id, until, lifted, at, struck, told, by, owners, freed } = state;
  const item = { id, args: { pause: id } };
  const due: DueItem[] = openLevers(state).map(({ name, to }) => ({
    due: lifted?.at ?? at,
    job: LEVER_JOB,
    id: `${id}~${name}~${to}`,
    args: { pause: id, lever: name, to },
  }));
  if (until !== undefined && lifted === undefined) due.push({ ...item, job: LIFT_JOB, due: until });
  if (struck === undefined) due.push({ ...item, job: STRIKE_JOB, due: at });
  if (lifted === undefined && owners?.done !== true)
    due.push({ ...item, job: OWNERS_TOLD_JOB, due: at });
  if (lifted && owners && freed?.done !== true)
    due.push({ ...item, job: OWNERS_FREED_JOB, due: lifted.at });
  if (lifted?.automatic && !told && by) due.push({ ...item, job: TELL_JOB, due: lifted.at });
  return due.map(dueRow);
}

/** Every pause there ever was, by id: what one made void stays void after it is lifted. */
export const pauses: Entity<PauseState, PauseEvent> = {
  kind: 'pause',
  prefix: 'Z',
  cached: true,
  idsOf: (event) => (isPauseEvent(event) ? [event.data.pause] : []),
  evolve,
  fits: (state, { type }) => {
    if (type === 'pause-started') return state === undefined;
    return state !== undefined && (type !== 'pause-lifted' || state.lifted === undefined);
  },
  rows,
};
