/** Whether the model that a call names may be used: by the agent's record, and by what its business group may use. */
export type ModelListing = 'none' | 'listed' | 'beyondAgent' | 'beyondGroup';

/** Business group → the models its agents may use. A group that is not among them is not bounded. */
export type ModelsByGroup = Readonly<Record<string, readonly string[]>>;

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
  if (ofAgent && !isAmong(ofAgent, model)) return 'beyondAgent';
  if (ofGroup && !isAmong(ofGroup, model)) return 'beyondGroup';
  return 'listed';
}

/** Names are compared without regard to case; one that ends with `*` stands for a family, all that begins like it. */
const isAmong = (list: readonly string[], model: string): boolean =>
  list.some((entry) => {
    const [name, named] = [entry.toLowerCase(), model.toLowerCase()];
    return name.endsWith('*') ? named.startsWith(name.slice(0, -1)) : named === name;
  });
