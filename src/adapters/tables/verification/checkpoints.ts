import { Fault } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Clock, epochMs, HOUR, MINUTE, plus } from '../../../kernel/instant.ts';
import type { Log } from '../../../kernel/log.ts';
import { type Checkpoint, checkpointBody, parseCheckpoint } from '../../../ledger/checkpoint.ts';
import { rootOf } from '../../../ledger/merkle.ts';
import { assembleNote, noteBytes, verifyNote } from '../../../ledger/note.ts';
import type { NoteKey } from '../../../ledger/noteKey.ts';
import { checkpointKey } from '../rows/keys.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { KnownSizes } from './rollback.ts';

/** Signs checkpoints. `sign` answers an ECDSA P-256 signature in DER. */
export interface CheckpointSigner extends NoteKey {
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Where checkpoints are kept outside the table. */
export interface CheckpointStore {
  newest(): Promise<string | undefined>;
  put(note: string): Promise<void>;
}

export interface CheckpointsDeps {
  readonly origin: string;
  readonly governance: LogStore;
  readonly logs: readonly LogStore[];
  readonly signer: CheckpointSigner;
  /** Keys whose checkpoints count, the signer's own among them. */
  readonly trusted: readonly NoteKey[];
  readonly store: CheckpointStore;
  readonly known: KnownSizes;
  /** Checkpoints that are about to be overruled by an adoption: they are not learned. */
  readonly overruled: (note: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

interface Signed {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** Signed checkpoints over all heads: C rows, and copies in a store outside the table. */
export class Checkpoints {
  readonly #deps: CheckpointsDeps;
  #newest: Signed | undefined;
  #making: Promise<Signed> | undefined;

  constructor(deps: CheckpointsDeps) {
    this.#deps = deps;
  }

  /** Learns the newest checkpoint there is, here or outside. Throws `ledger-behind-checkpoint` where one outside is not ours. */
  async learn(): Promise<void> {
    const outside = await this.#deps.store.newest();
    if (outside !== undefined) {
      const read = this.#verified(outside);
      if (read === undefined)
        throw new Fault(
          'ledger-behind-checkpoint',
          'the newest checkpoint kept is not one of ours',
        );
      if (!this.#deps.overruled(outside)) this.#take(read);
    }
    const inside = await this.#newestRow();
    if (inside !== undefined) this.#take(inside);
  }

  /** The newest one, made now where the last is older than a minute. */
  async current(): Promise<string> {
    const now = this.#deps.clock.now();
    if (!this.#isYoung(now, MINUTE)) await this.#learnSince(plus(now, -MINUTE));
    if (this.#newest !== undefined && this.#isYoung(now, MINUTE)) return this.#newest.note;
    return (await this.make()).note;
  }

  /** One that covers everything written until now: the newest, or a new one where something was written since. */
  async whole(): Promise<string> {
    const newest = (await this.#hasGrown()) ? undefined : this.#newest?.note;
    return newest ?? (await this.make()).note;
  }

  /** Makes one where something was written since the last, or the last is an hour old. */
  async tick(): Promise<void> {
    const now = this.#deps.clock.now();
    if (this.#isYoung(now, HOUR) && !(await this.#hasGrown())) return;
    await this.current();
  }

  /** Makes one over the heads as they stand. */
  make(): Promise<Signed> {
    this.#making ??= this.#make().finally(() => {
      this.#making = undefined;
    });
    return this.#making;
  }

  async #make(): Promise<Signed> {
    const { origin, clock, signer, store, governance } = this.#deps;
    const at = clock.now();
    const logs = await this.#heads();
    const checkpoint = { origin, at, logs };
    const body = checkpointBody(checkpoint);
    const note = assembleNote(body, signer, await this.#sign(noteBytes(body)));
    const row = governance.sealed('create', checkpointKey(epochMs(at)), { seq: 0, text: note });
    await store.put(note);
    const { kind } = await governance.table.transact(governance.partition, [row]);
    if (kind !== 'done' && kind !== 'exists')
      this.#deps.log.warn('checkpoint-row-missing', { ledger: governance.log });
    const signed = { note, checkpoint };
    this.#take(signed);
    return signed;
  }

  async #sign(bytes: Uint8Array): Promise<Uint8Array> {
    try {
      return await this.#deps.signer.sign(bytes);
    } catch (cause) {
      throw new Fault('signer-unavailable', 'a checkpoint was not signed', cause);
    }
  }

  #heads(): Promise<Checkpoint['logs'][number][]> {
    return Promise.all(
      this.#deps.logs.map(async (store) => {
        const { head } = await store.head();
        return {
          log: store.log,
          size: head.tree.size,
          root: rootOf(head.tree),
          chain: head.chain,
        };
      }),
    );
  }

  async #hasGrown(): Promise<boolean> {
    const heads = await this.#heads();
    const last = this.#newest?.checkpoint.logs ?? [];
    return heads.some(({ log, size }) => last.find((one) => one.log === log)?.size !== size);
  }

  #isYoung(now: Instant, ms: number): boolean {
    return this.#newest !== undefined && plus(now, -ms) < this.#newest.checkpoint.at;
  }

  /** The newest C row. Keys are times, and there is one a minute: looks back further and further. */
  async #newestRow(): Promise<Signed | undefined> {
    const now = this.#deps.clock.now();
    for (const back of [HOUR, 48 * HOUR, 60 * 24 * HOUR, epochMs(now)]) {
      const found = await this.#rowsSince(plus(now, -back));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #learnSince(since: Instant): Promise<void> {
    const found = await this.#rowsSince(since);
    if (found !== undefined) this.#take(found);
  }

  async #rowsSince(since: Instant): Promise<Signed | undefined> {
    const { governance, log } = this.#deps;
    let newest: Signed | undefined;
    for (let from = checkpointKey(epochMs(since)); ; ) {
      const rows = await governance.texts({ from, to: 'C}' }, 1_000);
      for (const { text, key } of rows) {
        const read = this.#verified(text);
        if (read === undefined) log.error('checkpoint-not-ours', { item: key });
        else if (!this.#deps.overruled(text)) newest = read;
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < 1_000) return newest;
      from = `${last.key} `;
    }
  }

  #verified(note: string): Signed | undefined {
    const verified = verifyNote(note, this.#deps.trusted);
    if (!verified.ok) return undefined;
    const checkpoint = parseCheckpoint(verified.value.body);
    if (!checkpoint.ok || checkpoint.value.origin !== this.#deps.origin) return undefined;
    return { note, checkpoint: checkpoint.value };
  }

  #take(signed: Signed): void {
    this.#deps.known.learn(signed.checkpoint);
    const last = this.#newest?.checkpoint.at;
    if (last === undefined || last < signed.checkpoint.at) this.#newest = signed;
  }
}
