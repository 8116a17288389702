import { list, optional, type RightField, type RightForm, said, untilIn } from './rightForm.ts';

const AGENT: RightField = {
  name: 'agentId',
  label: 'Agent',
  hint: 'Its id, such as crm-assistant',
  kind: 'line',
};

const grant: RightForm = {
  title: 'Ask for a standing grant',
  lead: 'What is approved again and again may go without asking, within limits and until a date. It can be revoked at any time.',
  whom: 'It goes to whoever would approve each of the actions, and to security.',
  fields: [
    AGENT,
    { name: 'connectorId', label: 'Connector', hint: 'Its id, such as mail', kind: 'line' },
    {
      name: 'tool',
      label: 'Tool',
      hint: 'The one call that is covered, such as send',
      kind: 'line',
    },
    {
      name: 'recipients',
      label: 'Recipients',
      hint: 'Whole addresses, such as emma@fabrikam.example, by commas. Empty: a call without recipients',
      kind: 'line',
      optional: true,
    },
    {
      name: 'amountUpTo',
      label: 'Amount up to',
      hint: 'Of one call',
      kind: 'line',
      optional: true,
    },
    { name: 'currency', label: 'Currency', hint: 'EUR', kind: 'line', optional: true },
    { name: 'until', label: 'For how many days', kind: 'days', fresh: '30' },
    {
      name: 'justification',
      label: 'Why',
      hint: 'What makes it routine, and what would tell that it is routine no more?',
      kind: 'text',
    },
  ],
  body: (
    { agentId, connectorId, tool, recipients, amountUpTo, currency, until, justification },
    now,
  ) => ({
    kind: 'standingGrant',
    agentId: said(agentId),
    connectorId: said(connectorId),
    tool: said(tool),
    recipients: list(recipients),
    ...optional('amountUpTo', amountUpTo),
    ...optional('currency', currency),
    until: untilIn(until, now),
    justification: said(justification),
  }),
};

const promotion: RightForm = {
  title: 'Ask for a promotion',
  lead: 'An agent moves one step on: from the pilot to production, from a pilot group to its department, from there to everybody.',
  whom: 'It goes to the agent’s owner, to security and, into production, to the board.',
  fields: [
    AGENT,
    {
      name: 'toEnvironment',
      label: 'Environment',
      kind: 'choice',
      choices: [
        ['', 'As it is'],
        ['pilot', 'Pilot'],
        ['production', 'Production'],
      ],
      optional: true,
    },
    {
      name: 'toPhase',
      label: 'Phase',
      kind: 'choice',
      choices: [
        ['', 'As it is'],
        ['department', 'Department'],
        ['enterprise', 'Enterprise'],
      ],
      optional: true,
    },
    {
      name: 'reason',
      label: 'Why it is ready',
      hint: 'What the figures of the last weeks say',
      kind: 'text',
    },
    {
      name: 'rollbackPlan',
      label: 'The way back',
      hint: 'How is it taken back, and by whom?',
      kind: 'text',
    },
  ],
  body: ({ agentId, toEnvironment, toPhase, reason, rollbackPlan }) => ({
    kind: 'promotion',
    agentId: said(agentId),
    ...(isOne(['pilot', 'production'] as const, toEnvironment) && { toEnvironment }),
    ...(isOne(['department', 'enterprise'] as const, toPhase) && { toPhase }),
    reason: said(reason),
    rollbackPlan: said(rollbackPlan),
  }),
};

const STANDARDS = [
  ['quota', 'Quotas'],
  ['contentSources', 'Content sources'],
  ['labels', 'Labels'],
  ['businessHours', 'Business hours'],
  ['mailboxWideScope', 'Mailbox-wide scopes'],
  ['releaseWindow', 'Release windows'],
  ['enterpriseGate', 'Enterprise gate'],
  ['retention', 'Retention'],
  ['ownership', 'Ownership'],
] as const;

const isOne = <T extends string>(values: readonly T[], text: string | undefined): text is T =>
  values.some((value) => value === text);

const standardOf = (text: string | undefined) =>
  STANDARDS.map(([value]) => value).find((value) => value === text) ?? 'quota';

const deviation: RightForm = {
  title: 'Ask for a deviation',
  lead: 'An agent differs from a standard for a while: with somebody who answers for it, and an end. It stands on the register of exceptions.',
  whom: 'It goes to the agent’s owner, to security and, where the standard asks for it, to compliance.',
  fields: [
    AGENT,
    {
      name: 'from',
      label: 'From which standard',
      kind: 'choice',
      choices: STANDARDS,
      fresh: 'quota',
    },
    { name: 'what', label: 'What differs', hint: 'In one sentence', kind: 'line' },
    { name: 'why', label: 'Why', kind: 'text' },
    { name: 'owner', label: 'Who answers for it', hint: 'A user principal name', kind: 'line' },
    { name: 'until', label: 'For how many days', kind: 'days', fresh: '30' },
  ],
  body: ({ agentId, from, what, why, owner, until }, now) => ({
    kind: 'deviation',
    agentId: said(agentId),
    from: standardOf(from),
    what: said(what),
    why: said(why),
    owner: said(owner),
    until: untilIn(until, now),
  }),
};

const wholeNumber = (text: string | undefined): number | undefined =>
  said(text) === '' ? undefined : Number(said(text));

const bounds: RightForm = {
  title: 'Ask for wider bounds',
  lead: 'An agent may call more often, use other models, or work for longer. Tighter bounds need nobody: an admin writes them.',
  whom: 'It goes to the agent’s owner and to security.',
  fields: [
    AGENT,
    {
      name: 'perHour',
      path: 'changes.quota.perHour',
      label: 'Calls an hour',
      hint: 'Empty: as it is',
      kind: 'days',
      optional: true,
    },
    {
      name: 'perDay',
      path: 'changes.quota.perDay',
      label: 'Calls a day',
      hint: 'Empty: as it is',
      kind: 'days',
      optional: true,
    },
    {
      name: 'models',
      path: 'changes.models',
      label: 'Models',
      hint: 'All that it may use, by commas. Empty: as it is',
      kind: 'line',
      optional: true,
    },
    {
      name: 'expires',
      path: 'changes.expires',
      label: 'Last day',
      hint: 'Such as 2027-03-31. Empty: as it is',
      kind: 'line',
      optional: true,
    },
    {
      name: 'for',
      label: 'For how many days',
      hint: 'Empty: for good',
      kind: 'days',
      optional: true,
    },
    { name: 'reason', label: 'Why', hint: 'What it cannot do today because of them', kind: 'text' },
  ],
  body: ({ agentId, perHour, perDay, models, expires, for: days, reason }) => {
    const [hour, day] = [wholeNumber(perHour), wholeNumber(perDay)];
    const quota = {
      ...(hour !== undefined && { perHour: hour }),
      ...(day !== undefined && { perDay: day }),
    };
    return {
      kind: 'boundsChange',
      agentId: said(agentId),
      changes: {
        ...(Object.keys(quota).length > 0 && { quota }),
        ...(list(models).length > 0 && { models: list(models) }),
        ...optional('expires', expires),
      },
      ...(said(days) !== '' && { for: `P${said(days)}D` }),
      reason: said(reason),
    };
  },
};

const models: RightForm = {
  title: 'Ask for more models',
  lead: 'All agents of a business group may use them, as far as their own records let them. Fewer models need nobody: an admin writes that.',
  whom: 'It goes to security, then to the board.',
  fields: [
    { name: 'businessGroup', label: 'Business group', hint: 'As its agents have it', kind: 'line' },
    {
      name: 'add',
      label: 'Models to be added',
      hint: 'By commas; phi-4* stands for all whose names begin so',
      kind: 'line',
    },
    { name: 'reason', label: 'Why', hint: 'What its agents cannot do today', kind: 'text' },
  ],
  body: ({ businessGroup, add, reason }) => ({
    kind: 'modelList',
    businessGroup: said(businessGroup),
    add: list(add),
    reason: said(reason),
  }),
};

/** The forms by the last part of their address. */
export const RIGHT_FORMS: Readonly<Record<string, RightForm>> = {
  grant,
  promotion,
  deviation,
  bounds,
  models,
};
