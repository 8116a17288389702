import { ApiProblem } from '../api/problem.ts';

/** What the API found wrong, by the field it is about; `rest` belongs to none of those that are shown. */
export interface FieldErrors {
  readonly of: (field: string) => string | null;
  readonly rest: readonly string[];
}

/** A path such as `tools.0.name` belongs to the field `tools`. */
export function fieldErrors(error: unknown, shown: readonly string[]): FieldErrors {
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  const belongs = (path: string, field: string): boolean =>
    path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
  const of = (field: string): string | null =>
    errors
      .filter(({ path }) => belongs(path, field))
      .map(({ message }) => message)
      .join('; ') || null;
  const rest = errors
    .filter(({ path }) => !shown.some((field) => belongs(path, field)))
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return { of, rest };
}
