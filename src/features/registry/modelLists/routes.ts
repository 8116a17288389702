import * as z from 'zod';
import type { View } from '../../../kernel/ledger.ts';
import { actorOf } from '../../../kernel/people.ts';
import { problem } from '../../../kernel/problems.ts';
import { type Route, route } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { line } from '../domain/fields.ts';
import {
  agentsInGroup,
  businessGroup,
  type ModelList,
  modelListId,
  modelLists,
  models,
} from '../domain/models/modelLists.ts';
import { narrowModelList } from './setting.ts';

const none = z.strictObject({});

const listSchema = z.strictObject({
  businessGroup: z.string(),
  /** Absent: its agents are bounded by their own records alone. */
  models: z.array(z.string()).optional(),
  /** How many agents belong to the group. */
  agents: z.number(),
  reason: z.string(),
  /** The request that made it wider. */
  request: z.string().optional(),
  setAt: z.string(),
  setBy: z.strictObject({ kind: z.string(), id: z.string().optional() }),
});

function shown({ at, by, models: listed, ...list }: ModelList, view: View) {
  return {
    ...list,
    ...(listed && { models: [...listed] }),
    agents: agentsInGroup(view, list.businessGroup),
    setAt: at,
    setBy: by,
  };
}

const listRoute = ({ ledger }: RegistryDeps): Route =>
  route({
    id: 'listModelLists',
    method: 'GET',
    path: '/model-lists',
    summary:
      'The models that agents of each business group may use; a group without a list is not bounded',
    callers: ['person'],
    params: none,
    query: none,
    body: undefined,
    output: z.strictObject({ items: z.array(listSchema) }),
    success: 200,
    problems: [],
    handle: async () => {
      const view = await ledger.view();
      const items = [...view.all(modelLists).values()]
        .toSorted((a, b) => (a.businessGroup < b.businessGroup ? -1 : 1))
        .map((list) => shown(list, view));
      return { status: 200, body: { items } };
    },
  });

const HOW_TO_ASK = 'Ask for it with POST /requests, as a modelList; nothing was changed.';

const putRoute = ({ ledger }: RegistryDeps): Route =>
  route({
    id: 'putModelList',
    method: 'PUT',
    path: '/model-lists/{businessGroup}',
    summary:
      'Narrow which models a business group may use, at once; what lets more through is asked for',
    callers: ['admin'],
    params: z.strictObject({ businessGroup }),
    query: none,
    body: z.strictObject({ models, reason: line(500) }),
    output: listSchema,
    success: 200,
    problems: ['needs-request'],
    handle: async ({ principal, params, body }) => {
      const decided = await narrowModelList({ ledger }, { ...params, ...body }, actorOf(principal));
      if (!decided.ok)
        return problem(
          'needs-request',
          `This lets ${params.businessGroup} use more than before: ${decided.refusal.added.join(', ')}. ${HOW_TO_ASK}`,
        );
      const view = await ledger.view();
      const list = view.get(modelLists, modelListId(params.businessGroup));
      return list
        ? { status: 200, body: shown(list, view) }
        : problem('internal', 'A list was expected.');
    },
  });

export const modelListRoutes = (deps: RegistryDeps): readonly Route[] => [
  listRoute(deps),
  putRoute(deps),
];
