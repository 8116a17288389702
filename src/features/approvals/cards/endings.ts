import type { Weight } from '../../../kernel/cards/sheet.ts';
import { own, type TextRun } from '../../../kernel/cards/text.ts';
import type { Loss } from '../domain/events.ts';
import { LOSSES } from '../domain/sentences.ts';
import type { DecidedState, DecidedView } from './view.ts';

/** How a request came out, in words. */
export interface Ending {
  readonly weight: Weight;
  /** Between the agent and what it is about. */
  readonly title: string;
  /** Before and after the name of who did it; `you` where that is the reader. */
  readonly said: (who: readonly TextRun[]) => readonly TextRun[];
  /** What happens next, or what did not happen. */
  readonly next: string;
}

const by =
  (before: string, after = '') =>
  (who: readonly TextRun[]): readonly TextRun[] => [own(before), ...who, own(after)];
const plainly = (text: string) => () => [own(text)];

const OF_ACTIONS: Readonly<Record<DecidedState, Ending>> = {
  answered: {
    weight: 'good',
    title: 'wants to',
    said: plainly('Your answer counts. More answers are needed.'),
    next: 'The others have been asked. Nothing is done before they have answered.',
  },
  approved: {
    weight: 'good',
    title: 'may',
    said: by('Approved by ', '.'),
    next: 'The agent may now do exactly this, once.',
  },
  rejected: {
    weight: 'attention',
    title: 'wanted to',
    said: by('Rejected by ', '.'),
    next: 'Nothing was done. The agent gets the reason.',
  },
  expired: {
    weight: 'warning',
    title: 'wanted to',
    said: plainly('Expired: nobody answered in time.'),
    next: 'Nothing was done. The agent can ask again.',
  },
  withdrawn: {
    weight: 'warning',
    title: 'wanted to',
    said: by('Withdrawn by ', '.'),
    next: 'Nothing was done, and no answer is needed any more.',
  },
  undone: {
    weight: 'warning',
    title: 'wanted to',
    said: by('Approval undone by ', '.'),
    next: 'It had not been used. Nothing was done.',
  },
  redeemed: {
    weight: 'good',
    title: 'was allowed to',
    said: plainly('Approved and used.'),
    next: 'The approval was redeemed and cannot be used again. It can no longer be undone.',
  },
  lapsed: {
    weight: 'warning',
    title: 'was allowed to',
    said: plainly('Approved, but not used in time.'),
    next: 'The approval is no longer valid. Nothing was done; the agent can ask again.',
  },
  void: {
    weight: 'attention',
    title: 'wanted to',
    said: by('Void: the pause ', ' came before it was used.'),
    next: 'Nothing was done. It stays void after the pause; the agent can ask again.',
  },
  held: {
    weight: 'warning',
    title: 'wants to',
    said: by('Held by the pause ', '.'),
    next: 'It can be rejected, and approved only after the pause. The time goes on.',
  },
};

/** Nobody redeems a right: it is there, or it is not. */
const OF_RIGHTS: Partial<Readonly<Record<DecidedState, string>>> = {
  answered: 'The next in turn have been asked. Nothing changes before all of them have approved.',
  rejected: 'Nothing changes. Whoever asked gets the reason.',
  expired: 'Nothing changes. It can be asked for again.',
  withdrawn: 'Nothing changes, and no answer is needed any more.',
};

const GRANTED = {
  connector:
    'It is on the list of what is allowed; write “approved” to see how far. Every action is still judged by the policy.',
  tier: 'It holds from now on. Every action is still judged by the policy.',
  promotion: 'It runs there from now on. Every action is still judged by the policy.',
  bounds: 'The wider bounds count from now on. Every action is still judged by the policy.',
  models:
    'The agents of the group may use them from now on. Every action is still judged by the policy.',
  policy: 'It is in force on every server from now on. GET /policy/bundle shows it.',
  deviation:
    'It stands on the register of exceptions until its date; write “exceptions” to see it. It lifts no rule of the policy.',
  grant:
    'What it covers is done without asking from now on. Write “grants” to see it and to take it back.',
} as const;

const lostNext = 'Nothing was done. It can be asked for again once there is a right to it.';

/** What it rested on ended first. */
const lost = (ending: Ending, state: DecidedState, because: Loss): Ending => ({
  ...ending,
  said: plainly(`${state === 'void' ? 'Void' : 'Expired'}: ${LOSSES[because]}.`),
  next: lostNext,
});

/** The words for how a request stands, by what it was about. */
export function endingOf({ state, about = 'action', because }: DecidedView): Ending {
  const ending = OF_ACTIONS[state];
  if (because !== undefined) return lost(ending, state, because);
  if (about === 'action') return ending;
  const next = state === 'approved' ? GRANTED[about] : (OF_RIGHTS[state] ?? ending.next);
  return { ...ending, next };
}
