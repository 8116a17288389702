import { type Instant, isBefore, plus } from '../../../kernel/instant.ts';
import type { Actor, PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { RegistryEvent } from './events.ts';
import { PROBATION_MS, promoted } from './granting.ts';
import type { ConnectorState, ProbationChoice, ProbationEnding } from './model.ts';
import { probationEnd } from './present.ts';
import { type ProbationGap, probationLimits } from './probationLimits.ts';

export type ProbationRefusal =
  | { readonly code: 'not-admin' }
  | { readonly code: 'own-request' }
  | { readonly code: 'not-asked' }
  | { readonly code: 'extended-before' }
  /** It is not bounded or logged as a probation has to be. */
  | {
      readonly code: 'unbounded';
      readonly connectorId: string;
      readonly gaps: readonly ProbationGap[];
    }
  /** Production has to wait for a release window: why, in a sentence. */
  | { readonly code: 'withheld'; readonly because: string }
  | {
      readonly code: 'decided';
      readonly decided: NonNullable<ProbationEnding['decided']>;
    };

export interface Choose {
  readonly choice: ProbationChoice;
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
  /** The end that the question was about. */
  readonly ends: Instant;
}

type Decision = Result<readonly RegistryEvent[], ProbationRefusal>;

/** Asks the admins, once the end has come and nobody has been asked; `asked`: who they are. */
export function askAtEnd(
  state: ConnectorState | undefined,
  asked: readonly PersonId[],
  now: Instant,
): readonly RegistryEvent[] {
  const ends = state && probationEnd(state);
  if (state === undefined || ends === undefined || isBefore(now, ends)) return [];
  if (state.ending?.ends === ends) return [];
  return [{ type: 'probation-ended', data: { connectorId: state.record.id, ends, asked } }];
}

/**
 * What an admin decides at the end of a probation: into production, 30 days more (once), or revoked. Whoever asked for the
 * connector may only revoke it.
 */
export function chooseAtEnd(
  command: Choose,
  state: ConnectorState | undefined,
  now: Instant,
): Decision {
  if (!command.roles.has('admin')) return refuse({ code: 'not-admin' });
  const ending = state?.ending;
  if (state === undefined || ending === undefined || ending.ends !== command.ends)
    return refuse({ code: 'not-asked' });
  if (ending.decided !== undefined)
    return isSame(command, ending.decided)
      ? ok([])
      : refuse({ code: 'decided', decided: ending.decided });
  if (probationEnd(state) !== ending.ends) return refuse({ code: 'not-asked' });
  if (command.choice !== 'revoked' && isOwn(command.person, state.requester))
    return refuse({ code: 'own-request' });
  return chosen(command.choice, state, now);
}

const isSame = (
  { choice, person }: Choose,
  decided: NonNullable<ProbationEnding['decided']>,
): boolean => decided.choice === choice && isOwn(person, decided.by);

const isOwn = (person: PersonId, actor: Actor | undefined): boolean =>
  actor?.kind === 'person' && actor.id === person;

function chosen(choice: ProbationChoice, state: ConnectorState, now: Instant): Decision {
  const { record } = state;
  const connectorId = record.id;
  if (choice === 'promoted')
    return ok([
      { type: 'connector-promoted', data: { connector: promoted(record), confirmed: [] } },
    ]);
  if (choice === 'revoked')
    return ok([
      {
        type: 'connector-revoked',
        data: { connectorId, reason: 'not kept at the end of its probation' },
      },
    ]);
  if (state.extended) return refuse({ code: 'extended-before' });
  const limits = probationLimits(record);
  if (!limits.ok) return refuse({ code: 'unbounded', connectorId, gaps: limits.refusal });
  const until = plus(now, PROBATION_MS);
  return ok([{ type: 'probation-extended', data: { connectorId, until, verified: limits.value } }]);
}
