import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { GOVERNANCE, partitionOf } from '../../src/adapters/tables/rows/keys.ts';
import { openText, sealText } from '../../src/adapters/tables/rows/sealed.ts';
import { sealerOf } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import type { Effort, Row } from './row.ts';

const PARTITION = partitionOf(EXAMPLE_TENANT, GOVERNANCE);
/** That of the whole house. */
const SEALER = sealerOf('row.mac');
const FEW = 1_000;
const MANY = 100_000;

const ask = (subject: string) => ({
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: { to: ['emma@fabrikam.example'], subject, body: 'Here is the offer.' },
});

/** What is done often, whatever else the ledger holds. */
const READINGS: Readonly<Record<string, (world: WholeHouse) => Promise<void>>> = {
  pendingCommand: async (world) => {
    await world.teams.say(world.person('owner'), 'pending');
  },
  pendingOverHttp: async (world) => {
    for (let path: string | undefined = '/requests?status=pending'; path !== undefined; ) {
      const page: Awaited<ReturnType<WholeHouse['call']>> = await world.call('board', 'GET', path);
      if (page.status !== 200) throw new Error(`the list is answered ${page.status}`);
      path = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
  },
  outboxPoll: async (world) => {
    await world.ledger.poll();
    await world.ledger.runDue();
  },
  digest: async (world) => {
    const said = await world.teams.say(world.person('board'), 'digest');
    if (said.replies.every(({ card }) => card === undefined)) throw new Error('no digest');
  },
};

/** Rows that the usual readings read with 100,000 ended requests in the ledger, against 1,000; as many wait in both. */
export async function rowsRead({ share }: Effort): Promise<Row> {
  const most = MANY * share;
  const table = new MemoryTable();
  const world = await openWholeHouse({ table });
  try {
    const ended = await someRequests(world);
    fill(table, ended, 0, FEW);
    const few = await counted(world, table);
    fill(table, ended, FEW, most);
    const many = await counted(world, table);
    const detail: Record<string, number> = { requests: most };
    for (const name of Object.keys(READINGS)) {
      detail[`${name}Rows`] = many[name] ?? 0;
      detail[`${name}Ratio`] = (many[name] ?? 0) / (few[name] ?? 0);
    }
    const ratios = Object.keys(READINGS).map((name) => detail[`${name}Ratio`] ?? 0);
    return {
      name: 'rowsReadAt100kOver1k',
      what: 'rows read by pending list, outbox poll and digest at 100k requests ÷ at 1k',
      value: Math.max(...ratios),
      target: 1.2,
      at: 'most',
      detail,
    };
  } finally {
    await world.close();
  }
}

/** Some that wait, and one that has run its whole course; answers its id. */
async function someRequests(world: WholeHouse): Promise<string> {
  for (const name of ['owner', 'board']) await world.teams.install(world.person(name));
  const asked = async (subject: string): Promise<string> => {
    const { body } = await world.call('agent:crm-assistant', 'POST', '/authorize', ask(subject));
    return body.requestId;
  };
  const ended = await asked('ended');
  await world.settle();
  const { body } = await world.call('owner', 'GET', `/requests/${ended}`);
  await world.call('owner', 'POST', `/requests/${ended}/answer`, {
    answer: 'reject',
    digest: body.digest,
  });
  for (const subject of ['a', 'b', 'c', 'd', 'e']) await asked(subject);
  await world.settle();
  return ended;
}

/** Rows of further requests that have run the same course: what stands under their ids, from `from` to `to`. */
function fill(table: MemoryTable, ended: string, from: number, to: number): void {
  const rows = table
    .rows(PARTITION)
    .filter(({ key }) => key.split('|').includes(ended))
    .map((row) => ({ key: row.key.split('|'), text: openText(SEALER, PARTITION, row) }));
  for (let n = from; n < to; n += 1)
    for (const row of rows) {
      const key = row.key.map((part) => (part === ended ? `AR-${1_000 + n}` : part)).join('|');
      table.tamper(PARTITION, key, sealText(SEALER, { partition: PARTITION, key }, row.text));
    }
}

async function counted(world: WholeHouse, table: MemoryTable): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, read] of Object.entries(READINGS)) {
    await read(world); // what is read once for all is read
    await world.settle();
    const before = table.rowsRead;
    await read(world);
    counts[name] = table.rowsRead - before;
  }
  return counts;
}
