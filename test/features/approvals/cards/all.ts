import { approvalCard, pageCard } from '../../../../src/features/approvals/cards/approval.ts';
import { decidedCard } from '../../../../src/features/approvals/cards/decided.ts';
import { helpCard } from '../../../../src/features/approvals/cards/help.ts';
import { pendingCard } from '../../../../src/features/approvals/cards/pending.ts';
import { welcomeCard, whoamiCard } from '../../../../src/features/approvals/cards/people.ts';
import { policyInForceCard } from '../../../../src/features/approvals/cards/policyInForce.ts';
import { refusedCard } from '../../../../src/features/approvals/cards/refused.ts';
import {
  agentStatusCard,
  requestStatusCard,
} from '../../../../src/features/approvals/cards/status.ts';
import { whyCard } from '../../../../src/features/approvals/cards/why.ts';
import type { Card } from '../../../../src/kernel/chat.ts';
import type { Example } from '../../../support/hostileCards.ts';
import * as approvals from './examples.ts';
import {
  anyModel,
  bounds,
  confirming,
  connectorBounds,
  deviation,
  modelList,
  policyAsIs,
  policyChange,
  promotion,
} from './examplesOfRights.ts';
import * as tellings from './tellings.ts';

const each = <View extends object>(
  name: string,
  views: Readonly<Record<string, View>>,
  draw: (view: View) => Card,
): Readonly<Record<string, Example>> =>
  Object.fromEntries(
    Object.entries(views).map(([state, view]) => [`${name}-${state}`, { view, draw }]),
  );

const {
  mail,
  payment,
  connector,
  escalation,
  grant,
  grantOfPayments,
  held,
  long,
  readOnly,
  ended,
  hostile,
} = approvals;

/** Every card of the feature, in every state that looks different. */
export const examples: Readonly<Record<string, Example>> = {
  ...each(
    'approval',
    {
      mail,
      payment,
      connector,
      confirming,
      escalation,
      grant,
      grantOfPayments,
      promotion,
      bounds,
      connectorBounds,
      deviation,
      policyChange,
      policyAsIs,
      modelList,
      anyModel,
      held,
      readOnly,
      ended,
      hostile,
      long,
    },
    approvalCard,
  ),
  'page-middle': { view: long, draw: (view) => pageCard(view, 2) },
  'page-last': { view: long, draw: (view) => pageCard(view, 99) },
  ...each('decided', tellings.decidedViews, decidedCard),
  ...each('refused', tellings.refusedViews, refusedCard),
  ...each('pending', tellings.pendingViews, pendingCard),
  ...each('policy', tellings.policyViews, policyInForceCard),
  help: { view: tellings.helpView, draw: helpCard },
  whoami: { view: tellings.whoamiView, draw: whoamiCard },
  welcome: { view: tellings.welcomeView, draw: welcomeCard },
  'status-request': { view: tellings.requestStatusView, draw: requestStatusCard },
  'status-agent': { view: tellings.agentStatusView, draw: agentStatusCard },
  why: { view: tellings.whyView, draw: whyCard },
};

export const drawn = ({ view, draw }: Example): Card => draw(view as never);
