import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { AnyEntity } from '../../../kernel/feature.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { Touched } from './model.ts';
import { PartedMap } from './partedMap.ts';
import { Versions } from './versions.ts';

/** All things of one kind, and which version of each this is. */
export interface Kept {
  readonly states: PartedMap<unknown>;
  readonly versions: Versions;
}

/** A version of a thing: the event it reflects. */
export interface Version extends Touched {
  readonly seq: number;
}

const NOTHING: Kept = { states: PartedMap.of([]), versions: Versions.none };

/** All cached entities at one seq of governance. Never changes. */
export class Snapshot implements View {
  readonly seq: number;
  /** By kind of entity. */
  readonly #kept: ReadonlyMap<string, Kept>;
  readonly #entities: readonly AnyEntity[];

  /** `entities`: the cached ones. */
  constructor(
    seq: number,
    entities: readonly AnyEntity[],
    kept: ReadonlyMap<string, Kept> = new Map(),
  ) {
    this.seq = seq;
    this.#entities = entities;
    this.#kept = new Map(entities.map(({ kind }) => [kind, kept.get(kind) ?? NOTHING]));
  }

  get<S, E extends DomainEvent>(entity: Entity<S, E>, id: string): S | undefined {
    return this.all(entity).get(id);
  }

  all<S, E extends DomainEvent>(entity: Entity<S, E>): ReadonlyMap<string, S> {
    const kept = this.#kept.get(entity.kind);
    if (kept === undefined)
      throw new Fault('misconfigured', `${entity.kind} is not kept in memory`);
    // What stands under an entity's kind was made by its own evolve, or read from rows under our mac that it made.
    return kept.states as ReadonlyMap<string, S>;
  }

  /** Kind → digest over which version of each thing stands. */
  digests(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.#kept].map(([kind, { versions }]) => [kind, versions.digest()]),
    );
  }

  /** What this snapshot has in another version than an earlier one, where that has not gone beyond its own seq already. */
  changedSince(earlier: Snapshot): readonly Version[] {
    return this.#entities.flatMap((entity) => {
      const before = earlier.#of(entity).versions;
      const { states, versions } = this.#of(entity);
      return [...states.keys()].flatMap((id): Version[] => {
        const [was = 0, seq = 0] = [before.of(id), versions.of(id)];
        return seq > earlier.seq && was <= earlier.seq ? [{ entity, id, seq }] : [];
      });
    });
  }

  /** With a state as it was read from its row. */
  having({ entity, id, seq, state }: Version & { readonly state: unknown }): Snapshot {
    const { states, versions } = this.#of(entity);
    const kept = {
      states: states.with([[id, state]]),
      versions: versions.with(new Map([[id, seq]])),
    };
    return new Snapshot(this.seq, this.#entities, new Map(this.#kept).set(entity.kind, kept));
  }

  #of({ kind }: AnyEntity): Kept {
    return this.#kept.get(kind) ?? NOTHING;
  }

  /** The snapshot after further events, which lead up to `seq`. A state may hold some of them already, where it was read from its row. */
  after(events: readonly Recorded[], seq = events.at(-1)?.seq ?? this.seq): Snapshot {
    let kept = this.#kept;
    for (const entity of this.#entities) {
      const folded = foldInto(entity, this.#of(entity), events);
      if (folded !== undefined) kept = new Map(kept).set(entity.kind, folded);
    }
    return new Snapshot(seq, this.#entities, kept);
  }
}

/** The things of one kind after events, or undefined where none of them changes one. */
function foldInto(
  entity: AnyEntity,
  { states, versions }: Kept,
  events: readonly Recorded[],
): Kept | undefined {
  const next = new Map<string, unknown>();
  const seqs = new Map<string, number>();
  for (const event of events) {
    for (const id of new Set(entity.idsOf(event))) {
      if (event.seq <= (versions.of(id) ?? 0)) continue;
      next.set(id, entity.evolve(next.get(id) ?? states.get(id), event, id));
      seqs.set(id, event.seq);
    }
  }
  if (next.size === 0) return undefined;
  return { states: states.with(next), versions: versions.with(seqs) };
}
