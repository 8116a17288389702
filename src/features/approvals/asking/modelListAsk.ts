import * as z from 'zod';
import { line } from '../../registry/domain/fields.ts';
import { businessGroup, models } from '../../registry/domain/models/modelLists.ts';

/** More models for a business group. */
export const modelListAsk = z
  .strictObject({
    kind: z.literal('modelList'),
    businessGroup,
    /** Names, or beginnings with * at the end, that are to come to its list. */
    add: models.refine((all) => all.length > 0, 'name one at least').exactOptional(),
    /** Instead: the group is to be bounded no more. */
    unbounded: z.literal(true).exactOptional(),
    reason: line(2_000),
  })
  .refine(({ add, unbounded }) => (add === undefined) !== (unbounded === undefined), {
    path: ['add'],
    message: 'name the models that are to come to the list, or send unbounded',
  });

export type ModelListAsk = z.output<typeof modelListAsk>;
