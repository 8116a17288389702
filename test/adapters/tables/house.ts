import { createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  type LedgerOptions,
  type OpenLedger,
  openLedger,
} from '../../../src/adapters/tables/openLedger.ts';
import type { Table } from '../../../src/adapters/tables/table/table.ts';
import { realTimers, type Timers } from '../../../src/adapters/tables/table/timers.ts';
import { type Clock, type Instant, plus } from '../../../src/kernel/instant.ts';
import type { Committed, Draft, Judge, Work } from '../../../src/kernel/ledger.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { example } from './example.ts';

export const TENANT = '00000000-0000-4000-8000-0000000000ff';
export const START = '2026-11-20T09:00:00.000Z' as Instant;

/** A wall clock and a stopwatch that go when they are told to. */
export class HandClock implements Clock, Timers {
  #now: Instant = START;
  #ms = 0;
  #due: { readonly at: number; readonly run: () => void }[] = [];

  now(): Instant {
    return this.#now;
  }

  monotonic(): number {
    return this.#ms;
  }

  after(ms: number, run: () => void): () => void {
    const one = { at: this.#ms + ms, run };
    this.#due.push(one);
    return () => {
      this.#due = this.#due.filter((other) => other !== one);
    };
  }

  /** Lets time pass, timer by timer, and after each what it set off. */
  async pass(ms: number): Promise<void> {
    const end = this.#ms + ms;
    for (;;) {
      await settled();
      const [next] = this.#due.filter((one) => one.at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#due = this.#due.filter((one) => one !== next);
      this.#advance(next.at);
      next.run();
    }
    this.#advance(end);
    await settled();
  }

  /** Lets time pass as over a machine asleep: everything that came due meanwhile runs once, at the end. */
  async leap(ms: number): Promise<void> {
    await settled();
    const end = this.#ms + ms;
    this.#advance(end);
    const due = this.#due.filter((one) => one.at <= end).toSorted((a, b) => a.at - b.at);
    this.#due = this.#due.filter((one) => !due.includes(one));
    for (const { run } of due) run();
    await settled();
  }

  #advance(to: number): void {
    const by = Math.max(0, to - this.#ms);
    this.#ms += by;
    this.#now = plus(this.#now, by);
  }
}

/** The process's timers with a stopwatch ten times slower: deadlines that a busy machine keeps. */
export const patientTimers: Timers = { ...realTimers, monotonic: () => performance.now() / 10 };

/** Long enough for everything that needs no time to come to rest. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 60; i += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const signer = {
  keyName: 'countersign/test',
  publicKeySpkiDer: publicKey.export({ type: 'spki', format: 'der' }),
  sign: async (bytes: Uint8Array) => createSign('sha256').update(bytes).sign(privateKey),
};

export const sealerOf = (key: string) => ({
  mac: (text: string) => createHmac('sha256', key).update(text).digest('base64'),
});

/** Checkpoints outside the table. */
export class MemoryCheckpoints {
  notes: string[] = [];

  async newest(): Promise<string | undefined> {
    return this.notes.at(-1);
  }

  async put(note: string): Promise<void> {
    this.notes.push(note);
  }
}

export interface House {
  readonly ledger: OpenLedger;
  readonly checkpoints: MemoryCheckpoints;
}

/** One server of the example organisation over a table. */
export async function openHouse(
  table: Table,
  options: Partial<LedgerOptions> & { readonly checkpoints?: MemoryCheckpoints } = {},
): Promise<House> {
  const checkpoints = options.checkpoints ?? new MemoryCheckpoints();
  const ledger = await openLedger({
    table,
    tenant: TENANT,
    lanes: 4,
    features: [example],
    sealer: sealerOf('row.mac'),
    checkpointSigner: signer,
    checkpointStore: checkpoints,
    clock: { now: () => START },
    random: randomBytes,
    log: silentLog,
    ...options,
  });
  return { ledger, checkpoints };
}

export const by = { kind: 'person', id: 'ada' } as const;

/** A work that writes these events, whatever stands. */
export const writing =
  (
    events: Draft<unknown>['events'],
    more: Partial<Draft<readonly number[]>> = {},
  ): Work<readonly number[]> =>
  async () => ({ by, events, result: (places) => places.map(({ seq }) => seq), ...more });

/** A judgement that writes this event. */
export const deciding =
  (event: Draft<unknown>['events'][number]): Judge<string> =>
  () => ({ by, event, result: (place) => `${place?.log}/${place?.seq}` });

export function resultOf<T>(committed: Committed<T>): T {
  if (committed.kind !== 'done') throw new TypeError(`answered with ${committed.kind}`);
  return committed.result;
}
