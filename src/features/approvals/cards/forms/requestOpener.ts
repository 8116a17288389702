import { line } from '../../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../../kernel/cards/sheet.ts';
import { own } from '../../../../kernel/cards/text.ts';
import { BOUNDS_DIALOG } from './requestBounds.ts';
import { CONNECTOR_DIALOG } from './requestConnector.ts';
import { DEVIATION_DIALOG } from './requestDeviation.ts';
import { TIER_DIALOG } from './requestEscalation.ts';
import { GRANT_DIALOG } from './requestGrant.ts';
import { PROMOTION_DIALOG } from './requestPromotion.ts';

/** Which form the button opens. */
export interface OpenerView {
  readonly asksFor: 'connector' | 'escalation' | 'grant' | 'promotion' | 'change' | 'deviation';
}

const OPENERS: Readonly<Record<OpenerView['asksFor'], Sheet>> = {
  connector: {
    title: [own('Ask for a connector')],
    lead: [
      line(
        own(
          'You need four things: why it is worth it, how it is secured, what data it reaches, and how it is taken away again.',
        ),
      ),
      line(own('It begins in development or pilot, for 30 days, up to drafts.')),
    ],
    opens: [{ title: 'Open the form', data: { dialog: CONNECTOR_DIALOG } }],
  },
  escalation: {
    title: [own('Ask for a higher tier')],
    lead: [
      line(own('For an agent and a connector that it has already, for at most 90 days at a time.')),
    ],
    opens: [{ title: 'Open the form', data: { dialog: TIER_DIALOG } }],
  },
  grant: {
    title: [own('Ask for a standing grant')],
    lead: [
      line(
        own(
          'For one agent and one tool, to recipients you name, up to an amount, for at most 30 days.',
        ),
      ),
    ],
    opens: [{ title: 'Open the form', data: { dialog: GRANT_DIALOG } }],
  },
  promotion: {
    title: [own('Ask for a promotion')],
    lead: [line(own('For an agent that is to run in another environment or phase.'))],
    opens: [{ title: 'Open the form', data: { dialog: PROMOTION_DIALOG } }],
  },
  change: {
    title: [own('Ask for wider bounds')],
    lead: [
      line(
        own(
          'For what bounds an agent, such as its quota or its data labels, or one of its connectors.',
        ),
      ),
    ],
    opens: [{ title: 'Open the form', data: { dialog: BOUNDS_DIALOG } }],
  },
  deviation: {
    title: [own('Ask for a deviation')],
    lead: [
      line(own('For an agent that cannot keep to a standard, for at most 90 days at a time.')),
    ],
    opens: [{ title: 'Open the form', data: { dialog: DEVIATION_DIALOG } }],
  },
};

/** What a bot command answers that leads to a dialog: a message cannot open one, its button can. */
export const requestOpenerCard = defineSheet<OpenerView>(
  'request-opener',
  ({ asksFor }) => OPENERS[asksFor],
);
