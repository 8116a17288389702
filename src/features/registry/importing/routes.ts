import * as z from 'zod';
import type { Idempotency } from '../../../kernel/ledger.ts';
import { actorOf, type Principal, type Role } from '../../../kernel/people.ts';
import type { Problem } from '../../../kernel/problems.ts';
import { type Route, route, type Success } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { importedSchema, importSchema, previewSchema } from '../schemas.ts';
import { notPermitted } from '../showing/permitted.ts';
import { countAgents } from '../watch/accumulating.ts';
import type { ImportBody, ListName } from './check.ts';
import { EXAMPLE_TABLES } from './csv/exampleTable.ts';
import { columnWords, readImport } from './csv/importTable.ts';
import { type Imported, type Importing, importRegistry, mistaken } from './importing.ts';
import { type Preview, previewImport } from './preview.ts';

/** `?preview=true`: what would happen, and nothing does. */
const query = z.strictObject({ preview: z.enum(['true', 'false']).default('false') });

export interface ImportCall {
  readonly query: z.output<typeof query>;
  readonly principal: Principal;
  readonly roles: ReadonlySet<Role>;
  readonly idempotency: Idempotency | undefined;
}

/** Imports, or says what an import would come to. */
export async function runImport(
  body: ImportBody,
  { query: { preview }, principal, roles, idempotency }: ImportCall,
  deps: RegistryDeps,
): Promise<Success<Imported | Preview> | Problem> {
  if (preview === 'true') return previewImport(body, deps);
  const denied = await notPermitted(body.agents, { principal, roles }, deps);
  return denied ?? importAndCount(body, { by: actorOf(principal), idempotency }, deps);
}

/** Whoever comes in above the template of its phase is told at once; the rest is counted within a day. */
async function importAndCount(
  body: ImportBody,
  importing: Importing,
  deps: RegistryDeps,
): Promise<Success<Imported> | Problem> {
  const answer = await importRegistry(body, importing, deps);
  if (!('problem' in answer))
    await countAgents(
      deps,
      body.agents.map(({ id }) => id),
    );
  return answer;
}

/** What every way to import has. */
export const IMPORT_ROUTE = {
  method: 'POST',
  callers: ['admin'],
  params: z.strictObject({}),
  query,
  output: z.union([importedSchema, previewSchema]),
  success: 200,
  patient: true,
  problems: ['needs-request', 'denied', 'outside-window'],
} as const;

export const importRoutes = (deps: RegistryDeps): readonly Route[] => [
  route({
    ...IMPORT_ROUTE,
    id: 'importRegistry',
    path: '/import',
    summary: 'Add agents and connectors for a start; existing ones may only narrow',
    body: importSchema,
    handle: ({ body, ...call }) => runImport(body as ImportBody, call, deps),
  }),
  tableRoute('agents', deps),
  tableRoute('connectors', deps),
  exampleRoute('agents'),
  exampleRoute('connectors'),
];

const columnsOf = (list: ListName): string =>
  `CSV in UTF-8, 8 MiB and 10,000 rows at most. Columns, in any order: ${columnWords(list)}. Several entries of a cell are divided by lines or |.`;

const IDS = { agents: 'importAgentTable', connectors: 'importConnectorTable' } as const;

const exampleRoute = (list: ListName): Route =>
  route({
    id: list === 'agents' ? 'exampleAgentTable' : 'exampleConnectorTable',
    method: 'GET',
    path: `/import/${list}/example`,
    summary: `A small table of ${list} to begin from`,
    callers: ['admin'],
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: undefined,
    output: z.string(),
    success: 200,
    mediaType: 'text/csv',
    problems: [],
    handle: () => Promise.resolve({ status: 200, body: EXAMPLE_TABLES[list] }),
  });

const tableRoute = (list: ListName, deps: RegistryDeps): Route =>
  route({
    ...IMPORT_ROUTE,
    id: IDS[list],
    path: `/import/${list}`,
    summary: `Import ${list} from a table; a row is a whole record, and lists in a cell are divided by lines or |`,
    takes: 'text/csv',
    body: z.string().describe(columnsOf(list)),
    handle: async ({ body, ...call }) => {
      const read = readImport(list, body);
      return read.ok ? runImport(read.body, call, deps) : mistaken(read.errors);
    },
  });
