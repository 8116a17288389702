import type { AnyEntity } from '../../../kernel/feature.ts';
import { withPrefix } from './keys.ts';
import type { LogStore } from './logStore.ts';
import { PartedMap } from './partedMap.ts';
import type { Kept } from './snapshot.ts';
import { Versions } from './versions.ts';

const PAGE = 1_000;

/** The things of these kinds as their rows stand in the table, by kind. Checks macs, and no seal. */
export async function keptRows(
  store: LogStore,
  entities: readonly AnyEntity[],
): Promise<ReadonlyMap<string, Kept>> {
  const all = new Map<string, Kept>();
  for (const entity of entities) all.set(entity.kind, await ofKind(store, entity));
  return all;
}

async function ofKind(store: LogStore, entity: AnyEntity): Promise<Kept> {
  const states = new Map<string, unknown>();
  const seqs = new Map<string, number>();
  for await (const { id, text, seq } of standingRows(store, entity)) {
    states.set(id, JSON.parse(text));
    seqs.set(id, seq);
  }
  return { states: PartedMap.of(states), versions: Versions.none.with(seqs) };
}

/** The rows of one kind, each checked, a page in memory at a time. */
async function* standingRows(store: LogStore, { prefix }: AnyEntity) {
  const { to, from } = withPrefix(`${prefix}|`);
  for (let after = from; ; ) {
    const rows = await store.texts({ from: after, to }, PAGE);
    for (const { key, text, seq } of rows) yield { id: key.slice(prefix.length + 1), text, seq };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = `${last.key} `;
  }
}

/** Kinds of which the rows that stand are not those that the head seals; one that changed while it was read is left for the next time. */
export async function kindsPutBack(
  store: LogStore,
  entities: readonly AnyEntity[],
): Promise<readonly string[]> {
  const { head } = await store.head();
  const standing = new Map<string, string>();
  for (const entity of entities) {
    const seqs = new Map<string, number>();
    for await (const { id, seq } of standingRows(store, entity)) seqs.set(id, seq);
    standing.set(entity.kind, Versions.none.with(seqs).digest());
  }
  const { head: then } = await store.head();
  return [...standing].flatMap(([kind, digest]) => {
    const seal = head.cached?.[kind];
    return seal !== undefined && seal === then.cached?.[kind] && digest !== seal ? [kind] : [];
  });
}
