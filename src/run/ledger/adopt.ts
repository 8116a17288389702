import { setTimeout as wait } from 'node:timers/promises';
import { openKeyStore } from '../../adapters/local/keys.ts';
import {
  checkpointHistory,
  type KeptCheckpoint,
} from '../../adapters/tables/verification/checkpointHistory.ts';
import type { Found } from '../../adapters/tables/verification/rowFinding.ts';
import { aheadOf, standingHeads } from '../../adapters/tables/verification/standing.ts';
import { verifyLedger } from '../../adapters/tables/verification/verifyLedger.ts';
import { FACTS } from '../../compose.ts';
import {
  type AdoptRefusal,
  adopt,
  type Intent,
  type Standing,
} from '../../features/audit/domain/adopting.ts';
import type { LedgerAdopted } from '../../features/audit/domain/events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Person } from '../../kernel/people.ts';
import { sha256 } from '../../ledger/hash.ts';
import { openLocalLedger } from '../localParts.ts';
import { LOCAL_ORGANISATION } from '../settings.ts';
import { coverAll } from './covering.ts';
import { dropIntent, keepIntent, keptIntent } from './intentFile.ts';
import { type LedgerAround, openSource, type Source } from './sources.ts';
import { bad } from './words.ts';

/**
 * `adopt`: one person's consent to a ledger that is behind its checkpoints. The first is kept beside the keys; with the
 * second the event is written, and servers start again. Answers the exit code.
 */
export async function adoptCommand(
  asked: { readonly as: string; readonly reason: string },
  around: LedgerAround,
): Promise<number> {
  const person = await LOCAL_ORGANISATION.directory.find(asked.as);
  if (person === undefined) {
    around.complain(`Nobody is called ${JSON.stringify(asked.as)}.`);
    return 1;
  }
  const source = await openSource(around);
  try {
    return await consent({ person, reason: asked.reason }, source, around);
  } finally {
    await source.close();
  }
}

interface Consent {
  readonly person: Person;
  readonly reason: string;
}

async function consent(
  { person, reason }: Consent,
  source: Source,
  around: LedgerAround,
): Promise<number> {
  const stands = await standing(source, around);
  if (stands === 'adopted') {
    around.say('The adoption stands in the ledger already, and a new checkpoint is signed.');
    return 0;
  }
  if ('code' in stands) {
    around.say(bad(stands));
    around.complain('Only a ledger that is shorter can be adopted, not one that was changed.');
    return 1;
  }
  const roles = await LOCAL_ORGANISATION.directory.rolesOf(person.id);
  const intent = await keptIntent(source.dataDir);
  const judged = adopt({ person: person.id, roles, reason }, stands, {
    intent,
    now: around.clock.now(),
  });
  if (!judged.ok) {
    around.complain(REFUSALS[judged.refusal]);
    return 1;
  }
  if (judged.value.kind === 'asked') return keep(judged.value.intent, source, around);
  return commit(judged.value.event, source, around);
}

const REFUSALS: Readonly<Record<AdoptRefusal, string>> = {
  'not-allowed': 'Only a governance admin or a member of the review board may adopt a ledger.',
  'reason-missing': 'Say why: --reason "…"',
  'nothing-behind': 'There is nothing to adopt: the ledger is behind no checkpoint.',
  'same-person': 'You have said so already: it takes a second person with a governance role.',
  'clock-behind':
    'A checkpoint was signed later than this machine’s clock says it is. Set the clock right first.',
};

/** What there is to adopt, everything else about the ledger verified. */
async function standing(
  source: Source,
  around: LedgerAround,
): Promise<Standing | Found | 'adopted'> {
  const history = await checkpointHistory(source);
  if (!history.ok) return history.found;
  const { counting, overruled, outside } = history.value;
  if (overruled.some(({ note }) => note === outside?.note)) {
    await coverAll(source, around.log, among(overruled.map(({ note }) => sha256(note))));
    return 'adopted';
  }
  const ahead = aheadOf(await standingHeads(source.table, source.tenant), counting);
  const verified = await verifyLedger({
    ...source,
    features: FACTS,
    wait,
    progress: around.complain,
    signal: around.signal,
    leaveOut: (kept) => ahead.some(({ note }) => note === kept.note),
  });
  if (!verified.ok) return verified.found;
  return { heads: verified.value.logs, overruled: ahead.map(overruledBy) };
}

const overruledBy = ({ note, checkpoint }: KeptCheckpoint): Standing['overruled'][number] => ({
  note: sha256(note),
  at: checkpoint.at as Instant,
  logs: checkpoint.logs.map(({ log, size }) => ({ log, size })),
});

const among =
  (hashes: readonly string[]) =>
  (note: string): boolean =>
    hashes.includes(sha256(note));

async function keep(intent: Intent, { dataDir }: Source, { say }: LedgerAround): Promise<number> {
  await keepIntent(dataDir, intent);
  for (const line of lost(intent)) say(line);
  say(
    'Kept. Within an hour, a second person with a governance role must say the same: npm run ledger -- adopt --as <user principal name> --reason "…"',
  );
  return 0;
}

/** What is given up, log by log. */
function lost({ heads, overruled }: Standing): readonly string[] {
  const newest = overruled.at(-1);
  return (newest?.logs ?? []).flatMap(({ log, size }) => {
    const now = heads.find((head) => head.log === log)?.size ?? 0;
    return size > now
      ? [`Log ${log} has ${now} events; the checkpoint of ${newest?.at} knows ${size}.`]
      : [];
  });
}

async function commit(event: LedgerAdopted, source: Source, around: LedgerAround): Promise<number> {
  const { dataDir } = source;
  const overruled = among(event.data.overruled.map(({ note }) => note));
  const [, { person }] = event.data.people;
  const ledger = await openLocalLedger(
    { ...source, tenantId: source.tenant, log: around.log, overruled },
    await openKeyStore(dataDir),
  );
  await ledger.commit(async () => ({
    by: { kind: 'person', id: person },
    events: [event],
    result: () => undefined,
  }));
  await ledger.stop();
  await coverAll(source, around.log, overruled); // where stopping left no time to
  await dropIntent(dataDir);
  for (const line of lost(event.data)) around.say(line);
  around.say(
    'Adopted: the event is written, a new checkpoint is signed, and servers start again. Restart any that still runs. Every digest says so for a year.',
  );
  return 0;
}
