import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { AnyEntity, Facts } from '../../../kernel/feature.ts';
import { personId } from '../../../kernel/people.ts';

/** A conversation that became known: the ledger's own event, beside those of the features. */
export const CONVERSATION_LEARNED = 'conversation-learned';

/** The ledger's own part of the closed list of events. */
export const OWN_EVENTS: Readonly<Record<string, z.ZodType>> = {
  [CONVERSATION_LEARNED]: z.strictObject({
    /** A person's object id, or the hash of the channel's id of a conversation. */
    key: z.string(),
    /** SHA-256 of the canonical JSON of the reference. */
    reference: z.string(),
  }),
};

/** One thing that an event changes. */
export interface Touched {
  readonly entity: AnyEntity;
  readonly id: string;
}

/** What all features together say of events. */
export interface Model {
  readonly entities: readonly AnyEntity[];
  /** Throws `misconfigured` on an event outside the closed list, or one that its schema refuses. */
  check(event: DomainEvent): void;
  touched(event: DomainEvent): readonly Touched[];
  subjects(event: DomainEvent): readonly string[];
  counts(event: DomainEvent): readonly (readonly [string, number])[];
  weekly(event: DomainEvent): readonly string[];
  reportsOn(event: DomainEvent): string | undefined;
}

/** Prefixes of rows that are not entities' states. */
const RESERVED = ['X', 'W', 'O', 'I', 'C', 'K', 'H', 'B', 'U', 'V'];

/** Throws `misconfigured` where features contradict each other: an event type or a row prefix twice. */
export function modelOf(features: readonly Facts[]): Model {
  const schemas = schemasOf(features);
  const entities = features.flatMap((feature) => feature.entities);
  const counting = features.filter((feature) => 'counters' in feature);
  requireDistinct([...RESERVED, ...entities.map(({ prefix }) => prefix)], 'row prefix');
  return {
    entities,
    check: (event) => checkEvent(schemas, event),
    touched: (event) =>
      entities.flatMap((entity) => [...new Set(entity.idsOf(event))].map((id) => ({ entity, id }))),
    subjects: (event) => [
      ...new Set([
        ...ownSubjects(event),
        ...features.flatMap((feature) => feature.subjects(event)),
      ]),
    ],
    counts: (event) => counting.flatMap((f) => Object.entries(f.counters?.(event) ?? {})),
    weekly: (event) => [...new Set(features.flatMap((f) => f.weekly?.(event) ?? []))],
    reportsOn: (event) =>
      features.map((f) => f.reportsOn?.(event)).find((decision) => decision !== undefined),
  };
}

function ownSubjects(event: DomainEvent): readonly string[] {
  if (event.type !== CONVERSATION_LEARNED) return [];
  const { key } = z.looseObject({ key: z.string() }).parse(event.data);
  return personId(key) === undefined ? [] : [`person:${key}`];
}

function schemasOf(features: readonly Facts[]): ReadonlyMap<string, z.ZodType> {
  const all = [OWN_EVENTS, ...features.map((feature) => feature.events)].flatMap(Object.entries);
  requireDistinct(
    all.map(([type]) => type),
    'event type',
  );
  return new Map(all);
}

function checkEvent(schemas: ReadonlyMap<string, z.ZodType>, { type, data }: DomainEvent): void {
  const schema = schemas.get(type);
  if (schema === undefined) throw new Fault('misconfigured', `no feature knows the event ${type}`);
  const checked = schema.safeParse(data);
  if (!checked.success)
    throw new Fault('misconfigured', `an event ${type} is not of its form`, checked.error);
}

function requireDistinct(names: readonly string[], what: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Fault('misconfigured', `the ${what} ${twice} is there twice`);
}
