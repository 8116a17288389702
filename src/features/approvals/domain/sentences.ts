import type { Instant } from '../../../kernel/instant.ts';
import { type Actor, type PersonId, personId, ROLE_NAMES } from '../../../kernel/people.ts';
import { quoted } from '../../../kernel/quoted.ts';
import { assertNever } from '../../../kernel/result.ts';
import { gapsSentence } from '../../registry/domain/probationLimits.ts';
import { boundsInWords } from '../../registry/domain/words.ts';
import { outsideSentence } from '../../releases/domain/outside.ts';
import type { Loss } from './events.ts';
import { gateSentence } from './phaseGate.ts';
import type { Deed, Exclusion, Outcome, RefusalCode, RefusalOf, Ungrantable } from './refusals.ts';
import type { Seat } from './seat.ts';

/** How a sentence names people and moments: names as the directory has them, moments in the reader's time zone. */
export interface Words {
  readonly names: (person: PersonId) => string;
  readonly when: (at: Instant) => string;
}

export const seatName = (seat: Seat): string =>
  seat.kind === 'businessOwner' ? 'business owner' : ROLE_NAMES[seat.role];

/** Whoever stands behind something, at the beginning of a sentence. */
function who(actor: Actor, { names }: Words): string {
  switch (actor.kind) {
    case 'person': {
      const id = personId(actor.id);
      return id === undefined ? actor.id : names(id);
    }
    case 'agent':
      return `The agent ${actor.id}`;
    case 'gateway':
      return 'A gateway';
    case 'source':
      return `The platform ${actor.id}`;
    case 'system':
      return 'Countersign';
    default:
      return assertNever(actor);
  }
}

const did = ({ at, by }: Deed, what: string, words: Words): string =>
  `${who(by, words)} ${what} at ${words.when(at)}`;

/** What a request rested on, gone: after `because`. */
export const LOSSES: Readonly<Record<Loss, string>> = {
  tierEnded: 'the tier that it needed came to its end',
  connectorRevoked: 'the connector was revoked',
  agentExpired: 'the agent came to its last day',
};

/** What became of a request, who brought it about and when: one sentence. */
export function outcomeSentence(outcome: Outcome, words: Words): string {
  const { status, decided, afterwards, because } = outcome;
  const approved = did(decided, 'approved it', words);
  const later = afterwards === undefined ? '' : words.when(afterwards.at);
  switch (status) {
    case 'approved':
      return `${approved}.`;
    case 'rejected':
      return `${did(decided, 'rejected it', words)}.`;
    case 'withdrawn':
      return `${did(decided, 'withdrew it', words)}.`;
    case 'expired':
      return because === undefined
        ? `It expired at ${words.when(decided.at)} without a decision.`
        : `It expired at ${words.when(decided.at)}, because ${LOSSES[because]}.`;
    case 'redeemed':
      return `${approved}, and the approval was used at ${later}.`;
    case 'lapsed':
      return `${approved}, and the approval lapsed unused at ${later}.`;
    case 'undone':
      return afterwards === undefined
        ? `${approved}, and the approval was taken back.`
        : `${approved}, and ${did(afterwards, 'took the approval back', words)}.`;
    case 'void':
      return because === undefined
        ? `${approved}, and a pause at ${later} made the approval void.`
        : `${approved}, and the approval became void at ${later}, because ${LOSSES[because]}.`;
    default:
      return assertNever(status);
  }
}

const EXCLUSIONS: Readonly<Record<Exclusion, string>> = {
  requester: 'you asked for it yourself',
  beneficiary: 'it would be done on your behalf',
  ownerSetter: 'you chose who answers for this agent',
  effectSetter: 'you decided what this tool counts as',
  deviationOwner: 'you would answer for it',
  agentIdentity: 'an agent speaks with this identity',
};

const UNGRANTABLE: Readonly<Record<Ungrantable, (tool: string) => string>> = {
  dispatcher: (tool) =>
    `The tool ${tool} passes on to other tools: name the one that takes effect.`,
  amountMissing: (tool) =>
    `The tool ${tool} moves an amount: say with amountUpTo and currency how much each time at most.`,
  amountUnreadable: (tool) =>
    `The catalogue names no argument in which ${tool} says how much it moves, so no amount can be granted.`,
  recipientsUnreadable: (tool) =>
    `The catalogue names no argument in which ${tool} says whom it reaches, so no recipients can be granted.`,
  recipientsInexact: (tool) =>
    `The tool ${tool} reaches whom it names: write each recipient as one whole address, such as emma@fabrikam.example.`,
  recipientsMissing: (tool) => `The tool ${tool} reaches somebody: name everybody it may reach.`,
  content: (tool) =>
    `The tool ${tool} points at content that may change, so each use of it is approved by itself.`,
  tooLong: () => 'A standing grant holds for at most 30 days from now.',
};

type Sentences = {
  readonly [C in RefusalCode]: (refusal: RefusalOf<C>, words: Words) => string;
};

const SENTENCES: Sentences = {
  'unknown-request': () => 'There is no such request.',
  'too-many-open': ({ agentId, limit, next }, { when }) =>
    `The agent ${agentId} has ${limit} requests waiting for an answer, and may have no more; the next one ends at ${when(next)} at the latest.`,
  'too-many-withdrawn': ({ agentId, limit, next }, { when }) =>
    `For the agent ${agentId}, ${limit} requests were asked and withdrawn again within the hour; the next can be asked at ${when(next)}.`,
  'no-approver': ({ seat, quorum }) =>
    quorum === 1
      ? `Nobody is left who may approve this as ${seatName(seat)}.`
      : `This needs ${quorum} different people as ${seatName(seat)}, and not enough are left who may answer.`,
  'unknown-agent': ({ agentId }) => `No agent ${quoted(agentId)} is registered.`,
  'agent-retired': ({ agentId }) => `The agent ${agentId} is retired.`,
  'unknown-connector': ({ connectorId }) =>
    `No connector ${quoted(connectorId)} is listed: ask for the connector first.`,
  'no-capability': ({ agentId, connectorId }) =>
    `The agent ${agentId} has no capability for ${connectorId}: ask for the connector first.`,
  'probation-first': ({ connectorId }) =>
    `The connector ${connectorId} is not on probation, and production comes after that: ask for it in dev or pilot first.`,
  'probation-unbounded': ({ connectorId, gaps }) => gapsSentence(connectorId, gaps),
  'above-ceiling': ({ connectorId, ceiling }) =>
    `The connector ${connectorId} has the ceiling ${ceiling}, and no agent gets more on it.`,
  'policy-denies': ({ because }) => because,
  'policy-allows': ({ because }) => `No approval is needed. ${because}`,
  'not-grantable': ({ tool, why }) => UNGRANTABLE[why](tool),
  'grant-over': ({ until }, { when }) =>
    `It was to hold until ${when(until)}, which is over: ask for it anew.`,
  settling: () =>
    'What was taken away before is still being gone through: answer again in a moment.',
  'nothing-to-grant': ({ agentId, connectorId }) =>
    `The agent ${agentId} may do that with ${connectorId} already.`,
  'nothing-to-promote': ({ agentId }) =>
    `The agent ${agentId} runs in that environment and phase already.`,
  'more-than-a-step': ({ next }) =>
    `An agent moves on one step at a time: the next one from here is ${next}.`,
  'retest-due': ({ agentId, why }) =>
    `The agent ${agentId} has to be tested again before it goes further: ${why}. Record a run that passed with POST /agents/${agentId}/model-runs.`,
  'agent-moved': ({ agentId }) =>
    `The agent ${agentId} has gone to another environment or phase since this was asked: ask for it anew.`,
  'nothing-changes': () => 'These rules are in force already.',
  'bundle-changed': () =>
    'Another policy has been put in force since this was proposed: propose it anew.',
  'bounds-moved': ({ id }) =>
    `The bounds of ${id} have changed since this was asked: ask for it anew.`,
  'not-wider': ({ id, names }) =>
    `This does not widen the ${boundsInWords(names)} of ${id}: what narrows it, or leaves it as it is, is an edit and takes no request.`,
  'on-probation': ({ connectorId }) =>
    `The connector ${connectorId} is on probation: its environments and its ceiling are decided when that ends.`,
  'unknown-person': ({ name }) => `Nobody in the directory is called ${quoted(name)}.`,
  'too-long': ({ days }) => `A deviation holds for at most ${days} days.`,
  'not-to-confirm': ({ tools }) =>
    `Only an admin confirms tools, and only those of the request: not ${tools.map(quoted).join(', ')}.`,
  'already-decided': ({ outcome }, words) => outcomeSentence(outcome, words),
  'already-answered': ({ answer, at }, { when }) =>
    `You ${answer === 'approve' ? 'approved' : 'rejected'} this at ${when(at)}, and an answer counts once.`,
  'digest-mismatch': () => 'What you were shown is not what is stored: open the request again.',
  'stale-card': () => 'This card is out of date: open the request again.',
  'not-entitled': ({ seat }) => `This waits for the ${seatName(seat)}, which you are not.`,
  excluded: ({ why }) => `You cannot answer this, because ${EXCLUSIONS[why]}.`,
  'backup-not-yet': ({ from }, { when }) =>
    `As the backup you can answer this from ${when(from)} on, if the business owner has not.`,
  held: ({ pause }) =>
    `This is held by pause ${pause}: it can be rejected, and approved only once the pause is lifted.`,
  'outside-window': ({ outside }) => outsideSentence(outside),
  'gate-not-passed': ({ agentId, ...gate }) => gateSentence(agentId, gate),
  'step-up-needed': ({ request }) =>
    `Approving ${request} takes a fresh sign-in: nothing was approved by this.`,
  'not-requester': ({ requester }, words) =>
    `Only whoever asked can withdraw this: ${who(requester, words)}.`,
  'not-approved': () => 'Nothing is to be undone: this is not fully approved yet.',
  'not-its-approver': () => 'Only somebody who approved this can undo the approval.',
  'undo-too-late': ({ until }, { when }) =>
    until === undefined
      ? 'This approval took effect at once and cannot be undone.'
      : `An approval can be undone for a short time only; this one could until ${when(until)}.`,
  'receipt-foreign': () => 'This is not a receipt for an approval of ours.',
  'not-its-agent': ({ agentId }) => `Only a gateway or ${agentId} itself can redeem this receipt.`,
  'already-redeemed': ({ at }, { when }) =>
    `This approval was used at ${when(at)}, and it counts once.`,
  'approval-undone': ({ at, by }, words) => `${did({ at, by }, 'took the approval back', words)}.`,
  'approval-void': ({ pause }) =>
    `Pause ${pause} made this approval void, and it stays void: ask for approval again.`,
  'agent-paused': ({ pause }) =>
    `Pause ${pause} is in force, so nothing may be done; ask for approval once it is lifted.`,
  'approval-lapsed': ({ redeemBy }, { when }) =>
    `The approval had to be used by ${when(redeemBy)} and has lapsed: ask for approval again.`,
  'receipt-expired': ({ expired }, { when }) =>
    `The receipt expired at ${when(expired)}: fetch a fresh one.`,
  'action-changed': ({ what }) =>
    what === 'arguments'
      ? 'These arguments are not the ones that were approved: any change is a new request.'
      : 'The catalogue describes this tool differently since it was approved: ask for approval again.',
  'connector-revoked': ({ connectorId }) => `The connector ${connectorId} is no longer allowed.`,
  'tier-ended': ({ connectorId, tier }) =>
    tier === undefined
      ? `The agent no longer has a capability for ${connectorId}.`
      : `The agent's tier for ${connectorId} is now ${tier}, which does not cover this action.`,
  'policy-changed': ({ because }) => `The policy does not cover this any more. ${because}`,
};

/** Why something was refused, as one plain sentence for whoever tried. */
export const refusalSentence = <C extends RefusalCode>(
  refusal: RefusalOf<C>,
  words: Words,
): string => SENTENCES[refusal.code](refusal, words);
