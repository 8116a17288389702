const REQUEST = /^AR-[1-9]\d{0,14}$/i;

/** `AR-7` and nothing else, in any letter case → the id. */
export const parseRequestId = (rest: string): string | undefined =>
  REQUEST.test(rest) ? rest.toUpperCase() : undefined;

/** `AR-7 because …` → the id and the words after it; without words they are empty. */
export function parseRequestAndReason(
  rest: string,
): { readonly request: string; readonly reason: string } | undefined {
  const [first = '', ...words] = rest.split(/\s+/);
  const request = parseRequestId(first);
  const reason = words.join(' ').trim();
  return request === undefined || reason.length > 1_000 ? undefined : { request, reason };
}

/** Nothing after the command's word. */
export const parseNothing = (rest: string): true | undefined => (rest === '' ? true : undefined);
