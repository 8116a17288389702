/** Whether a foreign object still has a method that we count on. */
export const hasMethod = (it: unknown, name: string): boolean =>
  typeof it === 'object' && it !== null && typeof Reflect.get(it, name) === 'function';
