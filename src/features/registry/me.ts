import * as z from 'zod';
import { ROLE_NAMES, type Role } from '../../kernel/people.ts';
import { problem } from '../../kernel/problems.ts';
import { callersInWords, mayCall, type Route, route } from '../../kernel/route.ts';
import type { RegistryDeps } from './deps.ts';
import { agents } from './domain/fold.ts';

const none = z.strictObject({});

const meSchema = z.strictObject({
  id: z.string(),
  upn: z.string(),
  name: z.string(),
  roles: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Agents whose business, technical or backup owner this person is. */
  owns: z.array(z.string()),
  /** Operations (their `operationId`) that are for this person. */
  may: z.array(z.string()),
  /** The others, and whom each is for. */
  mayNot: z.array(z.strictObject({ operation: z.string(), for: z.string() })),
});

/** Who is signed in, and what is for them: what a surface shows and what it says about the rest. */
export const meRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'getMe',
    method: 'GET',
    path: '/me',
    summary: 'Who is signed in, with roles, agents owned and what is for them',
    callers: ['person'],
    params: none,
    query: none,
    body: undefined,
    output: meSchema,
    success: 200,
    problems: [],
    handle: async ({ principal, roles }) => {
      const person = principal.kind === 'person' && (await deps.directory.find(principal.id));
      if (!person)
        return problem('forbidden', 'You are not in the directory of this organisation.');
      const forThem = ({ callers }: Route) => mayCall(callers, { principal, roles });
      const routes = deps.routes();
      return {
        status: 200,
        body: {
          id: person.id,
          upn: person.upn,
          name: person.name,
          roles: [...roles].map((role: Role) => ({ id: role, name: ROLE_NAMES[role] })),
          owns: await owned(deps, person.id),
          may: routes.filter(forThem).map(({ id }) => id),
          mayNot: routes
            .filter((one) => !forThem(one))
            .map(({ id, callers }) => ({ operation: id, for: callersInWords(callers) })),
        },
      };
    },
  });

async function owned({ ledger }: RegistryDeps, person: string): Promise<readonly string[]> {
  const view = await ledger.view();
  return [...view.all(agents)]
    .filter(([, { people }]) =>
      [people.business, people.technical, people.backup].some((one) => one === person),
    )
    .map(([id]) => id)
    .toSorted();
}
