import type { Facts } from '../../../kernel/feature.ts';
import { epochMs, type Instant } from '../../../kernel/instant.ts';
import type { LogState } from '../../../ledger/checkpoint.ts';
import { firstUnexplained } from '../../../ledger/purge.ts';
import { checkpointKey, GOVERNANCE, HEAD, partitionOf } from '../rows/keys.ts';
import { modelOf } from '../rows/model.ts';
import {
  type CheckpointHistory,
  checkpointHistory,
  type HistoryOptions,
  type KeptCheckpoint,
} from './checkpointHistory.ts';
import { ALL_KEYS, type AuditOptions, LogAudit } from './logAudit.ts';
import { type Found, foundAt, rowFound } from './rowFinding.ts';
import { logNames } from './standing.ts';

export interface LedgerToVerify extends HistoryOptions, Pick<AuditOptions, 'progress' | 'signal'> {
  readonly features: readonly Facts[];
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Checkpoints that are about to be overruled: they do not count any more. */
  readonly leaveOut?: (kept: KeptCheckpoint) => boolean;
}

/** What was verified, as of the moment it was read. No logs: there is no ledger in the table. */
export interface VerifiedLedger {
  readonly logs: readonly LogState[];
  /** The checkpoints that agree, oldest first. */
  readonly checkpoints: readonly KeptCheckpoint[];
}

export type LedgerVerification =
  | { readonly ok: true; readonly value: VerifiedLedger }
  | { readonly ok: false; readonly found: Found };

/** A server keeps a checkpoint outside first; its row may take so long to follow. */
const ROW_LOOKS = 20;
const ROW_PAUSE_MS = 250;

/**
 * Verifies a ledger in its table: every log with its head, every checkpoint there is, and every row beside the logs.
 * Answers the first thing that is wrong. Reads only; servers may run meanwhile. Throws `storage-unavailable`.
 */
export async function verifyLedger(options: LedgerToVerify): Promise<LedgerVerification> {
  const history = await checkpointHistory(options);
  if (!history.ok) return history;
  const { leaveOut = () => false } = options;
  const checkpoints = history.value.counting.filter((kept) => !leaveOut(kept));
  const audits = await auditsOf(options, checkpoints);
  const found =
    (await audits[0]?.walk()) ??
    firstGone(audits, checkpoints) ??
    (await checkLogs(audits)) ??
    checkAdoptions(audits, history.value) ??
    (await checkOutside(options, history.value));
  if (found !== undefined) return { ok: false, found };
  return { ok: true, value: { logs: audits.map(({ state }) => state), checkpoints } };
}

/** Governance and as many lanes as its head says; none where the table is empty. */
async function auditsOf(
  options: LedgerToVerify,
  checkpoints: readonly KeptCheckpoint[],
): Promise<readonly LogAudit[]> {
  const partition = partitionOf(options.tenant, GOVERNANCE);
  const head = await options.table.get(partition, HEAD);
  if (head === undefined && (await options.table.list(partition, ALL_KEYS, 1)).length === 0)
    return [];
  const model = modelOf(options.features);
  return logNames(head).map((log) => {
    const states = checkpoints.flatMap(({ checkpoint }) =>
      checkpoint.logs.filter((state) => state.log === log),
    );
    return new LogAudit(log, states, { ...options, model });
  });
}

function firstGone(
  audits: readonly LogAudit[],
  checkpoints: readonly KeptCheckpoint[],
): Found | undefined {
  const names = audits.map(({ log }) => log);
  for (const { checkpoint } of checkpoints) {
    const lost = checkpoint.logs.find(({ log }) => !names.includes(log));
    if (lost !== undefined)
      return foundAt({
        log: lost.log,
        seq: 1,
        code: 'log-missing',
        sentence: `The checkpoint of ${checkpoint.at} knows a log ${lost.log}, which is gone.`,
      });
  }
  return undefined;
}

/** The lanes, then the rows of governance, which was walked before: what lanes rest on is in it, whatever is written meanwhile. */
async function checkLogs(audits: readonly LogAudit[]): Promise<Found | undefined> {
  const [governance, ...lanes] = audits;
  if (governance === undefined) return undefined;
  for (const lane of lanes) {
    const found = (await lane.walk()) ?? (await lane.compare());
    if (found !== undefined) return found;
  }
  const found = await governance.compare();
  const unexplained = firstUnexplained(
    audits.flatMap(({ purged }) => purged),
    governance.purges,
  );
  return unexplained === undefined ? found : foundAt(unexplained);
}

/** What was taken for adopted must be what the log, proven since, says. */
function checkAdoptions(
  [governance]: readonly LogAudit[],
  { adoptions }: CheckpointHistory,
): Found | undefined {
  const said = governance?.adoptions ?? [];
  const odd = [...adoptions, ...said].find(
    ({ seq }) => ![adoptions, said].every((list) => list.some((one) => one.seq === seq)),
  );
  return odd && rowFound(GOVERNANCE, String(odd.seq), 'row-differs');
}

/** The newest checkpoint outside must stand in the table too: who removes the last rows cannot remove it. */
async function checkOutside(
  { table, tenant, wait, leaveOut = () => false }: LedgerToVerify,
  { outside, overruled }: CheckpointHistory,
): Promise<Found | undefined> {
  if (outside === undefined || leaveOut(outside)) return undefined;
  if (overruled.some(({ note }) => note === outside.note)) return undefined;
  const { at } = outside.checkpoint;
  const key = checkpointKey(epochMs(at as Instant));
  for (let looks = 1; looks <= ROW_LOOKS; looks += 1) {
    if ((await table.get(partitionOf(tenant, GOVERNANCE), key)) !== undefined) return undefined;
    await wait(ROW_PAUSE_MS);
  }
  const sentence = `The checkpoint of ${at}, kept outside the table, has no row in it: it was removed, or its server ended before it was written.`;
  return { ...rowFound(GOVERNANCE, key, 'row-missing'), sentence };
}
