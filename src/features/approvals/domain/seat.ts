import * as z from 'zod';
import { escalationStep } from '../../registry/domain/fields.ts';
import { person } from './fields.ts';

/** Whose turn it is. The business owner's seat knows who may stand in; a role's seat is whoever has the role when they answer. */
export const seat = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('businessOwner'),
    owner: person,
    backup: person.exactOptional(),
    /** Who may answer in the owner's place once most of the window is over. */
    later: z.array(escalationStep).min(1).readonly().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('role'),
    role: z.enum(['admin', 'board', 'security', 'compliance', 'finance']),
  }),
]);

/** One step of an approval: a seat, and how many different people of it must approve. */
export const stagePlan = z.strictObject({ seat, quorum: z.int().positive() });

export type Seat = z.output<typeof seat>;
export type StagePlan = Readonly<z.output<typeof stagePlan>>;
