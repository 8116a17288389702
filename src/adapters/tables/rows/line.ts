import type { DomainEvent, Place, Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/people.ts';
import { parseBlock, type StoredBlock } from '../../../ledger/block.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';
import { parseStub } from '../../../ledger/stub.ts';

/** An event about to be written. */
export interface Entry {
  readonly at: Instant;
  readonly by: Actor;
  readonly event: DomainEvent;
}

/** Cryptographically random bytes. */
export type Random = (bytes: number) => Uint8Array;

/** 16 random bytes, so that a line that was purged cannot be guessed from its hash. */
export const newSalt = (random: Random): string => Buffer.from(random(16)).toString('base64url');

/** The ledger line of an event: canonical JSON of {at, by, data, salt, type}. Throws LedgerFault `not-canonical`. */
export function lineOf({ at, by, event }: Entry, salt: string): string {
  const { type, data } = event;
  return canonicalJson({ at, by: { ...by }, data: data as Json, salt, type });
}

/** The event that a line says, as standing at a place; undefined where the line was purged. */
export function recordedOf(line: string, place: Place): Recorded | undefined {
  if (parseStub(line) !== undefined) return undefined;
  try {
    const { at, by, data, type } = JSON.parse(line) as Entry & DomainEvent;
    return { type, data, at, by, log: place.log, seq: place.seq };
  } catch (cause) {
    throw new Fault('ledger-corrupt', `line ${place.log}/${place.seq} is not an event`, cause);
  }
}

/** The events of a block that is made of whole lines; purged ones are passed over. */
export const eventsOf = ({ last, n, text }: StoredBlock, log: string): readonly Recorded[] =>
  parseBlock(text)
    .map((line, i) => recordedOf(line, { log, seq: last - n + 1 + i }))
    .filter((event) => event !== undefined);

/** Whether two entries say the same of the same actor, whenever it was said. */
export function sameEvent(a: Entry, b: Entry): boolean {
  const text = ({ by, event }: Entry): string =>
    canonicalJson({ by: { ...by }, data: event.data as Json, type: event.type });
  return a.event === b.event || text(a) === text(b);
}
