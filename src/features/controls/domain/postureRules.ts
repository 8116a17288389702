import type { PolicyInput } from '../../policy/domain/input.ts';
import type { Finding } from '../../policy/domain/model.ts';
import type { PersonInput } from '../../policy/domain/personInput.ts';
import { counted, met, notMet, notSeen, type PostureRule, type Seen } from './postureModel.ts';

/*
 * What the rules in force let through, found by asking them: a rule that is gone, or does not do what it says, shows here
 * whatever its file is called.
 */

/** An action that the shipped rules allow: a full capability on an approved connector. */
const ORDINARY: PolicyInput = {
  agent: 'posture-check',
  connector: 'posture-check',
  tool: 'posture-check',
  effect: 'read',
  systemClass: 'mail',
  environment: 'production',
  phase: 'enterprise',
  tier: 'delegatedAction',
  reversible: false,
  recipients: 0,
  uncovered: '',
  platform: 'copilotStudio',
  department: '',
  businessGroup: '',
  expired: false,
  standing: 'approved',
  reservedFor: '',
  environments: ['dev', 'pilot', 'production'],
  ceiling: 'delegatedAction',
  labels: ['general'],
  audiences: [],
  contentSource: 'none',
  mailboxWide: false,
  connection: 'unknown',
  scopeLevel: 'unknown',
  onBehalfOf: 'none',
  businessHours: 'always',
  quota: 'within',
  surface: '',
  model: '',
  modelListing: 'none',
};

const STRANGER: PersonInput = {
  does: 'createAgent',
  roles: [],
  owner: false,
  belongs: 'unknown',
  agent: 'posture-check',
  platform: 'copilotStudio',
  environment: 'production',
  phase: 'enterprise',
  department: '',
  businessGroup: '',
  expired: false,
};

interface Probe {
  readonly what: string;
  readonly input: Partial<PolicyInput>;
}

const UNLISTED: readonly Probe[] = [
  { what: 'a connector that nobody listed', input: { standing: 'unlisted' } },
  { what: 'a rejected connector', input: { standing: 'rejected' } },
  { what: 'a revoked connector', input: { standing: 'revoked' } },
  { what: 'a connector without a capability', input: { tier: 'none' } },
  { what: 'another environment', input: { environments: ['dev'] } },
];

const OUTSIDE: readonly Probe[] = (['pilot', 'department', 'enterprise'] as const).flatMap(
  (phase) =>
    (['customer', 'vendor', 'regulator', 'unknown'] as const).map((audience) => ({
      what: `${audience} recipients in phase ${phase}`,
      input: { phase, effect: 'send' as const, audiences: [audience], recipients: 1 },
    })),
);

const NOT_LOADED =
  'This server does not have the policy in force, and allows nothing until it has it.';

/** Asks the rules in force; what comes out otherwise than it should is named. */
const asking =
  (probes: readonly Probe[], isGood: (finding: Finding) => boolean, how: string) =>
  ({ engine }: Parameters<PostureRule['look']>[0]): Seen => {
    if (engine === undefined) return notSeen('No rules to ask', NOT_LOADED);
    const judged = probes.map(({ what, input }) => ({
      what,
      finding: engine.judge({ ...ORDINARY, ...input }),
    }));
    const bad = judged.filter(({ finding }) => !isGood(finding)).map(({ what }) => what);
    const asked = `Asked about ${counted(probes.length, 'such call')}, the rules in force`;
    return bad.length === 0
      ? met(`${asked} ${how}.`)
      : notMet(`${asked} let through ${bad.length}: ${bad.slice(0, 3).join('; ')}.`);
  };

function publishing({ engine }: Parameters<PostureRule['look']>[0]): Seen {
  if (engine === undefined) return notSeen('No rules to ask', NOT_LOADED);
  const deeds = (['createAgent', 'publishAgent'] as const).flatMap((does) =>
    [false, true].map((owner) => ({ does, owner })),
  );
  const open = deeds.filter(
    (deed) => engine.judgePerson({ ...STRANGER, ...deed }).outcome !== 'deny',
  );
  return open.length === 0
    ? met('Without a role nobody may register or move an agent, owners of it included.')
    : notMet(
        `Without a role may be done: ${open
          .map(({ does, owner }) => (owner ? `${does} by an owner` : does))
          .join(', ')}.`,
      );
}

const POLICY = 'The policy: propose other rules to the board';

/** Checks of the rules in force. */
export const RULE_CHECKS: readonly PostureRule[] = [
  {
    id: 'deny-by-default',
    standard: 'What nobody listed is denied',
    required: 'Deny',
    look: asking(UNLISTED, ({ outcome }) => outcome === 'deny', 'deny all'),
    where: POLICY,
  },
  {
    id: 'external-sharing',
    standard: 'Nothing leaves the organisation without a person',
    required: 'A person approves, or it is denied',
    look: asking(OUTSIDE, ({ outcome }) => outcome !== 'allow', 'allow none by themselves'),
    where: `${POLICY}; who is inside is ACCEPTED_DOMAINS`,
  },
  {
    id: 'two-for-money',
    standard: 'Two people approve what moves money',
    required: 'Two different finance controllers',
    look: asking(
      [
        { what: 'a payment', input: { effect: 'write', systemClass: 'finance' } },
        {
          what: 'a payment in phase department',
          input: { effect: 'write', systemClass: 'finance', phase: 'department' },
        },
      ],
      ({ outcome, obligations }) =>
        outcome === 'deny' || (obligations?.approver === 'finance' && obligations.quorum >= 2),
      'ask two finance controllers, or deny',
    ),
    where: POLICY,
  },
  {
    id: 'unmanaged-publishing',
    standard: 'Agents are registered and published by admins only',
    required: 'Nobody without a role',
    look: publishing,
    where: POLICY,
  },
];
