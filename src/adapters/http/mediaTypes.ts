const JSON_TYPE = /^application\/json(?: *; *charset=(?:utf-8|"utf-8"))? *;? *$/i;

/** Whether a body is JSON in UTF-8, by its Content-Type. */
export const isJson = (contentType: string | undefined): boolean =>
  contentType !== undefined && JSON_TYPE.test(contentType);

const CSV_TYPE = /^text\/csv(?: *; *(?:charset=(?:utf-8|"utf-8")|header=present))* *;? *$/i;

/** Whether a body is CSV in UTF-8, by its Content-Type. */
export const isCsv = (contentType: string | undefined): boolean =>
  contentType !== undefined && CSV_TYPE.test(contentType);

/** Whether an Accept header takes one of these media types; a missing one takes everything. */
export function accepts(accept: string | undefined, types: readonly string[]): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return !parameters.some((text) => /^q=0(\.0*)?$/.test(text)) && types.some(fits(name));
  });
}

const fits =
  (range: string) =>
  (type: string): boolean =>
    range === '*/*' || range === type || range === `${type.split('/')[0]}/*`;
