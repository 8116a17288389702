import type { AnyEntity } from '../../../kernel/feature.ts';
import { withPrefix } from './keys.ts';
import type { LogStore } from './logStore.ts';
import { type Kept, Snapshot } from './snapshot.ts';
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

async function ofKind(store: LogStore, { prefix }: AnyEntity): Promise<Kept> {
  const states = new Map<string, unknown>();
  const seqs = new Map<string, number>();
  const { to, from } = withPrefix(`${prefix}|`);
  for (let after = from; ; ) {
    const rows = await store.texts({ from: after, to }, PAGE);
    for (const { key, text, seq } of rows) {
      const id = key.slice(prefix.length + 1);
      states.set(id, JSON.parse(text));
      seqs.set(id, seq);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE)
      return { states, versions: Versions.none.with(seqs) };
    after = `${last.key} `;
  }
}

/** Kinds of which the rows that stand are not those that the head seals; one that changed while it was read is left for the next time. */
export async function kindsPutBack(
  store: LogStore,
  entities: readonly AnyEntity[],
): Promise<readonly string[]> {
  const { head } = await store.head();
  const rows = await keptRows(store, entities);
  const standing = new Snapshot(head.tree.size, entities, rows).digests();
  const { head: then } = await store.head();
  return Object.keys(standing).filter((kind) => {
    const seal = head.cached?.[kind];
    return seal !== undefined && seal === then.cached?.[kind] && standing[kind] !== seal;
  });
}
