import * as z from 'zod';
import type { Unread, UnreadPlace } from '../../../../kernel/inventorySource.ts';
import { isProblem, type Problem, problem } from '../../../../kernel/problems.ts';
import { type Route, route, type Success } from '../../../../kernel/route.ts';
import type { RegistryDeps } from '../../deps.ts';
import { sourceName } from '../../domain/fields.ts';
import { agents } from '../../domain/fold.ts';
import { agentSchema, importedSchema, previewSchema } from '../../schemas.ts';
import { IMPORT_ROUTE, type ImportCall, runImport } from '../routes.ts';
import { inventoryOf, type Source, sourcesOf } from './catalogue.ts';
import { type Defaults, recordsFrom } from './recordsFrom.ts';

/** What a source does not say: who answers for the agents, what for, and where they run. */
const defaultsSchema = agentSchema
  .omit({
    id: true,
    displayName: true,
    capabilities: true,
    identities: true,
    principals: true,
    listedAs: true,
    status: true,
    ownerless: true,
    aboveTemplate: true,
    reported: true,
  })
  .extend({
    platform: agentSchema.shape.platform
      .optional()
      .describe('Needed where the source does not say it: of Entra.'),
  });

const unread = z
  .array(z.strictObject({ place: z.string(), because: z.string() }))
  .optional()
  .describe('What could not be read; the rest is whole.');
const output = z.union([importedSchema.extend({ unread }), previewSchema.extend({ unread })]);

const WHY: Readonly<Record<Unread, (asks: string) => string>> = {
  refused: (asks) => `It refused. ${asks}`,
  silent: () => 'It gave no answer in time. Try again later.',
  odd: () => 'Its answer was not what its documentation says.',
};

interface SourceCall extends ImportCall {
  readonly body: z.output<typeof defaultsSchema>;
  readonly userToken?: string;
}

/** Agents of a source that no record names yet, as agents that may do nothing so far. */
async function importFrom(
  { id, platform, needs, asks }: Source,
  { body, userToken, ...call }: SourceCall,
  deps: RegistryDeps,
): Promise<Success<unknown> | Problem> {
  if (needs !== undefined) return problem('not-found', `This server does not read it. ${needs}`);
  const where = platform ?? body.platform;
  if (where === undefined)
    return problem('invalid-body', 'This source does not say on which platform its agents run.', {
      errors: [{ path: 'platform', message: 'fill it in' }],
    });
  const reader = userToken === undefined ? {} : { userToken };
  const inventory = await inventoryOf(id, reader, deps);
  const known = (await deps.ledger.view()).all(agents);
  const defaults = { ...body, platform: where } as Defaults;
  const found = recordsFrom({ source: id, found: inventory.agents }, defaults, known);
  const answer = await runImport({ agents: found, connectors: [] }, call, deps);
  if (isProblem(answer) || inventory.unread.length === 0) return answer;
  const said = ({ place, why }: UnreadPlace) => ({ place, because: WHY[why](asks) });
  return { ...answer, body: { ...answer.body, unread: inventory.unread.map(said) } };
}

const listRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'listSources',
    method: 'GET',
    path: '/import/sources',
    summary: 'Where agents can be imported from; of what cannot be read what to set',
    callers: ['admin'],
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: undefined,
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          platform: agentSchema.shape.platform.optional(),
          needs: z.string().optional(),
        }),
      ),
    }),
    success: 200,
    problems: [],
    handle: async () => ({
      status: 200,
      body: { items: sourcesOf(deps).map(({ asks: _asks, ...source }) => source) },
    }),
  });

const sourceRoute = (deps: RegistryDeps): Route =>
  route({
    ...IMPORT_ROUTE,
    output,
    id: 'importFromSource',
    onBehalf: true,
    path: '/import/sources/{source}',
    params: z.strictObject({ source: sourceName }),
    summary:
      'Import the agents of a source that no record names yet; the body says of all of them what the source does not',
    body: defaultsSchema,
    problems: [...IMPORT_ROUTE.problems, 'not-found'],
    handle: async ({ params, ...call }) => {
      const source = sourcesOf(deps).find(({ id }) => id === params.source);
      return source
        ? importFrom(source, call, deps)
        : problem('not-found', 'There is no source of that name.');
    },
  });

/** The same of Entra under the address that it had before there were others. */
const entraRoute = (deps: RegistryDeps): Route =>
  route({
    ...IMPORT_ROUTE,
    output,
    id: 'importAgentIdentities',
    path: '/import/entra',
    summary: 'The same as /import/sources/entra',
    body: defaultsSchema,
    problems: [...IMPORT_ROUTE.problems, 'not-found'],
    handle: async (call) => {
      const entra = sourcesOf(deps).find(({ id }) => id === 'entra');
      return entra ? importFrom(entra, call, deps) : problem('internal', 'Entra is not listed.');
    },
  });

export const sourceRoutes = (deps: RegistryDeps): readonly Route[] => [
  listRoute(deps),
  sourceRoute(deps),
  entraRoute(deps),
];
