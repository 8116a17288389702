import * as z from 'zod';
import { count, hash } from './fields.ts';

/** Stands where other requests name their agent: a change of the policy is about none, and no agent can have this id. */
export const POLICY_SUBJECT = '(policy)';

/** What a tenant asks for before a policy is adopted. */
export interface AdoptionTerms {
  /** How many different people of the board. */
  readonly quorum: number;
  /** Whether each of them has to have signed in anew. */
  readonly stepUp: boolean;
}

const ids = z.array(z.string()).readonly();
const outcome = z.enum(['allow', 'needsApproval', 'deny']);
const file = z.strictObject({ name: z.string(), text: z.string() });
const files = z.array(file).readonly();

const example = z.strictObject({
  id: z.string(),
  agent: z.string(),
  tool: z.string(),
  was: z.string(),
  would: z.string(),
});

/** What the server computed when it was proposed: people decide by these figures, so the digest covers them. */
export const figures = z.strictObject({
  weeks: count,
  from: z.string(),
  events: z.strictObject({ read: count, all: count }),
  judged: count,
  unchanged: count,
  otherwiseSince: count,
  notJudged: count,
  rules: z.strictObject({ added: ids, removed: ids, changed: ids }),
  changes: z
    .array(
      z.strictObject({
        from: outcome,
        to: outcome,
        was: z.string(),
        by: z.string(),
        count,
        examples: z.array(example).readonly(),
      }),
    )
    .readonly(),
});

/** The fields of a proposal to change the policy. */
export const policyFields = {
  title: z.string().min(1),
  justification: z.string().min(1),
  /** All files of the tenant's that would be in force. */
  files,
  /** Those in force when it was proposed. */
  replaced: files,
  /** Hash of the bundle in force then, and of the candidate. */
  inForce: hash,
  bundle: hash,
  policies: count,
  figures,
};

const proposal = z.strictObject(policyFields);
export type Proposal = z.output<typeof proposal>;
export type Figures = z.output<typeof figures>;
