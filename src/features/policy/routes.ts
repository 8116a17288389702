import * as z from 'zod';
import { actorOf } from '../../kernel/people.ts';
import { problem } from '../../kernel/problems.ts';
import { type Route, route } from '../../kernel/route.ts';
import { fromCommitted, stored } from '../../kernel/stored.ts';
import { line } from '../registry/domain/fields.ts';
import { type Activated, type Activation, activate, type PolicyDeps } from './activating.ts';
import { ACTIVE, activePolicy, type FileText } from './domain/active.ts';
import type { Bundle } from './loading.ts';
import { reasonOf } from './reasonOf.ts';

export interface PolicyRouteDeps extends PolicyDeps {
  /** The tenant's folder as it is now; undefined: this server has none. */
  readonly proposed: () => Promise<readonly FileText[] | undefined>;
}

const none = z.strictObject({});

const bundleSchema = z.strictObject({
  bundle: z.string(),
  inForce: z.boolean(),
  since: z.string().optional(),
  cases: z.number(),
  files: z.array(z.strictObject({ name: z.string(), tenant: z.boolean(), text: z.string() })),
  policies: z.array(
    z.strictObject({
      id: z.string(),
      file: z.string(),
      effect: z.enum(['permit', 'forbid']),
      priority: z.number(),
      sentence: z.string(),
      needsApproval: z
        .strictObject({ approver: z.string(), quorum: z.number(), stepUp: z.boolean() })
        .optional(),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});

const shown = ({ hash, policies, files, cases }: Bundle) => ({
  bundle: hash,
  cases: cases.length,
  files,
  policies: [...policies.values()]
    .toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
    .map(({ id, file, effect, priority, reason, soft, annotations }) => ({
      id,
      file,
      effect,
      priority,
      sentence: reason,
      ...(soft && { needsApproval: soft }),
      annotations,
    })),
});

const bundleRoute = ({ ledger, policy }: PolicyRouteDeps): Route =>
  route({
    id: 'getPolicyBundle',
    method: 'GET',
    path: '/policy/bundle',
    summary: 'The policy in force: its files, its rules and what each of them says',
    callers: ['admin', 'board'],
    params: none,
    query: none,
    body: undefined,
    output: bundleSchema,
    success: 200,
    problems: ['not-found'],
    handle: async () => {
      const active = (await ledger.view()).get(activePolicy, ACTIVE);
      const bundle = policy.bundle(active?.bundle);
      if (bundle === undefined)
        return problem(
          'not-found',
          'This server does not have the policy in force, and allows nothing until it has it.',
        );
      return {
        status: 200,
        body: {
          ...shown(bundle),
          inForce: active !== undefined,
          ...(active && { since: active.at }),
        },
      };
    },
  });

const reloadSchema = z.strictObject({ reason: line(300) });
const reloadedSchema = z.strictObject({ bundle: z.string(), changed: z.boolean() });

const reloadRoute = (deps: PolicyRouteDeps): Route =>
  route({
    id: 'reloadPolicy',
    method: 'POST',
    path: '/policy/reload',
    summary:
      "Put in force what this server ships with and its tenant's folder; it may only tighten",
    callers: ['admin'],
    params: none,
    query: none,
    body: reloadSchema,
    output: reloadedSchema,
    success: 200,
    patient: true,
    problems: ['needs-request'],
    handle: async ({ body, principal, idempotency }) => {
      const files = await filesFor(deps);
      if (typeof files === 'string') return invalid([files]);
      const committed = await activate(deps, {
        files,
        by: actorOf(principal),
        how: 'reload',
        reason: body.reason,
        idempotency,
        answer: (activation) => stored(success(activation)),
      });
      return fromCommitted(committed, answerTo);
    },
  });

/** Without a folder of its own a server stays with the tenant's files that are in force. */
async function filesFor(deps: PolicyRouteDeps): Promise<readonly FileText[] | string> {
  try {
    const proposed = await deps.proposed();
    if (proposed) return proposed;
  } catch (error) {
    return `The folder of policies could not be read: ${reasonOf(error)}.`;
  }
  return (await deps.ledger.view()).get(activePolicy, ACTIVE)?.files ?? [];
}

const invalid = (against: readonly string[]) =>
  problem('invalid-body', 'Nothing was changed: the policy in force stays. See errors.', {
    errors: against.slice(0, 50).map((message) => ({ path: 'files', message })),
  });

const success = ({ kind, bundle }: Activated) => ({
  status: 200 as const,
  body: { bundle, changed: kind === 'activated' },
});

function answerTo(activation: Activation) {
  if (activation.kind !== 'refused') return success(activation);
  return activation.loosens
    ? problem('needs-request', `Nothing was changed. ${activation.against.join(' ')}`)
    : invalid(activation.against);
}

export const policyRoutes = (deps: PolicyRouteDeps): readonly Route[] => [
  bundleRoute(deps),
  reloadRoute(deps),
];
