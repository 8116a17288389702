import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, type Line, line } from '../../../kernel/cards/lines.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { STANDARD_WORDS } from '../../exceptions/domain/words.ts';
import { limitsInWords } from '../../registry/domain/probationLimits.ts';
import { ENVIRONMENT_NAMES, PHASE_NAMES, TIER_RIGHTS } from '../../registry/domain/words.ts';
import { boundsFacts } from './kinds/boundsView.ts';
import type { Deviation } from './kinds/deviationView.ts';
import { modelListFacts } from './kinds/modelListView.ts';
import { policyFacts } from './kinds/policyView.ts';
import type { Promotion } from './kinds/promotionView.ts';
import type {
  ApprovalView,
  Asked,
  ConnectorAsked,
  OutboundAction,
  StageView,
  StandingGrant,
  TierEscalation,
} from './view.ts';
import { amountText, isOfNoAgent, outsideFirst, silenceOf } from './words.ts';

const OUTSIDE = own('external ', { color: 'Attention', weight: 'Bolder' });
const INSIDE = own('internal ', { isSubtle: true });

/** More recipients than this are counted here and read in the payload. */
const MOST_RECIPIENTS = 6;

function recipientLines(facts: OutboundAction['facts'], room: Room): readonly Line[] {
  const all = outsideFirst(facts);
  const shown = all.slice(0, Math.min(MOST_RECIPIENTS, room.items));
  const lines = shown.map(({ address, internal }) =>
    line(internal ? INSIDE : OUTSIDE, inert(address, room.name, 'identifier')),
  );
  const more = all.length - shown.length;
  return more === 0 ? lines : [...lines, line(own(`and ${more} more, all of them listed below`))];
}

/**
 * Whom a payment goes to, where an argument says so by that name. Of a call that is passed on to another tool the outer
 * arguments are not those of the payment, so nothing out of them stands among our facts.
 */
function payeeFact(asked: OutboundAction, room: Room): readonly Fact[] {
  const { systemClass, tool, effectiveTool } = asked.facts;
  const isPayment = systemClass === 'finance' && tool === effectiveTool;
  const payee = isPayment ? asked.arguments['payee'] : undefined;
  return payee === undefined ? [] : [fact('Payee', line(inert(payee, room.name, 'name')))];
}

function actionFacts(asked: OutboundAction, room: Room): readonly Fact[] {
  const { facts, connector } = asked;
  const inner = facts.effectiveTool === facts.tool ? '' : ` → ${facts.effectiveTool}`;
  const amount = facts.amount && own(amountText(facts.amount), { weight: 'Bolder' });
  return [
    ...(facts.recipients.length === 0 ? [] : [fact('To', ...recipientLines(facts, room))]),
    ...(amount ? [fact('Amount', line(amount))] : []),
    ...payeeFact(asked, room),
    fact(
      'With',
      line(
        inert(connector.displayName, room.name, 'name'),
        own(' ('),
        inert(`${connector.id}/${facts.tool}${inner}`, room.name, 'name'),
        own(`), ${ENVIRONMENT_NAMES[facts.environment]}`),
      ),
    ),
  ];
}

function connectorFacts(asked: ConnectorAsked, room: Room): readonly Fact[] {
  const { dataClassification: data, connector } = asked;
  const touched = [
    data.confidentialNotes ? 'confidential notes' : '',
    data.executiveMailboxes ? 'executive mailboxes' : '',
    data.hrDocuments ? 'HR documents' : '',
    data.legalCorrespondence ? 'legal correspondence' : '',
  ].filter((name) => name !== '');
  return [
    fact(
      'Connector',
      line(
        inert(connector.displayName, room.name, 'name'),
        own(' ('),
        inert(connector.id, room.name, 'name'),
        own(`), ${asked.systemClass}, ${ENVIRONMENT_NAMES[asked.environment]}`),
      ),
    ),
    fact(
      'Connection',
      line(
        own(asked.connection === 'shared' ? 'Shared by several projects' : 'For this project only'),
      ),
      ...(asked.probation ? [line(own(limitsInWords(asked.probation)))] : []),
    ),
    fact(
      'Data',
      line(own(LABELS[data.label])),
      ...touched.map((name) => line(own(name, { color: 'Attention' }))),
    ),
  ];
}

/** The four parts: which tool, to whom, how much each time, until when. */
const grantFacts = (asked: StandingGrant, room: Room): readonly Fact[] => [
  fact(
    'Tool',
    line(
      inert(asked.connector.displayName, room.name, 'name'),
      own(' ('),
      inert(`${asked.connector.id}/${asked.facts.effectiveTool}`, room.name, 'name'),
      own(`), ${ENVIRONMENT_NAMES[asked.facts.environment]}`),
    ),
  ),
  fact('To', ...grantRecipients(asked, room)),
  fact(
    'Each time at most',
    line(own(asked.amount ? amountText(asked.amount) : 'no amount', { weight: 'Bolder' })),
  ),
  fact('Until', line(localTime(asked.until))),
];

function grantRecipients({ recipients, facts }: StandingGrant, room: Room): readonly Line[] {
  if (recipients.length === 0)
    return [line(own('Nobody is named: whomever the tool reaches', { color: 'Attention' }))];
  if (facts.recipients.length > 0) return recipientLines(facts, room);
  return [line(inert(recipients.join(', '), room.text, 'name'))];
}

const LABELS = {
  public: 'Public',
  general: 'General',
  confidential: 'Confidential',
  highlyConfidential: 'Highly confidential',
} as const;

const escalationFacts = (asked: TierEscalation, room: Room): readonly Fact[] => [
  fact(
    'Connector',
    line(
      inert(asked.connector.displayName, room.name, 'name'),
      own(`, ${ENVIRONMENT_NAMES[asked.environment]}`),
    ),
  ),
  fact('Today', line(own(`May ${TIER_RIGHTS[asked.fromTier]}`))),
  fact('Afterwards', line(own(`May ${TIER_RIGHTS[asked.toTier]}`, { weight: 'Bolder' }))),
];

const promotionFacts = (asked: Promotion, room: Room): readonly Fact[] => [
  fact(
    'Today',
    line(own(`In ${ENVIRONMENT_NAMES[asked.fromEnvironment]}, ${PHASE_NAMES[asked.fromPhase]}`)),
  ),
  fact(
    'Afterwards',
    line(
      own(`In ${ENVIRONMENT_NAMES[asked.toEnvironment]}, ${PHASE_NAMES[asked.toPhase]}`, {
        weight: 'Bolder',
      }),
    ),
  ),
  fact(
    'With',
    asked.connectors.length === 0
      ? line(own('no connector'))
      : line(inert(asked.connectors.join(', '), room.text, 'name')),
  ),
];

const deviationFacts = (asked: Deviation, room: Room): readonly Fact[] => [
  fact('Standard', line(own(STANDARD_WORDS[asked.from]))),
  ...(asked.connector
    ? [fact('Connector', line(inert(asked.connector.displayName, room.name, 'name')))]
    : []),
  fact('Answers for it', line(inert(asked.owner, room.name, 'name'))),
  fact('Until', line(localTime(asked.until))),
];

function askedFacts(asked: Asked, room: Room): readonly Fact[] {
  switch (asked.kind) {
    case 'outboundAction':
      return actionFacts(asked, room);
    case 'connector':
      return connectorFacts(asked, room);
    case 'tierEscalation':
      return escalationFacts(asked, room);
    case 'standingGrant':
      return grantFacts(asked, room);
    case 'promotion':
      return promotionFacts(asked, room);
    case 'policyChange':
      return policyFacts(asked, room);
    case 'modelList':
      return modelListFacts(asked, room);
    case 'boundsChange':
      return boundsFacts(asked, room);
    case 'deviation':
      return deviationFacts(asked, room);
  }
}

/** What an approval would do, computed by us: nothing in it is the agent's word for it. */
export function factsOf({ agent, asked }: ApprovalView, room: Room): readonly Fact[] {
  if (isOfNoAgent(asked)) return askedFacts(asked, room);
  const same = agent.displayName === agent.id;
  return [
    ...askedFacts(asked, room),
    fact(
      'Agent',
      line(
        inert(agent.displayName, room.name, 'name'),
        same ? [] : [own(' ('), ...inert(agent.id, room.name, 'identifier'), own(')')],
        agent.department === '' ? [] : [own(', '), ...inert(agent.department, room.name, 'name')],
        own(`, ${agent.phase} phase`),
      ),
    ),
  ];
}

const STATE = {
  approved: 'approved',
  rejected: 'rejected',
  open: 'asked now',
  later: 'asked later',
};

export function stageLine(stage: StageView, room: Room): Line {
  const by = stage.by === undefined ? [] : [...inert(stage.by, room.name, 'name'), own(', ')];
  const at = stage.at === undefined ? [] : [own(', '), localTime(stage.at)];
  return line(by, inert(stage.seat, room.name, 'name'), own(`: ${STATE[stage.state]}`), at);
}

/** `2 needed, 1 given` and, where more than one is needed, each of them. */
export function answersFact(stages: readonly StageView[], room: Room): Fact {
  const given = stages.filter(({ state }) => state === 'approved').length;
  const single = stages.length < 2 && given === 0;
  const each = single ? [] : stages.slice(0, room.items);
  return fact(
    'Answers',
    line(own(`${stages.length} needed, ${given} given`, { weight: 'Bolder' })),
    ...each.map((stage) => stageLine(stage, room)),
  );
}

function alternateLine({ name, from }: ApprovalView['alternates'][number], room: Room): Line {
  const when = from === undefined ? [] : [own(', from '), localTime(from)];
  return line(inert(name, room.name, 'name'), when);
}

/** Why it came to this person, who else, how many, by when, and what silence means; of an ended one who answered. */
export function processFacts(view: ApprovalView, room: Room): readonly Fact[] {
  const { seat, alternates, stages, due, asked, ended } = view;
  if (ended !== undefined) return [answersFact(stages, room)];
  const others = alternates.slice(0, room.items).map((alternate) => alternateLine(alternate, room));
  return [
    ...(seat === '' ? [] : [fact('You are asked as', line(inert(seat, room.name, 'name')))]),
    ...(others.length === 0
      ? []
      : [fact(seat === '' ? 'Who is asked' : 'May answer too', ...others)]),
    answersFact(stages, room),
    fact('Without an answer', line(own('By '), localTime(due), own(` ${silenceOf(asked)}.`))),
  ];
}
