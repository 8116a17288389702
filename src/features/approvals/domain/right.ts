import * as z from 'zod';
import type { Instant } from '../../../kernel/instant.ts';
import type { RolesFrom } from '../../../kernel/people.ts';
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
}

/** What proves that somebody was what they answered as; undefined: nothing was written down that does. */
export function rightOf(
  as: Capacity,
  seat: Seat,
  { rolesFrom, at }: LookedUp,
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
  return { by: 'role', source, ...(group !== undefined && { group }), at };
}
