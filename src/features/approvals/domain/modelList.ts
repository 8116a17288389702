import * as z from 'zod';
import { count } from './fields.ts';

/** Stands where other requests name their agent: models are asked for a whole business group, and no agent can have this id. */
export const MODELS_SUBJECT = '(models)';

const names = z.array(z.string()).readonly();

/** The fields of a request that a business group may use more models. */
export const modelListFields = {
  businessGroup: z.string(),
  /** What the list said when it was asked. */
  before: names,
  /** What is to come to it; absent: the group is to be bounded no more. */
  adds: names.exactOptional(),
  reason: z.string().min(1),
  /** How many agents belonged to the group then: no part of the digest. */
  agents: count,
};

const fields = z.strictObject(modelListFields);
type ModelListFields = Readonly<z.output<typeof fields>>;

/** That the agents of a business group may use more models. */
export interface AskedModelList extends ModelListFields {
  readonly kind: 'modelList';
  readonly agentId: typeof MODELS_SUBJECT;
  readonly connectorId?: never;
  readonly digest: string;
}
