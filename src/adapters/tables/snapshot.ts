import type { Entity } from '../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../kernel/events.ts';
import { Fault } from '../../kernel/faults.ts';
import type { AnyEntity } from '../../kernel/feature.ts';
import type { View } from '../../kernel/ledger.ts';

/** Kind of entity → id → state. */
export type States = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** All cached entities at one seq of governance. Never changes. */
export class Snapshot implements View {
  readonly seq: number;
  readonly states: States;
  readonly #entities: readonly AnyEntity[];

  /** `entities`: the cached ones. */
  constructor(seq: number, states: States, entities: readonly AnyEntity[]) {
    this.seq = seq;
    this.states = states;
    this.#entities = entities;
  }

  get<S, E extends DomainEvent>(entity: Entity<S, E>, id: string): S | undefined {
    return this.all(entity).get(id);
  }

  all<S, E extends DomainEvent>(entity: Entity<S, E>): ReadonlyMap<string, S> {
    const states = this.states.get(entity.kind);
    if (states === undefined)
      throw new Fault('misconfigured', `${entity.kind} is not kept in memory`);
    // What stands under an entity's kind was made by its own evolve, or read from rows under our mac that it made.
    return states as ReadonlyMap<string, S>;
  }

  /** The snapshot after further events. `reflected`: a state read from its row may hold some of them already. */
  after(events: readonly Recorded[], reflected: (key: string) => number = () => 0): Snapshot {
    let states = this.states;
    for (const entity of this.#entities) {
      const folded = foldInto(entity, this.states.get(entity.kind), { events, reflected });
      if (folded !== undefined) states = new Map(states).set(entity.kind, folded);
    }
    return new Snapshot(events.at(-1)?.seq ?? this.seq, states, this.#entities);
  }
}

/** The states of one kind after events, or undefined where none of them changes one. */
function foldInto(
  entity: AnyEntity,
  before: ReadonlyMap<string, unknown> | undefined,
  by: { readonly events: readonly Recorded[]; readonly reflected: (key: string) => number },
): ReadonlyMap<string, unknown> | undefined {
  let states: Map<string, unknown> | undefined;
  for (const event of by.events) {
    for (const id of new Set(entity.idsOf(event))) {
      if (event.seq <= by.reflected(`${entity.prefix}|${id}`)) continue;
      states ??= new Map(before);
      states.set(id, entity.evolve(states.get(id), event, id));
    }
  }
  return states;
}
