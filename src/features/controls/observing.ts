import { type Clock, type Instant, parseInstant } from '../../kernel/instant.ts';
import type { Ledger, Reads } from '../../kernel/ledger.ts';
import { type Directory, ROLES, type Role } from '../../kernel/people.ts';
import { parseCheckpoint } from '../../ledger/checkpoint.ts';
import { parseNote } from '../../ledger/note.ts';
import { SEATS } from '../approvals/domain/rows.ts';
import { ACTIVE, activePolicy } from '../policy/domain/active.ts';
import type { PolicyInForce } from '../policy/domain/model.ts';
import type { PostureFacts, PostureSettings } from './domain/postureModel.ts';

/** Where what posture is about can be seen. */
export interface PostureDeps {
  readonly ledger: Pick<Ledger, 'view' | 'reads' | 'checkpoint'>;
  readonly clock: Clock;
  readonly directory: Pick<Directory, 'membersOf'>;
  readonly policy: PolicyInForce;
  readonly postureSettings: PostureSettings;
  /** The newest copy of a checkpoint outside the table, as it lies there. */
  readonly newestCopy: () => Promise<string | undefined>;
}

/** Seats that are looked at for their requests. */
const MOST_SEATS = 500;

/** Looks everything up now; what does not answer is unknown, and nothing else suffers from it. */
export async function observed(deps: PostureDeps): Promise<PostureFacts> {
  const { ledger, clock, directory, policy, postureSettings } = deps;
  const [view, dues, holders, checkpoint] = await Promise.all([
    ledger.view(),
    duesOf(ledger.reads),
    orUnknown(() => holdersOf(directory)),
    orUnknown(() => checkpointOf(deps)),
  ]);
  const engine = policy.engine(view.get(activePolicy, ACTIVE)?.bundle);
  return { view, now: clock.now(), engine, settings: postureSettings, holders, dues, checkpoint };
}

async function orUnknown<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch {
    return undefined;
  }
}

/** Each pending request once, however many seats it waits at. */
async function duesOf(reads: Pick<Reads, 'rows'>): Promise<readonly Instant[]> {
  const { items } = await reads.rows(SEATS, { limit: MOST_SEATS });
  const dues = new Map(items.map(({ key, value }) => [value['request'], dueIn(key)]));
  return [...dues.values()].filter((due) => due !== undefined);
}

/** `…|20261120T090000000Z|AR-7`. */
function dueIn(key: string): Instant | undefined {
  const compact = key.split('|').at(-2) ?? '';
  return parseInstant(
    compact.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3:$4:$5.$6Z'),
  );
}

async function holdersOf(directory: PostureDeps['directory']): Promise<Record<Role, number>> {
  const holders: Record<Role, number> = {
    admin: 0,
    board: 0,
    security: 0,
    compliance: 0,
    finance: 0,
  };
  for (const role of ROLES) holders[role] = (await directory.membersOf(role)).length;
  return holders;
}

/** A checkpoint is signed where the last is too old, and its copy is read back. */
async function checkpointOf({ ledger, newestCopy }: PostureDeps) {
  const signed = timeOf(await ledger.checkpoint()) ?? '';
  const copy = await newestCopy();
  return { signed, copy: copy === undefined ? undefined : timeOf(copy) };
}

function timeOf(note: string): string | undefined {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.body) : parsed;
  return checkpoint.ok ? checkpoint.value.at : undefined;
}
