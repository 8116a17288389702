/** Line and paragraph separators: allowed as they are in JSON strings. */
const SEPARATORS = /[\u2028\u2029]/g;

/**
 * JSON as it goes over the wire: separators escaped. Azurite reads the operations of a transaction with a pattern that stops
 * at them, and fails on the whole transaction: anybody's text could hold up everybody's commits.
 */
export const wireText = (json: string): string =>
  json.replaceAll(SEPARATORS, (c) => (c === '\u2028' ? '\\u2028' : '\\u2029'));
