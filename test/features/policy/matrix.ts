import type { PolicyInput } from '../../../src/features/policy/domain/input.ts';

/**
 * The shipped policy a second time, as a plain table in order of priority: an oracle for the rules in Cedar, written
 * without them. What it says first counts.
 */
export interface Verdict {
  readonly outcome: 'allow' | 'deny' | 'needsApproval';
  /** The rule that decides. */
  readonly rule: string;
  readonly approver?: 'businessOwner' | 'finance';
  readonly quorum?: number;
}

const isAct = ({ effect }: PolicyInput): boolean => effect === 'write' || effect === 'send';
const leaves = ({ audiences }: PolicyInput): boolean =>
  audiences.some((audience) => audience !== 'internal');

const RANK = { none: 0, readOnly: 1, draftOnly: 2, delegatedAction: 3 } as const;
const NEEDS = { read: 1, draft: 2, write: 3, send: 3 } as const;

/** Rule → when it forbids, the first that does decides. */
const FORBIDS: readonly (readonly [string, (input: PolicyInput) => boolean])[] = [
  ['agent-expired', (input) => input.expired],
  [
    'connector-not-approved',
    (input) => ['rejected', 'revoked', 'unlisted'].includes(input.standing),
  ],
  ['probation-over', (input) => input.standing === 'probationOver'],
  [
    'connector-of-another-group',
    (input) => input.reservedFor !== '' && input.reservedFor !== input.businessGroup,
  ],
  ['no-capability', (input) => input.tier === 'none'],
  [
    'connector-not-in-environment',
    (input) => !input.environments.some((one) => one === input.environment),
  ],
  [
    'probation-not-in-production',
    (input) => input.standing === 'probation' && input.environment === 'production',
  ],
  ['above-tier', (input) => input.tier !== 'none' && RANK[input.tier] < NEEDS[input.effect]],
  ['above-ceiling', (input) => RANK[input.ceiling] < NEEDS[input.effect]],
  [
    'labels-beyond-agent',
    ({ dataLabels, labels }) =>
      dataLabels !== undefined && labels.some((label) => !dataLabels.includes(label)),
  ],
  [
    'unlabelled-beyond-agent',
    ({ dataLabels, labels }) => dataLabels !== undefined && labels.length === 0,
  ],
  [
    'highly-confidential-stays-inside',
    (input) => isAct(input) && leaves(input) && input.labels.includes('highlyConfidential'),
  ],
  ['mailbox-wide-without-reason', (input) => input.mailboxWide],
  [
    'no-external-action-in-pilot',
    (input) => input.phase === 'pilot' && isAct(input) && leaves(input),
  ],
  [
    'department-serves-its-own',
    (input) =>
      input.phase === 'department' && isAct(input) && input.onBehalfOf === 'otherDepartment',
  ],
  ['content-source-denied', (input) => input.contentSource === 'denied'],
  ['content-source-unlisted', (input) => input.contentSource === 'unlisted'],
  ['model-beyond-agent', (input) => input.modelListing === 'beyondAgent'],
  ['model-beyond-group', (input) => input.modelListing === 'beyondGroup'],
  [
    'content-not-covered',
    (input) =>
      input.uncovered !== '' && input.environment === 'production' && input.effect !== 'read',
  ],
  ['quota-used-up', (input) => input.quota === 'exceeded'],
  [
    'finance-outside-business-hours',
    (input) => input.systemClass === 'finance' && isAct(input) && input.businessHours === 'outside',
  ],
];

export function verdictOf(input: PolicyInput): Verdict {
  const forbids = FORBIDS.filter(([, hits]) => hits(input));
  const [first] = [...forbids].toSorted(byRank);
  if (first) return { outcome: 'deny', rule: first[0] };
  if (!isAct(input)) return { outcome: 'allow', rule: `${input.phase}-reads-and-drafts` };
  return input.systemClass === 'finance'
    ? { outcome: 'needsApproval', rule: 'finance-needs-two', approver: 'finance', quorum: 2 }
    : {
        outcome: 'needsApproval',
        rule: 'a-person-approves',
        approver: 'businessOwner',
        quorum: 1,
      };
}

type Rule = (typeof FORBIDS)[number];
const byRank = (a: Rule, b: Rule): number => FORBIDS.indexOf(a) - FORBIDS.indexOf(b);
