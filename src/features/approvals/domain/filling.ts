import type { PersonId } from '../../../kernel/people.ts';
import type { Context } from './commands.ts';
import type { Parties } from './exclusions.ts';
import type { RefusalOf } from './refusals.ts';
import type { StagePlan } from './seat.ts';
import { candidates } from './seats.ts';

/** A place that one person must take: a stage has as many as its quorum. */
interface Chair {
  readonly stage: StagePlan;
  readonly able: readonly PersonId[];
}

interface Seating {
  /** Person → index of the chair they were given. */
  readonly taken: Map<PersonId, number>;
  readonly tried: Set<PersonId>;
}

/** The first seat that cannot be filled, where every chair of every stage needs another person. */
export function unfillable(
  stages: readonly StagePlan[],
  parties: Parties,
  context: Context,
): RefusalOf<'no-approver'> | undefined {
  const chairs = stages.flatMap((stage): Chair[] => {
    const able = candidates(stage.seat, parties, context);
    return Array.from({ length: stage.quorum }, () => ({ stage, able }));
  });
  const taken = new Map<PersonId, number>();
  const empty = chairs.find((_, index) => !seated(index, chairs, { taken, tried: new Set() }));
  return empty && { code: 'no-approver', seat: empty.stage.seat, quorum: empty.stage.quorum };
}

/** Gives a chair to somebody free, or to somebody whose chair another can take (augmenting paths). */
function seated(index: number, chairs: readonly Chair[], seating: Seating): boolean {
  const { taken, tried } = seating;
  for (const person of chairs[index]?.able ?? []) {
    if (tried.has(person)) continue;
    tried.add(person);
    const other = taken.get(person);
    if (other === undefined || seated(other, chairs, seating)) {
      taken.set(person, index);
      return true;
    }
  }
  return false;
}
