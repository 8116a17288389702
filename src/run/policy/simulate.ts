import { parseArgs } from 'node:util';
import { openReads } from '../../adapters/tables/openLedger.ts';
import type { Change } from '../../features/policy/domain/comparing.ts';
import type { Simulated } from '../../features/policy/domain/simulating.ts';
import { readShipped } from '../../features/policy/files.ts';
import { settingsOf } from '../../features/policy/opening.ts';
import { simulator } from '../../features/simulation/simulate.ts';
import { Fault } from '../../kernel/faults.ts';
import { systemClock } from '../../kernel/instant.ts';
import type { Reads } from '../../kernel/ledger.ts';
import { type Around, localOf } from '../around.ts';
import { openSource, type Source } from '../ledger/sources.ts';
import { policiesIn } from '../policyFolder.ts';
import { localPolicySettings } from '../settings.ts';
import { judgingApart } from './judgingApart.ts';

const WEEKS = /^(?:\d|1\d|2[0-6])$/;

/** `simulate --candidate DIR [--weeks 4]`: what those files would have decided, from the ledger of this machine; changes nothing. */
export async function simulateCommand(args: readonly string[], around: Around): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { candidate: { type: 'string' }, weeks: { type: 'string', default: '4' } },
  });
  if (values.candidate === undefined || !WEEKS.test(values.weeks)) {
    around.complain('Name a folder with --candidate, and from 0 to 26 weeks with --weeks.');
    return 2;
  }
  const files = await policiesIn(values.candidate);
  const source = await openSource({ ...around, clock: systemClock });
  try {
    const simulate = await simulatorOn(source, around);
    const simulated = await simulate({
      files,
      weeks: Number(values.weeks),
      signal: around.signal,
      progress: (read, all) => around.complain(`${read} of ${all} events`),
    });
    return simulated.ok ? told(simulated.value, around) : refused(simulated.refusal, around);
  } finally {
    await source.close();
  }
}

async function simulatorOn(source: Source, around: Around) {
  const reads = await readsOf(source);
  const shipped = await readShipped();
  const settings = settingsOf(localPolicySettings(localOf(around)));
  return simulator({
    reads,
    clock: systemClock,
    open: judgingApart,
    made: () => ({ shipped: { ...shipped }, settings }),
  });
}

async function readsOf({ table, tenant, sealer }: Source): Promise<Reads> {
  if (sealer === undefined)
    throw new Fault('misconfigured', 'The key of the rows (row.mac) is not in DATA_DIR.');
  const reads = await openReads({ table, tenant, sealer });
  if (reads === undefined) throw new Fault('misconfigured', 'There is no ledger here yet.');
  return reads;
}

type Refused = Extract<
  Awaited<ReturnType<ReturnType<typeof simulator>>>,
  { readonly ok: false }
>['refusal'];

function refused(refusal: Refused, { complain }: Around): number {
  for (const sentence of refusal.why === 'invalid' ? refusal.against : ['It was stopped.'])
    complain(sentence);
  return 1;
}

/** One line a change, with what it is about; then what was looked at. */
function told(simulated: Simulated, { say }: Around): number {
  const { changes, judged, unchanged, events, from, otherwiseSince, notJudged } = simulated;
  for (const line of tableOf(changes)) say(line);
  say(
    `${judged - unchanged} of ${judged} decisions since ${from.slice(0, 10)} would come out otherwise; ${unchanged} would not.`,
  );
  say(
    `${events.read} of ${events.all} events were looked at; ${notJudged} decisions were about calls that no policy was asked about.`,
  );
  if (otherwiseSince > 0)
    say(
      `${otherwiseSince} come out otherwise today than when they were made, whatever is adopted.`,
    );
  say(`The candidate is ${simulated.bundle}; in force is ${simulated.inForce}.`);
  return 0;
}

const HEAD = ['decisions', 'from', 'to', 'decided by', 'examples'] as const;

/** Columns as wide as what stands in them. */
function tableOf(changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change) => [
    String(change.count),
    change.from,
    change.to,
    `${change.was} → ${change.by}`,
    change.examples.map(({ id, agent, tool }) => `${id} (${agent}, ${tool})`).join(', '),
  ]);
  const widths = HEAD.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const drawn = [[...HEAD], ...rows].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const sentences = changes.flatMap(({ examples: [first] }) =>
    first ? ['', `${first.id}`, `  today: ${first.was}`, `  then:  ${first.would}`] : [],
  );
  return [...drawn, ...sentences, ''];
}
