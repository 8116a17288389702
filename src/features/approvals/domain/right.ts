import * as z from 'zod';
import type { Instant } from '../../../kernel/instant.ts';
import type { Activation, RolesFrom } from '../../../kernel/people.ts';
import type { Context } from './commands.ts';
import type { Capacity } from './events.ts';
import { instant, person } from './fields.ts';
import type { Seat } from './seat.ts';

const source = z.enum(['directory', 'example']);

/** What gave somebody the right to answer, as it was when they did. */
export const right = z.discriminatedUnion('by', [
  /** They had the role: of the directory, as a member of this Entra group, by way of other groups too. */
  z.strictObject({
    by: z.literal('role'),
    source,
    group: z.guid().exactOptional(),
    /** By which activation of Privileged Identity Management they were in that group; absent: not looked up. */
    activation: z
      .strictObject({
        state: z.enum(['active', 'none', 'unknown']),
        id: z.string().exactOptional(),
        ends: instant.exactOptional(),
      })
      .exactOptional(),
    /** By when it had been looked up, for this answer alone. */
    at: instant,
  }),
  /** This person reported to them. */
  z.strictObject({ by: z.literal('manager'), source, of: person, at: instant }),
  /** The agent's record, last written then, names them. */
  z.strictObject({ by: z.literal('registry'), writtenAt: instant }),
]);
export type Right = z.output<typeof right>;

/** What was looked up about whoever answers: where, and by when. */
export interface LookedUp {
  readonly rolesFrom: RolesFrom;
  readonly at: Instant;
  /** By which activation they are in a group, by the group. */
  readonly activations?: ReadonlyMap<string, Activation>;
}

/** What proves that somebody was what they answered as; undefined: nothing was written down that does. */
export function rightOf(
  as: Capacity,
  seat: Seat,
  { rolesFrom, at, activations }: LookedUp,
  { agent }: Context,
): Right | undefined {
  const { source } = rolesFrom;
  if (as === 'owner' || as === 'backup')
    return agent && { by: 'registry', writtenAt: agent.changedAt };
  if (as === 'manager')
    return seat.kind === 'businessOwner'
      ? { by: 'manager', source, of: seat.owner, at }
      : undefined;
  const group = rolesFrom.source === 'directory' ? rolesFrom.groups[as] : undefined;
  if (group === undefined) return { by: 'role', source, at };
  const activation = activations?.get(group);
  return { by: 'role', source, group, ...(activation && { activation }), at };
}
