import { exampleAgents, exampleConnectors } from '../adapters/local/exampleOrganisation.ts';
import type { AgentRecord, ConnectorRecord } from '../features/registry/domain/model.ts';
import { peopleOf } from '../features/registry/people.ts';
import { type Entry, writeEntries } from '../features/registry/write.ts';
import { Fault } from '../kernel/faults.ts';
import { sha256 } from '../ledger/hash.ts';
import type { Opened } from './localParts.ts';

/** A fixed command: however many servers start on an empty ledger, it is filled once. */
const COMMAND = { key: sha256('example organisation'), bodyHash: sha256('1') };

/** Fills an empty ledger with the example organisation's connectors and agents, set by nobody. */
export async function fillExample({ ledger, parts }: Opened): Promise<void> {
  const entries: Entry[] = exampleConnectors.map((record: ConnectorRecord) => ({
    kind: 'connector',
    record,
  }));
  for (const record of exampleAgents as readonly AgentRecord[]) {
    const named = await peopleOf(record, parts.directory);
    if (!named.ok)
      throw new Fault(
        'misconfigured',
        `the example organisation names nobody as ${named.errors.map(({ path }) => path).join(', ')}`,
      );
    entries.push({ kind: 'agent', record, people: named.people });
  }
  await ledger.commit(writeEntries(entries, { by: { kind: 'system' } }), COMMAND);
}
