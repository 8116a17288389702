import { RestError } from '@azure/data-tables';
import type { Failed } from './table.ts';

/** What an error of the SDK says of a write. What says nothing may have happened. */
export function failureOf(error: unknown): Failed {
  if (!(error instanceof RestError) || error.statusCode === undefined)
    return { kind: 'unknown', cause: error };
  const { statusCode } = error;
  if (statusCode === 412) return { kind: 'conflict' };
  if (statusCode === 404) return { kind: 'missing' };
  if (statusCode === 409 && error.code === 'EntityAlreadyExists') return { kind: 'exists' };
  const mayPass = statusCode >= 500 || [408, 409, 429].includes(statusCode);
  return { kind: mayPass ? 'unknown' : 'refused', cause: error };
}

/** Whether a read failed because the row is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof RestError && error.statusCode === 404;
