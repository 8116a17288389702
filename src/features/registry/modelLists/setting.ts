import { doneOf, type Ledger } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import type { Result } from '../../../kernel/result.ts';
import {
  type ModelListRefusal,
  type ModelListSet,
  modelListId,
  modelLists,
  type SetModelList,
  setModelList,
} from '../domain/models/modelLists.ts';

type Deps = { readonly ledger: Pick<Ledger, 'commit'> };
type Decided = Result<readonly ModelListSet[], ModelListRefusal>;

/** Narrows the list of one business group: it counts on every server before this answers. */
export async function narrowModelList(
  { ledger }: Deps,
  command: SetModelList,
  by: Actor,
): Promise<Decided> {
  const committed = await ledger.commit<Decided>(async (tx) => {
    const state = tx.view.get(modelLists, modelListId(command.businessGroup));
    const decided = setModelList(command, state);
    const events = decided.ok ? decided.value : [];
    return { by, events, narrows: events.length > 0, result: () => decided };
  });
  return doneOf(committed);
}

/** Business group → the models its agents may use, as a tenant sets it for a ledger that knows no list of theirs. */
export type ModelsByGroup = Readonly<Record<string, readonly string[]>>;

const REASON = 'MODELS_BY_GROUP said so, and nobody had set a list for this group.';

/** Gives each group that never had a list the one it begins with. Where there was one, the ledger's counts. */
export async function startModelLists(
  { ledger }: Deps,
  given: ModelsByGroup | undefined,
): Promise<void> {
  const by = { kind: 'system' } as const;
  for (const [businessGroup, models] of Object.entries(given ?? {}))
    await ledger.commit(async (tx) => {
      const known = tx.view.get(modelLists, modelListId(businessGroup));
      const data = { businessGroup, models, reason: REASON };
      const events = known ? [] : [{ type: 'model-list-set' as const, data }];
      return { by, events, narrows: events.length > 0, result: () => undefined };
    });
}
