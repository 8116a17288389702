/** One that ends with `*` stands for a family: all models whose names begin like it. */
const isFamily = (entry: string): boolean => entry.endsWith('*');
const stem = (entry: string): string => entry.slice(0, -1);

/** Whether the list holds that model, by its name or by its family. Names are compared without regard to case. */
export const isAmongModels = (list: readonly string[], model: string): boolean =>
  list.some((entry) => {
    const [name, named] = [entry.toLowerCase(), model.toLowerCase()];
    return isFamily(name) ? named.startsWith(stem(name)) : named === name;
  });

/** The entries of `after` through which a model may come that `before` does not hold. Without a list there is no bound. */
export function modelsAdded(
  before: readonly string[] | undefined,
  after: readonly string[],
): readonly string[] {
  if (before === undefined) return [];
  return after.filter((entry) =>
    isFamily(entry) ? !holdsFamily(before, stem(entry)) : !isAmongModels(before, entry),
  );
}

const holdsFamily = (list: readonly string[], beginning: string): boolean =>
  list.some(
    (entry) => isFamily(entry) && beginning.toLowerCase().startsWith(stem(entry).toLowerCase()),
  );
