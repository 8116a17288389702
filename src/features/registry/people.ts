import type { Directory } from '../../kernel/people.ts';
import type { FieldError } from '../../kernel/problems.ts';
import { quoted } from '../../kernel/quoted.ts';
import type { AgentPeople, AgentRecord } from './domain/model.ts';

type Named =
  | { readonly ok: true; readonly people: AgentPeople }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Finds the people an agent's record names; whoever is not found is an error at that field. */
export async function peopleOf(
  record: AgentRecord,
  directory: Directory,
  path = '',
): Promise<Named> {
  const [business, technical, backup] = await Promise.all([
    directory.find(record.businessOwner),
    directory.find(record.technicalOwner),
    record.backupOwner === undefined ? undefined : directory.find(record.backupOwner),
  ]);
  const errors: FieldError[] = [];
  const missing = (field: string, name: string) =>
    errors.push({
      path: path + field,
      message: `nobody called ${quoted(name)} is in the directory`,
    });
  if (!business) missing('businessOwner', record.businessOwner);
  if (!technical) missing('technicalOwner', record.technicalOwner);
  if (record.backupOwner !== undefined && !backup) missing('backupOwner', record.backupOwner);
  if (!business || !technical || errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    people: {
      business: business.id,
      technical: technical.id,
      ...(backup && { backup: backup.id }),
    },
  };
}
