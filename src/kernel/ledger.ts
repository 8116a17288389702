import type { Json } from '../ledger/canonical.ts';
import type { DerivedRow, Entity } from './entity.ts';
import type { DomainEvent, Place, Recorded } from './events.ts';
import type { Instant } from './instant.ts';
import type { Actor } from './people.ts';

/** Numbered things; the counters live in governance's head and are taken inside each try. */
export type Counter = 'AR' | 'P' | 'F';

/** One try of a piece of work, at one version of governance. Reads are consistent with what the commit will be conditional on. */
export interface Tx {
  readonly now: Instant;
  /** The cached entities at this version, earlier work of the same group commit included. */
  readonly view: View;
  /** State at this version, earlier work of the same group commit included. */
  get<S, E extends DomainEvent>(entity: Entity<S, E>, id: string): Promise<S | undefined>;
  /** A derived row at this version. */
  row(key: string): Promise<DerivedRow | undefined>;
  /** The next number of a series: 1, 2, … Taken only where the work's events commit. */
  next(counter: Counter): number;
}

/** What a try wants written. No events: nothing is written and `result` is the answer. */
export interface Draft<T> {
  readonly by: Actor;
  readonly events: readonly DomainEvent[];
  /** `places[i]` is where `events[i]` stands once committed. */
  readonly result: (places: readonly Place[]) => T;
  /** Kept with the caller's idempotency key, where one came: in the same transaction, or before it is given where no events are written. */
  readonly answer?: (places: readonly Place[]) => Json;
  /** Something that narrows what may be allowed: every lane is fenced before the commit is acknowledged. */
  readonly narrows?: boolean;
}

/** Runs again, from its first line, when the version it read was lost: no effects outside `tx`. */
export type Work<T> = (tx: Tx) => Promise<Draft<T>>;

/** A caller's idempotency key, already scoped (tenant, caller, route) and hashed, and the hash of what it was sent with. */
export interface Idempotency {
  readonly key: string;
  readonly bodyHash: string;
}

export type Committed<T> =
  | { readonly kind: 'done'; readonly result: T; readonly places: readonly Place[] }
  /** The same key came before with the same body: the answer stored then. The work did not run. */
  | { readonly kind: 'repeated'; readonly answer: Json }
  /** The same key came before with another body. The work did not run. */
  | { readonly kind: 'key-reused' };

/** The result of a commit that was sent without an idempotency key, and so cannot have been answered from one. */
export function doneOf<T>(committed: Committed<T>): T {
  if (committed.kind === 'done') return committed.result;
  throw new TypeError('a commit without an idempotency key was answered from one');
}

/** All cached entities at one seq of governance. Synchronous: it is memory. */
export interface View {
  readonly seq: number;
  get<S, E extends DomainEvent>(entity: Entity<S, E>, id: string): S | undefined;
  all<S, E extends DomainEvent>(entity: Entity<S, E>): ReadonlyMap<string, S>;
}

/** A decision on a lane: judged against the view the commit is conditional on, and judged again when that view is lost. */
export interface LaneDraft<T> {
  readonly by: Actor;
  /** None: nothing is written (the decision does not belong on a lane after all). */
  readonly event?: DomainEvent;
  readonly result: (place: Place | undefined) => T;
  readonly answer?: (place: Place) => Json;
}
export type Judge<T> = (view: View, now: Instant) => LaneDraft<T>;

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; undefined on the last page. */
  readonly next?: string;
}

/** A ledger line as outsiders read it. */
export interface LedgerLine extends Place {
  readonly at: Instant;
  readonly type: string;
  /** RFC 6962 leaf hash, hex. */
  readonly leaf: string;
  /** The canonical JSON text. */
  readonly line: string;
}

export interface RecentOptions {
  readonly from: string;
  readonly most: number;
  readonly log?: string;
}

/** The newest events of a stretch of weeks, read as they are asked for. */
export interface Recent {
  /** How many there are since then; more than `batches` gives where they were bounded. */
  readonly total: number;
  /** Log after log, each oldest first. Purged events are passed over. */
  readonly batches: AsyncIterable<readonly Recorded[]>;
}

export interface BackwardsOptions {
  /** What the page before said comes next. */
  readonly before?: string;
  readonly most: number;
}

/** A page of events of all logs, newest first. Purged events are passed over: a page may be empty and go on. */
export interface Backwards {
  readonly items: readonly Recorded[];
  /** The cursor of what comes after the first `taken` items; undefined where nothing is left. */
  next(taken: number): string | undefined;
}

export interface Reads {
  /** From the table, its mac checked; never from a cache. */
  get<S, E extends DomainEvent>(entity: Entity<S, E>, id: string): Promise<S | undefined>;
  /** Ids with states, in key order. */
  list<S, E extends DomainEvent>(
    entity: Entity<S, E>,
    options: { readonly after?: string; readonly limit: number },
  ): Promise<Page<readonly [string, S]>>;
  /** Derived rows whose key begins with `prefix`, in key order. */
  rows(
    prefix: string,
    options: { readonly after?: string; readonly limit: number },
  ): Promise<Page<DerivedRow>>;
  /** Every governance event of one subject (`AR-7`, `agent:x`), oldest first. */
  history(subject: string): Promise<readonly Recorded[]>;
  eventAt(place: Place): Promise<Recorded | undefined>;
  /** What `reportOnce` recorded for a decision. */
  outcomeOf(decision: Place): Promise<Recorded | undefined>;
  lines(options: {
    readonly after?: string;
    readonly subject?: string;
    readonly limit: number;
  }): Promise<Page<LedgerLine>>;
  /** What a week lists under a kind (`Facts.weekly`), oldest first, at most `limit`; with `after`, what comes after that seq. */
  listed(week: string, kind: string, limit: number, after?: number): Promise<readonly Recorded[]>;
  /** At most about `most` events of all logs (or of `log` alone), the newest of each, since the week `from` (`2026-W47`) began. */
  recent(options: RecentOptions): Promise<Recent>;
  /** Events of all logs from the newest back, about `most` at most. */
  backwards(options: BackwardsOptions): Promise<Backwards>;
  /** The counters of one ISO week (`2026-W47`, UTC), summed over all logs: cell → how much. */
  counters(week: string): Promise<Readonly<Record<string, number>>>;
  /** The same of the weeks from `from` to `to`, 500 at most, in two reads a log: week → its counters, where it has any. */
  countersBetween(
    from: string,
    to: string,
  ): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>;
  /** Governance's size and Merkle root, hex, from its authenticated head. */
  head(): Promise<{ readonly size: number; readonly root: string }>;
}

/** A conversation as the channel names it: personal data, kept beside the log under a mac, never in it. */
export interface ConversationReference {
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly conversationType: 'personal' | 'groupChat' | 'channel';
  readonly tenantId: string;
  /** The channel's own id of the person (`29:…`), where the conversation is personal. */
  readonly channelUserId?: string;
  readonly botId: string;
}

/** Append-only, many servers at once. Every method throws `Fault` where storage does not answer in time: then nothing is confirmed. */
export interface Ledger {
  commit<T>(work: Work<T>, idempotency?: Idempotency): Promise<Committed<T>>;
  /** Appends one decision to a lane: this server's own, or the one its idempotency key belongs to. */
  decide<T>(judge: Judge<T>, idempotency?: Idempotency): Promise<Committed<T>>;
  /** Appends `event` to the log that holds `about`, once. Its result is false where that decision has one already (`U|<decision>`). */
  reportOnce(
    about: Place,
    by: Actor,
    event: DomainEvent,
    idempotency?: Idempotency,
  ): Promise<Committed<boolean>>;
  /** At most a second behind governance, or `Fault`. */
  view(): Promise<View>;
  /** Calls back with governance events as this server learns of them, in order: its own at once, others' within a second. Answers how to stop. */
  follow(listener: (events: readonly Recorded[]) => void): () => void;
  readonly reads: Reads;
  /** The newest signed checkpoint over all logs, made now when the last is older than a minute: a C2SP note. */
  checkpoint(): Promise<string>;
  /** Where a person (object id) or a conversation can be written to. */
  conversation(key: string): Promise<ConversationReference | undefined>;
  /** Keeps it (event `conversation-learned` holds a hash only); no commit where it stands already. */
  learnConversation(key: string, reference: ConversationReference): Promise<void>;
}
