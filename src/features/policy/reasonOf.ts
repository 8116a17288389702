import * as z from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  object: 'names with values',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
};

/** Why something could not be read, on one line, for whoever wrote it. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues.slice(0, 10).map(mistake).join('; ');
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').replace(/\.$/, '').slice(0, 300);
}

/** `case 2, given.tier: must be one of readOnly, draftOnly, delegatedAction` */
function mistake(issue: z.core.$ZodIssue): string {
  const [list, index, ...rest] = issue.path;
  const isCase = list === 'cases' && typeof index === 'number';
  const place = isCase ? [`case ${index + 1}`, ...(rest.length > 0 ? [rest.join('.')] : [])] : [];
  const where = isCase ? place.join(', ') : issue.path.join('.');
  return where === '' ? wordsOf(issue) : `${where}: ${wordsOf(issue)}`;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.message.endsWith('received undefined')) return 'is missing';
  if (issue.code === 'unrecognized_keys') return `nothing is called ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  const isUnsaid = issue.code === 'invalid_type' && issue.message.startsWith('Invalid input');
  return isUnsaid ? `must be ${TYPES[issue.expected] ?? `a ${issue.expected}`}` : issue.message;
}
