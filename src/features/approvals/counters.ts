import { bucketOf, cellName } from '../../kernel/counting.ts';
import type { DomainEvent } from '../../kernel/events.ts';
import { assertNever } from '../../kernel/result.ts';
import { isRequestEvent } from './domain/events.ts';

/** An answer that is faster than this was hardly read. */
const QUICK_MS = 5_000;

const ENDED: Readonly<Record<string, string>> = {
  'request-approved': 'approved',
  'request-rejected': 'rejected',
  'request-expired': 'expired',
  'request-withdrawn': 'withdrawn',
  'request-redeemed': 'redeemed',
  'request-lapsed': 'lapsed',
  'request-undone': 'undone',
  'request-voided': 'void',
};

const cards = (people: readonly string[]): Record<string, number> =>
  Object.fromEntries(people.map((person) => [`cards.${cellName(person)}`, 1]));

/**
 * Cells: `request.<kind>.<asked|approved|…>`, `wait.<kind>.<bucket>` (from asking to the decision), `cards.<person>` (how
 * often somebody was asked), `answers` and `answers.quick`.
 */
export function approvalCounters(event: DomainEvent): Readonly<Record<string, number>> {
  if (!isRequestEvent(event)) return {};
  switch (event.type) {
    case 'request-asked':
      return { [`request.${event.data.kind}.asked`]: 1, ...cards(event.data.invited) };
    case 'request-advanced':
    case 'request-backup-joined':
    case 'request-escalated':
    case 'request-reseated':
      return cards(event.data.invited);
    case 'request-answered':
      return { answers: 1, ...(event.data.waitedMs < QUICK_MS && { 'answers.quick': 1 }) };
    case 'request-approved':
    case 'request-rejected':
      return {
        [`request.${event.data.kind}.${ENDED[event.type]}`]: 1,
        [`wait.${event.data.kind}.${bucketOf(event.data.waitedMs)}`]: 1,
      };
    case 'request-expired':
    case 'request-withdrawn':
    case 'request-redeemed':
    case 'request-lapsed':
    case 'request-undone':
    case 'request-voided':
      return { [`request.${event.data.kind}.${ENDED[event.type]}`]: 1 };
    case 'card-delivered':
    case 'card-abandoned':
      return {};
    default:
      return assertNever(event);
  }
}
