import * as z from 'zod';
import { boundsSchema } from '../../registry/domain/bounds/boundFields.ts';
import { count } from './fields.ts';

/** The fields of a request for wider bounds. */
export const boundsFields = {
  /** Only those that become wider, each whole, as the record would write it. */
  changes: boundsSchema,
  /** What the record said of them when it was asked; one that it did not speak of is left out. */
  from: boundsSchema,
  /** For how long; absent: until somebody narrows them. */
  forMs: count.positive().exactOptional(),
  /** What the agent asked for in its last two weeks, where its quota is to be raised: no part of the digest. */
  calls: z.strictObject({ thisWeek: count, lastWeek: count }).exactOptional(),
  reason: z.string().min(1),
};

const fields = z.strictObject(boundsFields);
export type BoundsFields = Readonly<z.output<typeof fields>>;
