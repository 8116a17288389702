import { isAmongModels } from '../../registry/domain/models/modelNames.ts';

/** Whether the model that a call names may be used: by the agent's record, and by what its business group may use. */
export type ModelListing = 'none' | 'listed' | 'beyondAgent' | 'beyondGroup';

/** What bounds the models of one agent; an absent list bounds nothing, an empty one leaves none. */
export interface ModelBounds {
  readonly ofAgent: readonly string[] | undefined;
  readonly ofGroup: readonly string[] | undefined;
}

/** `none`: the call names no model. Whatever an agent says about its model can only tighten. */
export function modelListingOf(
  model: string | undefined,
  { ofAgent, ofGroup }: ModelBounds,
): ModelListing {
  if (model === undefined) return 'none';
  if (ofAgent && !isAmongModels(ofAgent, model)) return 'beyondAgent';
  if (ofGroup && !isAmongModels(ofGroup, model)) return 'beyondGroup';
  return 'listed';
}
