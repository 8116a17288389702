import { parse } from 'yaml';
import * as z from 'zod';
import type { FileText } from './domain/active.ts';
import type { PolicyInput } from './domain/input.ts';
import type { Finding } from './domain/model.ts';

import type { PersonInput } from './domain/personInput.ts';
import { personInputSchema, policyInputSchema } from './inputSchema.ts';

/** What a case asks about. */
export type Asked =
  | { readonly kind: 'action'; readonly input: PolicyInput }
  | { readonly kind: 'person'; readonly input: PersonInput };

/** What a case does not mention is as here. */
export interface Ordinary {
  readonly action: PolicyInput;
  readonly person: PersonInput;
}

/** One written example of what the policy has to say. */
export interface PolicyCase {
  readonly file: string;
  /** Written by the tenant: tried with its own rules too. */
  readonly tenant: boolean;
  readonly name: string;
  /** An action, or what a person does. */
  readonly asked: Asked;
  readonly expect: Finding['outcome'];
  /** The policy that decides. */
  readonly by: string;
  /** Approver → how many; nobody where none is needed. */
  readonly approvers: Readonly<Record<string, number>>;
  readonly stepUp: boolean;
}

const WHOLE_FILE = 'the file begins with the line `cases:`, and the cases stand below it as a list';

const caseSchema = z.strictObject({
  name: z.string().min(5).max(200),
  given: policyInputSchema.partial().optional(),
  person: personInputSchema.partial().optional(),
  expect: z.enum(['allow', 'deny', 'needsApproval']),
  by: z.string().min(1),
  approvers: z.record(z.string(), z.int().min(1)).default({}),
  stepUp: z.boolean().default(false),
});
const fileSchema = z.strictObject(
  { cases: z.array(caseSchema).min(1).max(500) },
  { error: ({ code }) => (code === 'invalid_type' ? WHOLE_FILE : undefined) },
);

const LONGEST = 128 * 1024;

function yamlOf(file: FileText): unknown {
  if (file.text.length > LONGEST) throw new RangeError(`it has more than ${LONGEST} characters`);
  return parse(file.text, { maxAliasCount: 0, schema: 'core' });
}

/** Throws where the files do not hold an action and a person's deed. */
export const ordinaryOf = (action: FileText, person: FileText): Ordinary => ({
  action: policyInputSchema.parse(yamlOf(action)) as PolicyInput,
  person: personInputSchema.parse(yamlOf(person)),
});

/** The cases of a file; throws where they cannot be read. */
export function casesOf(
  file: FileText,
  ordinary: Ordinary,
  tenant: boolean,
): readonly PolicyCase[] {
  return fileSchema.parse(yamlOf(file)).cases.map(({ given, person, ...rest }) => ({
    ...rest,
    file: file.name,
    tenant,
    asked: askedIn(
      given as Partial<PolicyInput> | undefined,
      person as Partial<PersonInput> | undefined,
      ordinary,
    ),
  }));
}

function askedIn(
  given: Partial<PolicyInput> | undefined,
  person: Partial<PersonInput> | undefined,
  ordinary: Ordinary,
): Asked {
  if (given && person) throw new RangeError('a case is about an action or a person, not both');
  return person
    ? { kind: 'person', input: { ...ordinary.person, ...person } }
    : { kind: 'action', input: { ...ordinary.action, ...given } };
}

/** What a finding says otherwise than its case expects, in one sentence; undefined: nothing. */
export function differs(one: PolicyCase, finding: Finding): string | undefined {
  const { obligations } = finding;
  const asked = obligations ? [obligations, ...(obligations.further ?? [])] : [];
  const approvers = Object.fromEntries(asked.map(({ approver, quorum }) => [approver, quorum]));
  const said = wordsOf(finding.outcome, decidingIn(finding), {
    approvers,
    stepUp: obligations?.stepUp === true,
  });
  const expected = wordsOf(one.expect, one.by, one);
  return said === expected
    ? undefined
    : `${one.file}: "${one.name}" expects ${expected}, and the policy says ${said}.`;
}

/** An action is permitted by one rule: by two, one of them reaches further than it was written for. */
function decidingIn({ outcome, policies, permittedBy = [] }: Finding): string {
  const twice = permittedBy.length > 1 ? ` permitted by ${permittedBy.join(' and ')}` : '';
  return outcome === 'allow' ? policies.join(' and ') : `${policies[0] ?? 'nothing'}${twice}`;
}

const wordsOf = (
  outcome: string,
  by: string,
  { approvers, stepUp }: Pick<PolicyCase, 'approvers' | 'stepUp'>,
): string => {
  const people = Object.entries(approvers)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([approver, quorum]) => ` ${approver} ${quorum}`);
  return `${outcome} by ${by}${people.join('')}${stepUp ? ' with a new sign-in' : ''}`;
};
