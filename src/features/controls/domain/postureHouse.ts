import { plainDay } from '../../../kernel/cards/time.ts';
import { DAY, millisecondsBetween } from '../../../kernel/instant.ts';
import { ROLE_NAMES, ROLES } from '../../../kernel/people.ts';
import {
  counted,
  met,
  notMet,
  notSeen,
  type PostureFacts,
  type PostureRule,
  type Seen,
} from './postureModel.ts';

/** Five working days, a weekend at either end. */
const LONGEST_DAYS = 9;

function expiry({ dues, now }: PostureFacts): Seen {
  const last = dues.toSorted().at(-1);
  if (last === undefined)
    return notSeen('Nothing waits', 'No request waits for an answer now, so no end can be seen.');
  const waiting = `${counted(dues.length, 'request')} waiting; the last ends by itself on ${plainDay(last)}`;
  return millisecondsBetween(now, last) <= LONGEST_DAYS * DAY
    ? met(`${waiting}.`)
    : notMet(`${waiting}, which is too late.`);
}

function stepUp({ settings: { stepUpFor, policyStepUp } }: PostureFacts): Seen {
  const on = [
    ...(stepUpFor.includes('finance') ? ['payments'] : []),
    ...(policyStepUp ? ['changes of the policy'] : []),
  ];
  return on.length === 2
    ? met(`Asked for ${on.join(' and ')}.`)
    : notMet(on.length === 0 ? 'Asked for nothing.' : `Asked for ${on.join()} only.`);
}

function roles({ holders, settings: { groups } }: PostureFacts): Seen {
  if (holders === undefined)
    return notSeen('No answer', 'The directory does not say at present who has which role.');
  const spread = `So many hold each: ${ROLES.map((role) => `${ROLE_NAMES[role]} ${holders[role]}`).join(', ')}`;
  const empty = ROLES.filter((role) => holders[role] === 0);
  if (groups === undefined)
    return notSeen(
      `${spread}.`,
      'Roles come from the example organisation of this machine, not from groups.',
    );
  const unmapped = ROLES.filter((role) => !groups.includes(role));
  if (unmapped.length > 0)
    return notMet(
      `${spread}; without a group: ${unmapped.map((role) => ROLE_NAMES[role]).join(', ')}.`,
    );
  return empty.length === 0
    ? met(`${spread}.`)
    : notMet(`${spread}: nobody is in a group that exists for it.`);
}

function board({ holders, settings: { policyQuorum } }: PostureFacts): Seen {
  if (holders === undefined)
    return notSeen('No answer', 'The directory does not say at present who is on the board.');
  const seen = `${counted(holders.board, 'person', 'people')} on the board, of whom ${policyQuorum} must agree`;
  return holders.board > policyQuorum
    ? met(`${seen}.`)
    : notMet(`${seen}: a member who proposes a policy leaves too few.`);
}

function copies({ checkpoint, settings: { copiesIn } }: PostureFacts): Seen {
  if (checkpoint === undefined)
    return notSeen('No answer', 'The place of the copies, or the ledger, does not answer now.');
  const { signed, copy } = checkpoint;
  if (copy === undefined) return notMet(`No copy in ${copiesIn}.`);
  return copy >= signed
    ? met(`The newest, of ${copy.slice(0, 16).replace('T', ' ')} UTC, lies in ${copiesIn}.`)
    : notMet(`The newest copy in ${copiesIn} is of ${copy}, and one was signed at ${signed}.`);
}

/** Checks of the configuration, the directory and the ledger. */
export const HOUSE_CHECKS: readonly PostureRule[] = [
  {
    id: 'expiry',
    standard: 'Silence never approves: every request ends by itself',
    required: `Within ${LONGEST_DAYS} days`,
    look: expiry,
    where: 'Not to be changed: each kind of request has its own time',
  },
  {
    id: 'step-up',
    standard: 'Grave approvals take a fresh sign-in',
    required: 'For payments and for changes of the policy',
    look: stepUp,
    where: 'STEP_UP=finance,policy of the server',
  },
  {
    id: 'roles-in-groups',
    standard: 'Every role is an Entra group with somebody in it',
    required: 'All five roles',
    look: roles,
    where: 'ROLE_GROUPS of the server; the groups in Entra',
  },
  {
    id: 'board-size',
    standard: 'The board can adopt what one of it proposes',
    required: ({ settings }) => `At least ${settings.policyQuorum + 1} people`,
    look: board,
    where: 'The board’s group in Entra; POLICY_QUORUM of the server',
  },
  {
    id: 'business-hours',
    standard: 'Money is moved in business hours only',
    required: 'Hours are set',
    look: ({ settings }) =>
      settings.businessHours ? met('Hours are set.') : notMet('Every hour counts as one.'),
    where: 'BUSINESS_HOURS of the server',
  },
  {
    id: 'inside',
    standard: 'Who is inside is a list of domains',
    required: 'At least one domain',
    look: ({ settings: { acceptedDomains } }) =>
      acceptedDomains.length > 0
        ? met(`Inside: ${acceptedDomains.join(', ')}.`)
        : notMet('No domain.'),
    where: 'ACCEPTED_DOMAINS of the server',
  },
  {
    id: 'checkpoint-copy',
    standard: 'A signed checkpoint lies outside the table',
    required: 'The newest one that was signed',
    look: copies,
    where: 'CHECKPOINTS_ENDPOINT of the server',
  },
];
