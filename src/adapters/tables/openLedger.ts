import type { Facts } from '../../kernel/feature.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger, Reads } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Job } from '../../kernel/outbox.ts';
import type { LastVerified } from '../../kernel/verified.ts';
import type { NoteKey } from '../../ledger/noteKey.ts';
import { Conversations } from './commit/conversations.ts';
import { Fences, fenceJob } from './commit/fences.ts';
import { found, lanesThere } from './commit/founding.ts';
import { GovernanceWriter } from './commit/governance.ts';
import { Lanes } from './commit/lanes.ts';
import type { Plan } from './commit/plan.ts';
import { Reporting } from './commit/reporting.ts';
import { GovernanceView } from './commit/view.ts';
import { Deadlines } from './commit/waiting.ts';
import { Outbox } from './outbox/outbox.ts';
import { TableReads } from './reading/reads.ts';
import { GOVERNANCE, laneName, partitionOf } from './rows/keys.ts';
import type { Random } from './rows/line.ts';
import { LogStore } from './rows/logStore.ts';
import { modelOf } from './rows/model.ts';
import type { Sealer } from './rows/sealed.ts';
import { type Seals, sealHead } from './rows/seals.ts';
import { Snapshot } from './rows/snapshot.ts';
import type { Table } from './table/table.ts';
import { realTimers, type Timers } from './table/timers.ts';
import { TableLedger } from './tableLedger.ts';
import {
  type CheckpointSigner,
  type CheckpointStore,
  Checkpoints,
} from './verification/checkpoints.ts';
import { KnownSizes } from './verification/rollback.ts';
import { VerifyingAlong } from './verification/verifyingAlong.ts';

export interface LedgerOptions {
  readonly table: Table;
  readonly tenant: string;
  /** How many decision lanes a new ledger gets; one that exists has the number it was made with. */
  readonly lanes: number;
  readonly features: readonly Facts[];
  readonly sealer: Sealer;
  readonly checkpointSigner: CheckpointSigner;
  readonly checkpointStore: CheckpointStore;
  /** Former checkpoint keys whose notes still count. */
  readonly formerKeys?: readonly NoteKey[];
  /** Checkpoints that an adoption is about to overrule: the ledger opens though it is behind them. */
  readonly overruled?: (note: string) => boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly timers?: Timers;
  /** The whole ledger is verified once a day beside everything else. */
  readonly verifiesAlong?: boolean;
}

/** A ledger, and what the process does with it. */
export interface OpenLedger extends Ledger {
  /** Follows governance, runs what is due, signs a checkpoint every minute: until `stop`. */
  start(jobs: readonly Job[]): void;
  /** Takes no more work, finishes what it has, signs a last checkpoint. At most 2 seconds. */
  stop(): Promise<void>;
  /** What was last found out about the whole ledger; undefined until a first round has come to its end. */
  readonly verified: LastVerified | undefined;
  /** Follows governance now. */
  poll(): Promise<void>;
  /** Runs what is due now, with the jobs given to `start`; resolves when it has run. */
  runDue(): Promise<void>;
}

/**
 * Opens the ledger in a table, and makes it where there is none. Throws `Fault`: `ledger-behind-checkpoint` where the table
 * holds less than was signed, `row-forged` where rows were written with another key, `ledger-corrupt` where rows that servers
 * keep in memory were deleted or put back.
 */
export async function openLedger(options: LedgerOptions): Promise<OpenLedger> {
  await options.table.create();
  const { governance, lanes, known, there } = await storesOf(options, options.lanes);
  const checkpoints = checkpointsOf(options, { governance, lanes, known });
  await checkpoints.learn();
  if (there === undefined) {
    const { sealer } = options;
    known.requireNone(); // what was signed once and is gone is not made anew
    await found({ governance, lanes }, nothingSealed(options.features));
    if ((await lanesThere(governance, sealer)) !== lanes.length) return openLedger(options);
  }
  return assemble(options, { governance, lanes, checkpoints });
}

/**
 * The checkpoints of a ledger that is there, for who writes no events; undefined where there is none. Throws as `openLedger`
 * does.
 */
export async function openCheckpoints(
  options: CheckpointOptions,
): Promise<Checkpoints | undefined> {
  const { there, ...stores } = await storesOf(options, 0);
  if (there === undefined) return undefined;
  const checkpoints = checkpointsOf(options, stores);
  await checkpoints.learn();
  return checkpoints;
}

/** A ledger's reads alone, for who writes nothing; undefined where the table holds none. */
export async function openReads(
  options: Pick<LedgerOptions, 'table' | 'tenant' | 'sealer'>,
): Promise<Reads | undefined> {
  const { governance, lanes, there } = await storesOf(options, 0);
  return there === undefined ? undefined : new TableReads(governance, lanes);
}

const nothingSealed = (features: readonly Facts[]): Seals =>
  new Snapshot(
    0,
    modelOf(features).entities.filter(({ cached }) => cached),
  ).digests();

type CheckpointOptions = Pick<
  LedgerOptions,
  | 'table'
  | 'tenant'
  | 'sealer'
  | 'checkpointSigner'
  | 'checkpointStore'
  | 'formerKeys'
  | 'overruled'
  | 'clock'
  | 'log'
>;

interface Stores {
  readonly governance: LogStore;
  readonly lanes: readonly LogStore[];
}

/** `there`: how many lanes the table has; undefined where it holds no ledger, which is to get as many as `wished`. */
async function storesOf(
  { table, tenant, sealer }: Pick<LedgerOptions, 'table' | 'tenant' | 'sealer'>,
  wished: number,
): Promise<Stores & { readonly known: KnownSizes; readonly there: number | undefined }> {
  const known = new KnownSizes();
  const storeOf = (log: string): LogStore =>
    new LogStore({ log, partition: partitionOf(tenant, log) }, { table, sealer, known });
  const governance = storeOf(GOVERNANCE);
  const there = await lanesThere(governance, sealer);
  const lanes = Array.from({ length: there ?? wished }, (_, i) => storeOf(laneName(i)));
  return { governance, lanes, known, there };
}

function checkpointsOf(
  options: CheckpointOptions,
  { governance, lanes, known }: Stores & { readonly known: KnownSizes },
): Checkpoints {
  const { clock, log, checkpointSigner: signer, checkpointStore: store } = options;
  return new Checkpoints({
    origin: `countersign/${options.tenant}`,
    governance,
    logs: [governance, ...lanes],
    signer,
    trusted: [signer, ...(options.formerKeys ?? [])],
    store,
    known,
    overruled: options.overruled ?? (() => false),
    clock,
    log,
  });
}

async function assemble(
  options: LedgerOptions,
  { governance: store, lanes: stores, checkpoints }: Stores & { readonly checkpoints: Checkpoints },
): Promise<OpenLedger> {
  const { clock, random, log, timers = realTimers } = options;
  const model = modelOf(options.features);
  const own = { clock, random, log, timers, model };
  await Promise.all(stores.map((lane) => lane.head()));
  const view = new GovernanceView({ store, timers, log }, model.entities);
  await view.load();
  await sealHead(store, view, log);
  const deadlines = new Deadlines(timers);
  const fences = new Fences({ governance: store, lanes: stores }, { timers, log });
  const server = Buffer.from(random(9)).toString('base64url');
  const isKnown = async (person: string): Promise<boolean> =>
    (await conversations.find(person)) !== undefined;
  const outbox = new Outbox({ governance: store, clock, timers, log, server, isKnown });
  outbox.register([fenceJob(fences)]);
  view.listen((events) => outbox.learned(events));
  const committed = (plan: Plan): void => outbox.committed(plan);
  const governance = new GovernanceWriter({ ...own, store, view, fences, deadlines, committed });
  const conversations = new Conversations(store, governance);
  const lanes = new Lanes(stores, { ...own, view, deadlines });
  const reporting = new Reporting({ governance, lanes, stores, deadlines });
  const reads = new TableReads(store, stores);
  return new TableLedger({
    governance,
    lanes,
    reporting,
    view,
    reads,
    checkpoints,
    conversations,
    outbox,
    ...(options.verifiesAlong && { along: alongOf(options, timers) }),
    timers,
    log,
  });
}

const alongOf = (options: LedgerOptions, timers: Timers): VerifyingAlong =>
  new VerifyingAlong({
    ...options,
    timers,
    keys: [options.checkpointSigner, ...(options.formerKeys ?? [])].map((key) => ({
      key,
      from: undefined,
      until: undefined,
    })),
    outside: () => options.checkpointStore.newest(),
  });
