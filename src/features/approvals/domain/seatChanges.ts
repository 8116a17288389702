import { isBefore } from '../../../kernel/instant.ts';
import type { Context } from './commands.ts';
import type { RequestEvent } from './events.ts';
import { partiesOf } from './exclusions.ts';
import type { Seat } from './seat.ts';
import { candidates, mayStepIn } from './seats.ts';
import { aboutOf, standing } from './standing.ts';
import { backupFrom, nextStep, openStage, type RequestState } from './state.ts';
import type { Escalate } from './ticks.ts';

/** At 80 % of the window: asks the backup too. Nobody is asked where the backup is excluded by then, and no timer is left. */
export function joinBackup(state: RequestState, context: Context): readonly RequestEvent[] {
  const { seat, backupJoined } = openStage(state);
  if (standing(state, context) !== 'pending' || backupJoined) return [];
  if (seat.kind !== 'businessOwner' || seat.backup === undefined) return [];
  if (isBefore(context.now, backupFrom(state))) return [];
  const backup = context.agent?.people.backup;
  const able = candidates(seat, partiesOf(state, state.requester), context);
  const data = {
    ...aboutOf(state),
    stage: state.stage,
    invited: able.filter((person) => person === backup),
  };
  return [{ type: 'request-backup-joined', data }];
}

/** Later: asks the owner's manager, or the board. Nobody is asked where the agent's path says so no more. */
export function escalate(
  { to, found }: Escalate,
  state: RequestState,
  context: Context,
): readonly RequestEvent[] {
  const next = nextStep(state);
  if (standing(state, context) !== 'pending' || next?.to !== to) return [];
  if (isBefore(context.now, next.at)) return [];
  const { invited } = openStage(state);
  const able = found.filter(
    (person) => !invited.includes(person) && mayStepIn(to, person, state, context),
  );
  return [
    {
      type: 'request-escalated',
      data: { ...aboutOf(state), stage: state.stage, to, invited: able },
    },
  ];
}

/** After a change of the agent's owner or backup: the seat follows, and views made for the holders before are dead. */
export function reseat(state: RequestState, context: Context): readonly RequestEvent[] {
  const { seat } = openStage(state);
  const people = context.agent?.people;
  if (standing(state, context) !== 'pending' || seat.kind !== 'businessOwner' || !people) return [];
  if (seat.owner === people.business && seat.backup === people.backup) return [];
  const { backup, escalation } = people;
  const present: Seat = {
    kind: 'businessOwner',
    owner: people.business,
    ...(backup !== undefined && { backup }),
    ...(escalation && { later: escalation }),
  };
  const data = {
    ...aboutOf(state),
    stage: state.stage,
    seat: present,
    invited: invitedNow(state, present, context),
  };
  return [{ type: 'request-reseated', data }];
}

function invitedNow(state: RequestState, seat: Seat, context: Context) {
  const able = candidates(seat, partiesOf(state, state.requester), context);
  const both = openStage(state).quorum > 1 || !isBefore(context.now, backupFrom(state));
  return both ? able : able.slice(0, 1);
}
