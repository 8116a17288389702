import { Fault } from './faults.ts';
import type { Directory } from './people.ts';

/** A call in which an agent may say for whom it acts. */
interface Behalf {
  readonly onBehalfOf?: string;
}

/**
 * The call with the department of whoever it is made for, where the directory knows both. An agent says for whom it acts
 * by itself, and may leave it out: so whatever is not found, or cannot be asked at the moment, is left open.
 */
export async function withDepartment<C extends Behalf>(
  call: C,
  directory: Pick<Directory, 'find'>,
): Promise<C & { readonly departmentServed?: string }> {
  if (call.onBehalfOf === undefined) return call;
  const department = await directory.find(call.onBehalfOf).then(
    (person) => person?.department,
    (error: unknown) => {
      if (error instanceof Fault && error.code === 'directory-unavailable') return undefined;
      throw error;
    },
  );
  return department === undefined ? call : { ...call, departmentServed: department };
}
