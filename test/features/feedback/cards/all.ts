import { type BacklogView, backlogCard } from '../../../../src/features/feedback/cards/backlog.ts';
import { type CaseView, caseCard } from '../../../../src/features/feedback/cards/case.ts';
import { type ReportView, reportCard } from '../../../../src/features/feedback/cards/report.ts';
import { type ShadowView, shadowCard } from '../../../../src/features/feedback/cards/shadow.ts';
import { type TriageView, triageCard } from '../../../../src/features/feedback/cards/triage.ts';
import type { CaseLine } from '../../../../src/features/feedback/domain/cases.ts';
import { SHADOW_USE, SHIPPED } from '../../../../src/features/feedback/domain/categories.ts';
import type { Card } from '../../../../src/kernel/chat.ts';
import type { Instant } from '../../../../src/kernel/instant.ts';
import type { PersonId } from '../../../../src/kernel/people.ts';
import type { Example } from '../../../support/hostileCards.ts';

const at = (time: string) => `2026-11-20T${time}.000Z` as Instant;
const person = (n: number) => `00000000-0000-4000-8000-00000000000${n}` as PersonId;
const category = (id: string) => {
  const found = SHIPPED.find((one) => one.id === id);
  if (!found) throw new RangeError(id);
  return found;
};

const report: ReportView = {
  where: 'chat',
  typed: {
    agentId: 'crm-assistant',
    category: '',
    severity: 'medium',
    workflow: 'offers',
    text: '',
    quoted: '',
    form: 'f-1',
  },
  guessed: true,
  agents: [
    { id: 'crm-assistant', name: 'CRM assistant' },
    { id: 'invoice-agent', name: 'Invoice agent' },
    { id: 'mail-assistant', name: 'Mail assistant' },
  ],
  categories: SHIPPED,
  mistakes: [],
};

const reportOnMessage: ReportView = {
  ...report,
  where: 'dialog',
  guessed: false,
  typed: {
    ...report.typed,
    agentId: '',
    workflow: '',
    text: 'Nobody promised that.',
    quoted: 'Dear Emma, your order will be with you on 24 November.',
  },
  mistakes: ['Choose the agent that it is about.', 'Choose what went wrong.'],
};

const shadow: ShadowView = {
  where: 'chat',
  typed: { what: 'ChatBot Pro', where: '', text: '', quoted: '', form: 'f-2' },
  mistakes: [],
};

const shadowOnMessage: ShadowView = {
  where: 'dialog',
  typed: {
    what: '',
    where: 'Field sales',
    text: 'They paste customer lists into it.',
    quoted: 'I put the list into ChatBot Pro, works like a charm.',
    form: 'f-2',
  },
  mistakes: [{ field: 'what', words: 'Say what it is called.' }],
};

/** More agents than a menu can hold. */
const reportAmongMany: ReportView = {
  ...report,
  agents: Array.from({ length: 60 }, (_, i) => ({ id: `agent-${i}`, name: `Agent ${i}` })),
};

const open: CaseView = {
  id: 'F-12',
  agent: 'crm-assistant',
  workflow: 'offers',
  isUnregistered: false,
  where: '',
  category: category('hallucinatedFacts'),
  severity: 'high',
  status: 'open',
  at: at('10:00:00'),
  reporter: '',
  owner: '',
  note: '',
  answer: '',
  text: 'It named a delivery date that nobody ever promised.\nThe customer now insists on it.',
  quoted: 'Dear Emma, your order will be with you on 24 November.',
  reopened: 0,
};

const fixed: CaseView = {
  ...open,
  status: 'fixed',
  owner: 'Olivia Owner',
  remedy: 'prompt',
  note: 'It may only name dates that stand in the order.',
};

const priority = { value: 27, blocked: 3, severity: 'high', recurrence: 3 } as const;

const forOwner: CaseView = {
  ...fixed,
  status: 'inProgress',
  reporter: 'Petra Pilot',
  answer: 'Yesterday it did it again.',
  reopened: 1,
  triage: { priority, systemicSince: at('11:30:00'), alike: ['F-13', 'F-15'] },
};

const caseViews: Readonly<Record<string, CaseView>> = {
  open,
  inProgress: { ...fixed, status: 'inProgress' },
  fixed,
  confirmed: { ...fixed, status: 'confirmed' },
  closed: { ...fixed, status: 'closed' },
  unregistered: {
    ...open,
    agent: 'chatbot of her own',
    workflow: 'chatbot of her own',
    isUnregistered: true,
    where: 'In the field offices',
    category: SHADOW_USE,
    quoted: '',
  },
  declined: { ...open, status: 'declined', note: 'The date stands in the order after all.' },
  reopened: { ...open, reopened: 1, answer: 'Yesterday it did it again.', quoted: '' },
  forOwner,
  saved: {
    ...forOwner,
    said: 'Saved for 3 cases: F-12, F-13, F-15. Their reporters hear of every move.',
  },
};

const triage: TriageView = {
  view: forOwner,
  seen: 3,
  typed: { status: 'inProgress', remedy: 'prompt', owner: person(2), note: '', alike: true },
  people: [
    { id: person(1), name: 'Ada Admin' },
    { id: person(2), name: 'Olivia Owner' },
  ],
  suggested: 'prompt change',
  mistakes: [],
};

const line = (n: number, more: Partial<CaseLine> = {}): CaseLine => ({
  id: `F-${n}`,
  defect: 'd1',
  agent: 'crm-assistant',
  workflow: 'offers',
  category: 'hallucinatedFacts',
  severity: 'high',
  person: person(4),
  at: at('10:00:00'),
  status: 'open',
  reopened: 0,
  ...more,
});

const systemic = {
  defect: 'd1',
  agent: 'crm-assistant',
  workflow: 'offers',
  category: 'hallucinatedFacts',
  label: 'Hallucinated facts',
  systemicSince: at('11:30:00'),
  cases: [line(12), line(13, { status: 'inProgress', remedy: 'prompt' }), line(15)],
  priority,
  mayTriage: true,
};

const backlog: BacklogView = {
  items: [
    systemic,
    {
      defect: 'd2',
      agent: 'mail-assistant',
      workflow: 'mail-assistant',
      category: 'poorSummarization',
      label: 'Poor summarization',
      cases: [line(14, { agent: 'mail-assistant', severity: 'low' })],
      priority: { value: 1, blocked: 1, severity: 'low', recurrence: 1 },
      mayTriage: true,
    },
  ],
  own: [],
};

const mine: BacklogView = {
  items: [],
  own: [
    {
      id: 'F-12',
      agent: 'crm-assistant',
      label: 'Hallucinated facts',
      status: 'fixed',
      at: at('10:00:00'),
    },
    {
      id: 'F-14',
      agent: 'mail-assistant',
      label: 'Poor summarization',
      status: 'open',
      at: at('10:30:00'),
    },
  ],
};

const crowded: BacklogView = {
  items: Array.from({ length: 300 }, (_, i) => ({
    ...systemic,
    cases: Array.from({ length: 40 }, (_none, n) => line(i * 40 + n + 1)),
  })),
  own: Array.from({ length: 300 }, () => mine.own).flat(),
};

const each = <View extends object>(
  name: string,
  views: Readonly<Record<string, View>>,
  draw: (view: View) => Card,
): Readonly<Record<string, Example>> =>
  Object.fromEntries(
    Object.entries(views).map(([state, view]) => [`${name}-${state}`, { view, draw }]),
  );

/** Every card of the feature, in every state that looks different. */
export const examples: Readonly<Record<string, Example>> = {
  ...each(
    'feedback-report',
    { chat: report, dialog: reportOnMessage, amongMany: reportAmongMany },
    reportCard,
  ),
  ...each('feedback-shadow', { chat: shadow, dialog: shadowOnMessage }, shadowCard),
  ...each('feedback-case', caseViews, caseCard),
  ...each(
    'feedback-triage',
    { fresh: triage, again: { ...triage, mistakes: ['Say what fixed it.'] } },
    triageCard,
  ),
  ...each(
    'feedback-backlog',
    { some: backlog, own: mine, none: { items: [], own: [] }, crowded },
    backlogCard,
  ),
};

export const drawn = ({ view, draw }: Example): Card => draw(view as never);
