import type * as z from 'zod';
import type { BotCommand, Dialog, Verb } from './chat.ts';
import type { Entity } from './entity.ts';
import type { DomainEvent } from './events.ts';
import type { Job } from './outbox.ts';
import type { Route } from './route.ts';
import type { DigestSection } from './section.ts';

/** An entity with its types forgotten, so that entities fit in one list. */
export type AnyEntity = Entity<unknown, DomainEvent>;

export function entity<S, E extends DomainEvent>(definition: Entity<S, E>): AnyEntity {
  return definition;
}

/** The subject of events about the ledger itself: `reads.history(LEDGER_SUBJECT)` finds every adoption there was. */
export const LEDGER_SUBJECT = 'ledger';

/**
 * What a feature writes into the ledger and how it folds: pure, needs nothing at run time. The ledger is opened with
 * these, and a verifier replays with these alone.
 */
export interface Facts {
  readonly name: string;
  /** Event type → schema of its `data`: this feature's part of the closed list. */
  readonly events: Readonly<Record<string, z.ZodType>>;
  /** Whom an event is about: `AR-7`, `agent:mail-assistant`, `connector:mail`, `person:<object id>`. Others' events: none. */
  subjects(event: DomainEvent): readonly string[];
  /** The decision (`D-…`) that this event was reported for, once, with `reportOnce`. */
  reportsOn?(event: DomainEvent): string | undefined;
  /** What the event adds to the week's counters: cell → how much. */
  counters?(event: DomainEvent): Readonly<Record<string, number>>;
  /** Kinds under which a week's digest lists this event one by one. */
  weekly?(event: DomainEvent): readonly string[];
  readonly entities: readonly AnyEntity[];
}

/**
 * What a feature adds to the house: a plain object. `compose.ts` lists the features; whatever used to be a central list
 * (OpenAPI, manifest commands, help, the authorisation matrix, the closed list of events, goldens) is derived from them.
 */
export interface Feature extends Facts {
  /** What `help` puts over its commands. */
  readonly title?: string;
  readonly commands: readonly BotCommand[];
  readonly verbs: readonly Verb[];
  readonly dialogs: readonly Dialog[];
  readonly routes: readonly Route[];
  readonly jobs: readonly Job[];
  /** Its part of the weekly digest. */
  readonly sections?: readonly DigestSection[];
}

/** What `help` lists: the commands of each feature under its title. */
export const helpGroups = (features: readonly Feature[]) =>
  features
    .filter(({ commands }) => commands.length > 0)
    .map(({ name, title, commands }) => ({ title: title ?? name, commands }));
