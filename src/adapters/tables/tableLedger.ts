import type { DomainEvent, Place, Recorded } from '../../kernel/events.ts';
import { Fault, isPassing } from '../../kernel/faults.ts';
import { MINUTE, SECOND } from '../../kernel/instant.ts';
import type {
  Committed,
  ConversationReference,
  Idempotency,
  Judge,
  Reads,
  View,
  Work,
} from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Job } from '../../kernel/outbox.ts';
import type { Actor } from '../../kernel/people.ts';
import type { LastVerified } from '../../kernel/verified.ts';
import type { Conversations } from './commit/conversations.ts';
import type { GovernanceWriter } from './commit/governance.ts';
import type { Lanes } from './commit/lanes.ts';
import type { Reporting } from './commit/reporting.ts';
import type { GovernanceView } from './commit/view.ts';
import type { OpenLedger } from './openLedger.ts';
import type { Outbox } from './outbox/outbox.ts';
import { Repeating } from './outbox/repeating.ts';
import { GOVERNANCE } from './rows/keys.ts';
import { inTime, type Timers } from './table/timers.ts';
import type { Checkpoints } from './verification/checkpoints.ts';
import type { VerifyingAlong } from './verification/verifyingAlong.ts';

const FOLLOW_MS = 400;
/** How often the rows that servers start from are compared with what the head seals. */
const AUDIT_MS = 5 * MINUTE;
/** How often somebody looks whether the whole ledger is to be verified again. */
const VERIFY_MS = 10 * MINUTE;
/** How long a clean stop takes at most, the last checkpoint included. */
const STOP_MS = 2 * SECOND;
/** How much of it is given to items of the outbox that are running. */
const OUTBOX_MS = SECOND;

export interface Parts {
  readonly governance: GovernanceWriter;
  readonly lanes: Lanes;
  readonly reporting: Reporting;
  readonly view: GovernanceView;
  readonly reads: Reads;
  readonly checkpoints: Checkpoints;
  readonly conversations: Conversations;
  readonly outbox: Outbox;
  /** Absent: the whole ledger is not verified beside everything else. */
  readonly along?: VerifyingAlong;
  readonly timers: Timers;
  readonly log: Log;
}

/** The ledger over one table, as the features see it, and as the process runs it. */
export class TableLedger implements OpenLedger {
  readonly reads: Reads;
  readonly #parts: Parts;
  readonly #repeating: Repeating;
  #stopping = false;
  #stopped: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.reads = parts.reads;
    this.#repeating = new Repeating(parts.timers, parts.log);
  }

  async commit<T>(work: Work<T>, idempotency?: Idempotency): Promise<Committed<T>> {
    this.#refuseWhenStopping();
    return this.#parts.governance.commit(work, idempotency);
  }

  async decide<T>(judge: Judge<T>, idempotency?: Idempotency): Promise<Committed<T>> {
    this.#refuseWhenStopping();
    return this.#parts.lanes.decide(judge, idempotency);
  }

  async reportOnce(
    about: Place,
    by: Actor,
    event: DomainEvent,
    idempotency?: Idempotency,
  ): Promise<Committed<boolean>> {
    this.#refuseWhenStopping();
    return this.#parts.reporting.once({ about, by, event, idempotency });
  }

  get verified(): LastVerified | undefined {
    return this.#parts.along?.last;
  }

  view(): Promise<View> {
    return this.#parts.view.fresh();
  }

  follow(listener: (events: readonly Recorded[]) => void): () => void {
    return this.#parts.view.listen(listener);
  }

  checkpoint(): Promise<string> {
    return this.#parts.checkpoints.current();
  }

  conversation(key: string): Promise<ConversationReference | undefined> {
    return this.#parts.conversations.find(key);
  }

  async learnConversation(key: string, reference: ConversationReference): Promise<void> {
    this.#refuseWhenStopping();
    await this.#parts.conversations.learn(key, reference);
  }

  start(jobs: readonly Job[]): void {
    const { outbox, checkpoints, along } = this.#parts;
    outbox.register(jobs);
    this.#repeating.every(FOLLOW_MS, 'follow', () => this.poll());
    this.#repeating.every(SECOND, 'outbox', () => outbox.look());
    this.#repeating.every(MINUTE, 'checkpoint', () => checkpoints.tick());
    this.#repeating.every(AUDIT_MS, 'audit', () => this.#audit());
    if (along) this.#repeating.every(VERIFY_MS, 'verify', () => along.round());
  }

  /** This server's memory follows the log; rows that were changed keep the next one from starting, and somebody should know before. */
  async #audit(): Promise<void> {
    const { view, log } = this.#parts;
    try {
      for (const item of await view.kindsPutBack())
        log.error('rows-put-back', { ledger: GOVERNANCE, item });
    } catch (error) {
      if (!(error instanceof Fault) || isPassing(error.code)) throw error;
      log.error('rows-put-back', { ledger: GOVERNANCE, error });
    }
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { governance, lanes, checkpoints, outbox, timers, log } = this.#parts;
    this.#repeating.stop();
    this.#parts.along?.stop();
    outbox.stop();
    const end = timers.monotonic() + STOP_MS;
    // What is being sent may still say so.
    if (outbox.isBusy) await inTime(timers, OUTBOX_MS, outbox.idle());
    this.#stopping = true;
    const written = Promise.all([governance.idle(), lanes.idle()]);
    const signed = written.then(() => checkpoints.make());
    signed.catch((error: unknown) => log.warn('stopped-without-checkpoint', { error }));
    await inTime(timers, end - timers.monotonic(), signed);
  }

  poll(): Promise<void> {
    return this.#parts.view.poll();
  }

  async runDue(): Promise<void> {
    await this.#parts.outbox.look();
    await this.#parts.outbox.idle();
  }

  #refuseWhenStopping(): void {
    if (this.#stopping) throw new Fault('stopping', 'the ledger takes no more work');
  }
}
