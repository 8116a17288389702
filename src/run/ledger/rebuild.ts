import { openKeyStore } from '../../adapters/local/keys.ts';
import { checkpointHistory } from '../../adapters/tables/verification/checkpointHistory.ts';
import { type Rebuilt, rebuildRows } from '../../adapters/tables/verification/rebuild.ts';
import { aheadOf, standingHeads } from '../../adapters/tables/verification/standing.ts';
import { FACTS } from '../../compose.ts';
import { mayGovern } from '../../features/audit/domain/adopting.ts';
import type { LedgerRebuilt } from '../../features/audit/domain/events.ts';
import type { PersonId } from '../../kernel/people.ts';
import { macWith, openLocalLedger } from '../localParts.ts';
import { LOCAL_ORGANISATION } from '../settings.ts';
import { type LedgerAround, openSource, type Source } from './sources.ts';
import { bad } from './words.ts';

interface Asked {
  readonly as: string;
  readonly reason: string;
}

/**
 * `rebuild`: makes every row that follows from the log what the log says, after somebody has changed rows or an upgrade
 * derives new ones, and writes down that it was done. The log itself is not touched. Answers the exit code.
 */
export async function rebuildCommand(asked: Asked, around: LedgerAround): Promise<number> {
  const { directory } = LOCAL_ORGANISATION;
  const person = await directory.find(asked.as);
  if (person === undefined) {
    around.complain(`Nobody is called ${JSON.stringify(asked.as)}.`);
    return 1;
  }
  if (!mayGovern(await directory.rolesOf(person.id))) {
    around.complain('Only a governance admin or a member of the review board may rebuild rows.');
    return 1;
  }
  const source = await openSource(around);
  try {
    return await rebuild({ person: person.id, reason: asked.reason }, source, around);
  } finally {
    await source.close();
  }
}

async function rebuild(
  { person, reason }: { readonly person: PersonId; readonly reason: string },
  source: Source,
  around: LedgerAround,
): Promise<number> {
  const history = await checkpointHistory(source);
  if (!history.ok) {
    around.say(bad(history.found));
    return 1;
  }
  if (
    aheadOf(await standingHeads(source.table, source.tenant), history.value.counting).length > 0
  ) {
    around.complain(
      'The ledger is behind a checkpoint: rows would be made from less than there was. See: npm run ledger -- verify',
    );
    return 1;
  }
  const { table, tenant, dataDir } = source;
  const keys = await openKeyStore(dataDir);
  const sealer = { mac: macWith(keys.secret('row.mac')) };
  const rebuilt = await rebuildRows({ table, tenant, sealer, features: FACTS });
  const ledger = await openLocalLedger({ ...source, tenantId: tenant, log: around.log }, keys);
  const { written, deleted, lost } = rebuilt;
  const event: LedgerRebuilt = {
    type: 'ledger-rebuilt',
    data: { reason: reason.slice(0, 1_000), written, deleted, lost: lost.length },
  };
  await ledger.commit(async () => ({
    by: { kind: 'person', id: person },
    events: [event],
    result: () => undefined,
  }));
  await ledger.stop();
  for (const line of told(rebuilt)) around.say(line);
  return 0;
}

function told({ written, deleted, lost }: Rebuilt): readonly string[] {
  const done = `Rebuilt: ${written} rows written, ${deleted} deleted. The event is in the ledger. See: npm run ledger -- verify`;
  if (lost.length === 0) return [done];
  const of = `${lost.length} rows cannot be made from the log, which holds only a hash of what they held; they come back when it is learned again:`;
  return [done, of, ...lost];
}
