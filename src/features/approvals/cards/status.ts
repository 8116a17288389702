import type { Room } from '../../../kernel/cards/define.ts';
import { fact, type Line, line, namesLine } from '../../../kernel/cards/lines.ts';
import type { Weight } from '../../../kernel/cards/sheet.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own, styled } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import { ENVIRONMENT_NAMES, TIER_NAMES } from '../../registry/domain/words.ts';
import { matterDetail, matterTitle, showAction } from './matter.ts';
import type { AgentStatusView, HistoryLine, RequestStatusView } from './view.ts';

const QUIET = { size: 'Small', isSubtle: true } as const;

/** Oldest first; where there is no room for all, the first and the last lines stay. */
function historyLines(history: readonly HistoryLine[], room: Room): readonly Line[] {
  const lines = history.map(({ at, text }) =>
    line(styled([localTime(at), own('  ')], QUIET), inert(text, room.text, 'name')),
  );
  const cut = lines.length - room.items;
  if (cut <= 0) return lines;
  return [
    ...lines.slice(0, 1),
    line(own(`… ${cut} more lines …`, { isSubtle: true })),
    ...lines.slice(cut + 1),
  ];
}

const WEIGHTS: Readonly<Record<string, Weight>> = {
  approved: 'good',
  redeemed: 'good',
  rejected: 'attention',
  void: 'attention',
};

function request(view: RequestStatusView, room: Room): Sheet {
  const { due, waitingFor, matter } = view;
  const detail = matterDetail(matter, room);
  return {
    kicker: inert(view.request, room.name, 'identifier'),
    title: matterTitle(matter, room),
    banner: {
      weight: WEIGHTS[view.status] ?? 'warning',
      runs: [own('It is '), ...inert(view.status, room.name, 'name'), own('.')],
    },
    facts: [
      ...(detail.length === 0 ? [] : [fact('What', line(detail))]),
      ...(waitingFor.length === 0 ? [] : [fact('Waiting for', namesLine(waitingFor, room))]),
      ...(due ? [fact('Answer by', line(localTime(due)))] : []),
    ],
    sections: [{ heading: 'What happened', lines: historyLines(view.history, room) }],
    actions: [showAction(view.request)],
  };
}

/** One request: how it stands, whom it waits for, what happened to it line by line. */
export const requestStatusCard = defineSheet<RequestStatusView>('request-status', request);

const AGENT_WEIGHTS = { active: 'good', paused: 'attention', retired: 'warning' } as const;

function agent(view: AgentStatusView, room: Room): Sheet {
  const { capabilities, history } = view;
  const shown = capabilities.slice(0, room.items);
  return {
    kicker: inert(view.agent.id, room.name, 'identifier'),
    title: inert(view.agent.displayName, room.name, 'name'),
    banner: { weight: AGENT_WEIGHTS[view.status], runs: [own(`It is ${view.status}.`)] },
    facts: [
      fact(
        'Where',
        line(
          inert(view.agent.department, room.name, 'name'),
          own(`, ${view.agent.phase} phase, ${ENVIRONMENT_NAMES[view.environment]}`),
        ),
      ),
      fact('Business owner', namesLine([view.businessOwner], room)),
      ...(view.backupOwner === '' ? [] : [fact('Backup', namesLine([view.backupOwner], room))]),
      fact('Technical owner', namesLine([view.technicalOwner], room)),
      fact('Waiting requests', line(own(String(view.pending)))),
    ],
    sections: [
      {
        heading: capabilities.length === 0 ? 'It may use no connector' : 'What it may do',
        lines: shown.map(({ connector, tier, reason }) =>
          line(
            inert(connector, room.name, 'name'),
            own(`: ${TIER_NAMES[tier]}. `),
            inert(reason, room.text, 'name'),
          ),
        ),
      },
      ...(history.length === 0
        ? []
        : [{ heading: 'What happened', lines: historyLines(history, room) }]),
    ],
  };
}

/** One agent: who answers for it, what it may do, how it stands. */
export const agentStatusCard = defineSheet<AgentStatusView>('agent-status', agent);
