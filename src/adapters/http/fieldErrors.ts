import type * as z from 'zod';
import type { FieldError } from '../../kernel/problems.ts';

type Issue = z.core.$ZodIssue;

/** Enough to mend a body by; the answer stays small whatever was sent. */
const MOST = 50;

/** Everything that is wrong, with dotted paths. Unknown members are told one by one. */
export function fieldErrors(issues: readonly Issue[]): readonly FieldError[] {
  return issues.flatMap((issue) => tell(issue, [])).slice(0, MOST);
}

function tell(issue: Issue, above: readonly PropertyKey[]): readonly FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      at([...path, key], 'This field is not known here: leave it out.'),
    );
  const within = issue.code === 'invalid_union' ? tellUnion(issue.errors, path) : undefined;
  return within ?? [at(path, issue.message)];
}

/** The mistakes within the form that was most likely meant: the one that got past its own type with the fewest. */
function tellUnion(
  forms: readonly (readonly Issue[])[],
  path: readonly PropertyKey[],
): readonly FieldError[] | undefined {
  const meant = forms.filter((form) => !form.some(isOtherType)).sort((a, b) => a.length - b.length);
  return meant[0]?.flatMap((issue) => tell(issue, path));
}

const isOtherType = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');

const at = (path: readonly PropertyKey[], message: string): FieldError => ({
  path: path.map((part) => String(part).slice(0, 200)).join('.'),
  message,
});

/** One sentence that says what to do. A schema's own message goes before it. */
export function whatToDo(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `Give ${a(issue.expected)}.`
        : `It must be ${a(issue.expected)}.`;
    case 'invalid_value':
      return `${issue.input === undefined ? 'Give' : 'It must be'} ${oneOf(issue.values)}.`;
    case 'invalid_union':
      return discriminated(issue);
    case 'too_small':
    case 'too_big':
      return size(issue);
    case 'invalid_format':
      return `It does not have the form of ${FORMATS[issue.format] ?? 'what is asked for here'}.`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return undefined;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  duration: 'an ISO 8601 duration, such as P7D or PT2H',
  datetime: 'an ISO 8601 date and time, such as 2026-01-31T12:00:00Z',
  date: 'an ISO 8601 date, such as 2026-01-31',
  email: 'an e-mail address',
  guid: 'a GUID',
  uuid: 'a UUID',
  url: 'a URL',
};

const a = (expected: string): string => NOUNS[expected] ?? expected;

const oneOf = (values: readonly unknown[]): string =>
  `${values.length > 1 ? 'one of ' : ''}${values.map((value) => JSON.stringify(value)).join(', ')}`;

const discriminated = (issue: z.core.$ZodRawIssue): string => {
  const options: unknown = issue['options'];
  return Array.isArray(options) && options.length > 0
    ? `It must be ${oneOf(options)}.`
    : 'It has none of the forms that are allowed here.';
};

type SizeIssue = Extract<z.core.$ZodRawIssue, { code: 'too_small' | 'too_big' }>;

function size(issue: SizeIssue): string {
  const [word, limit] =
    issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  const strictly = issue.inclusive === false ? `${word} (and not exactly)` : word;
  if (issue.origin === 'string') return `It must have ${strictly} ${limit} characters.`;
  if (issue.origin === 'array' || issue.origin === 'set')
    return `It must have ${strictly} ${limit} entries.`;
  return `It must be ${strictly} ${limit}.`;
}
