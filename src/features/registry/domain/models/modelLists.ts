import * as z from 'zod';
import type { Entity } from '../../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../../kernel/events.ts';
import type { Instant } from '../../../../kernel/instant.ts';
import type { View } from '../../../../kernel/ledger.ts';
import type { Actor } from '../../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { canonicalJson } from '../../../../ledger/canonical.ts';
import { sha256 } from '../../../../ledger/hash.ts';
import { line } from '../fields.ts';
import { agents } from '../fold.ts';
import { modelsAdded } from './modelNames.ts';

/** A business group as agents have it. */
export const businessGroup = line(100);

const model = line(100).refine(
  (text) => !text.slice(0, -1).includes('*'),
  'write a name, or the beginning of one and * at the end',
);

/** The models that a business group may use, by name or by family. */
export const models = z
  .array(model)
  .max(50)
  .refine((all) => new Set(all).size === all.length, 'name each one once')
  .readonly();

export type ModelListSet = {
  readonly type: 'model-list-set';
  readonly data: {
    readonly businessGroup: string;
    /** Absent: the group is bounded no more, by a request. */
    readonly models?: readonly string[];
    /** What the list said; absent: the group was not bounded. */
    readonly before?: readonly string[];
    readonly reason: string;
    /** Absent where it only narrows. */
    readonly request?: string;
  };
};

export const modelListEventSchemas = {
  'model-list-set': z.strictObject({
    businessGroup: z.string(),
    models: z.array(z.string()).exactOptional(),
    before: z.array(z.string()).exactOptional(),
    reason: z.string(),
    request: z.string().exactOptional(),
  }),
};

export const isModelListSet = (event: DomainEvent): event is ModelListSet =>
  event.type === 'model-list-set';

/** Which models a business group may use, and how it came to that. */
export interface ModelList {
  readonly businessGroup: string;
  /** Absent: the group is not bounded. */
  readonly models?: readonly string[];
  readonly reason: string;
  readonly request?: string;
  readonly at: Instant;
  readonly by: Actor;
}

/** Where the list of a group is kept: a row key holds no foreign words. Upper and lower case are one group, so that neither is a way round. */
export const modelListId = (group: string): string => sha256(group.trim().toLowerCase());

/** The list of each business group that has or had one, by `modelListId`. */
export const modelLists: Entity<ModelList, ModelListSet> = {
  kind: 'model list',
  prefix: 'ML',
  cached: true,
  idsOf: (event) => (isModelListSet(event) ? [modelListId(event.data.businessGroup)] : []),
  evolve: (_state, { at, by, data: { before: _before, ...data } }: Recorded<ModelListSet>) => ({
    ...data,
    at,
    by,
  }),
  rows: () => [],
  fits: (state, { data }) => data.request !== undefined || added(state?.models, data).length === 0,
};

const added = (
  before: readonly string[] | undefined,
  { models: after = ['*'] }: Pick<ModelListSet['data'], 'models'>,
): readonly string[] => modelsAdded(before, after);

/** What the models of a group's agents are bounded by at present; undefined: nothing, as where there is no group. */
export const modelsOfGroup = (
  view: View,
  group: string | undefined,
): readonly string[] | undefined =>
  group === undefined ? undefined : view.get(modelLists, modelListId(group))?.models;

/** How many agents that are not retired belong to a group. */
export const agentsInGroup = (view: View, group: string): number =>
  [...view.all(agents).values()].filter(
    ({ status, record }) =>
      status === 'active' &&
      record.businessGroup !== undefined &&
      modelListId(record.businessGroup) === modelListId(group),
  ).length;

export interface SetModelList {
  readonly businessGroup: string;
  readonly models: readonly string[];
  readonly reason: string;
}

/** The entries that would let more through: people have to agree to those. */
export type ModelListRefusal = { readonly code: 'widens'; readonly added: readonly string[] };

/** Writes a list that only narrows. One that is as it was is no change. */
export function setModelList(
  command: SetModelList,
  state: ModelList | undefined,
): Result<readonly ModelListSet[], ModelListRefusal> {
  const before = state?.models;
  const more = modelsAdded(before, command.models);
  if (more.length > 0) return refuse({ code: 'widens', added: more });
  if (before && canonicalJson(before) === canonicalJson(command.models)) return ok([]);
  return ok([{ type: 'model-list-set', data: { ...command, ...(before && { before }) } }]);
}
