import type { Committed, Idempotency, Tx } from '../../kernel/ledger.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { ReleasesDeps } from './deps.ts';
import {
  type AnswerProposal,
  answerProposal,
  type Decider,
  type ReleaseRefusal,
  type SetCalendar,
  setCalendar,
} from './domain/decide.ts';
import type { ReleaseEvent } from './domain/events.ts';
import { CALENDAR, type ReleasesState, releases } from './domain/state.ts';

type Deps = Pick<ReleasesDeps, 'ledger' | 'agentWithIdentity'>;

/** What became of it: `kept`: it was so already. */
export type Did = 'set' | 'proposed' | 'rejected' | 'kept';
export type Decided = Committed<Result<Did, ReleaseRefusal>>;

/** A caller's key, and what is kept with it. */
export interface Keyed {
  readonly idempotency: Idempotency;
  readonly answer: () => Json;
}

const DID: Readonly<Record<ReleaseEvent['type'], Did>> = {
  'release-calendar-set': 'set',
  'release-calendar-proposed': 'proposed',
  'release-calendar-rejected': 'rejected',
};

type Decide<C> = (
  command: C,
  state: ReleasesState | undefined,
  now: Tx['now'],
) => Result<readonly ReleaseEvent[], ReleaseRefusal>;

function decided<C extends Decider>(
  { ledger, agentWithIdentity }: Deps,
  decide: Decide<C>,
  command: C,
  key?: Keyed,
): Promise<Decided> {
  const by = { kind: 'person', id: command.person } as const;
  return ledger.commit<Result<Did, ReleaseRefusal>>(async (tx) => {
    const identityOf = agentWithIdentity(tx.view, command.person);
    const result = decide({ ...command, identityOf }, tx.view.get(releases, CALENDAR), tx.now);
    if (!result.ok) return { by, events: [], result: () => result };
    const [event] = result.value;
    return {
      by,
      events: result.value,
      result: () => ok(event ? DID[event.type] : 'kept'),
      ...(key && { answer: key.answer }),
    };
  }, key?.idempotency);
}

/** Sets the calendar where that narrows, and proposes it otherwise. */
export const setReleaseCalendar = (deps: Deps, command: SetCalendar): Promise<Decided> =>
  decided(deps, setCalendar, command);

/** Adopts or turns down what is proposed; the same from chat and API. */
export const answerReleaseProposal = (
  deps: Deps,
  command: AnswerProposal,
  key?: Keyed,
): Promise<Decided> => decided(deps, answerProposal, command, key);
