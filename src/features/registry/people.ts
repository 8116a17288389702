import type { Directory } from '../../kernel/people.ts';
import type { FieldError } from '../../kernel/problems.ts';
import { quoted } from '../../kernel/quoted.ts';
import type { AgentPeople, AgentRecord, EscalationStep } from './domain/model.ts';

type Named =
  | { readonly ok: true; readonly people: AgentPeople }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

const STEPS: readonly EscalationStep[] = ['manager', 'board'];

/** Finds the people an agent's record names; whoever is not found is an error at that field. */
export async function peopleOf(
  record: AgentRecord,
  directory: Pick<Directory, 'find'>,
): Promise<Named> {
  const { backupOwner, sponsor, escalationPath = [] } = record;
  const escalation = STEPS.filter((step) => escalationPath.includes(step));
  const [business, technical, backup, known] = await Promise.all([
    directory.find(record.businessOwner),
    directory.find(record.technicalOwner),
    backupOwner === undefined ? undefined : directory.find(backupOwner),
    sponsor === undefined ? undefined : directory.find(sponsor),
  ]);
  const errors: FieldError[] = [];
  const missing = (field: string, name: string) =>
    errors.push({
      path: field,
      message: `nobody called ${quoted(name)} is in the directory`,
    });
  if (!business) missing('businessOwner', record.businessOwner);
  if (!technical) missing('technicalOwner', record.technicalOwner);
  if (backupOwner !== undefined && !backup) missing('backupOwner', backupOwner);
  if (sponsor !== undefined && !known) missing('sponsor', sponsor);
  if (!business || !technical || errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    people: {
      business: business.id,
      technical: technical.id,
      ...(backup && { backup: backup.id }),
      ...(escalation.length > 0 && { escalation }),
    },
  };
}
