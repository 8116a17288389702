import type { Recorded } from '../../../kernel/events.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { HistoryLine } from '../cards/view.ts';
import { type EventData, isRequestEvent, type RequestEvent } from '../domain/events.ts';
import { LOSSES } from '../domain/sentences.ts';
import type { Names } from './names.ts';
import { personBehind } from './peopleOf.ts';

function who(event: Recorded<RequestEvent>, names: Names): string {
  const person = personBehind(event.by);
  if (person) return names(person);
  if (event.by.kind === 'agent') return event.by.id;
  return event.by.kind === 'gateway' ? 'A gateway' : 'Countersign';
}

/** Whom time asked in the owner's place. */
function escalated({ to, invited }: EventData<'request-escalated'>): string {
  const whom = to === 'manager' ? 'The manager of the business owner' : 'The review board';
  return invited.length === 0
    ? `${whom} was to be asked too, but nobody there may answer.`
    : `${whom} was asked too.`;
}

/** What one event says in a history; undefined for what only moves cards. */
function sentence(event: Recorded<RequestEvent>, names: Names): string | undefined {
  const by = who(event, names);
  switch (event.type) {
    case 'request-asked':
      return `${by} asked.`;
    case 'request-answered':
      return `${by} ${event.data.answer === 'approve' ? 'approved' : 'rejected'}.`;
    case 'request-advanced':
      return 'The next stage opened.';
    case 'request-backup-joined':
      return 'The backup was asked too.';
    case 'request-escalated':
      return escalated(event.data);
    case 'request-reseated':
      return 'The agent has another owner, who was asked.';
    case 'request-approved':
      return 'Approved: everybody needed has agreed.';
    case 'request-rejected':
      return 'Rejected.';
    case 'request-expired':
      return event.data.because
        ? `Expired: ${LOSSES[event.data.because]}.`
        : 'Expired: nobody answered in time.';
    case 'request-withdrawn':
      return `${by} withdrew it.`;
    case 'request-redeemed':
      return `${by} redeemed the receipt.`;
    case 'request-lapsed':
      return 'Lapsed: the approval was not used in time.';
    case 'request-undone':
      return `${by} took the approval back.`;
    case 'request-voided':
      return event.data.because
        ? `Void: ${LOSSES[event.data.because]}.`
        : `The pause ${event.data.pause} made the approval void.`;
    case 'card-delivered':
    case 'card-abandoned':
      return undefined;
    default:
      return assertNever(event);
  }
}

/** A request's events as lines a person reads, oldest first. */
export const historyLines = (events: readonly Recorded[], names: Names): readonly HistoryLine[] =>
  events
    .filter((event): event is Recorded<RequestEvent> => isRequestEvent(event))
    .flatMap((event) => {
      const text = sentence(event, names);
      return text === undefined ? [] : [{ at: event.at, text }];
    });
