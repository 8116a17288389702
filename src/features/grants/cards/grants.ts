import type { Room } from '../../../kernel/cards/define.ts';
import { fact, type Line, line, namesLine } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet, type SheetAction } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** A standing grant as one reader sees it. */
export interface GrantView {
  readonly id: string;
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  readonly recipients: readonly string[];
  /** `500.00 EUR`; empty where there is no amount. */
  readonly amount: string;
  readonly until: Instant;
  readonly reason: string;
  readonly approvers: readonly string[];
  /** The reader may take it back. */
  readonly mayRevoke: boolean;
  /** How it ended, where it has: a sentence of ours with names in it. */
  readonly ended: string;
}

export const REVOKE_VERB = 'grant-revoke';

const revokeAction = (id: string, title: string): SheetAction => ({
  title,
  data: { verb: REVOKE_VERB, grant: id },
});

const whoLine = ({ recipients }: GrantView, room: Room): Line =>
  recipients.length === 0 ? line(own('nobody is named')) : namesLine(recipients, room);

const termsOf = (view: GrantView, room: Room): readonly Line[] => [
  line(
    inert(view.agentId, room.name, 'identifier'),
    own(' may use '),
    inert(`${view.connectorId}/${view.tool}`, room.name, 'name'),
  ),
  line(own('To: '), whoLine(view, room).runs),
  ...(view.amount === '' ? [] : [line(own(`Each time up to ${view.amount}`))]),
  line(own('Until '), localTime(view.until)),
];

const titleOf = (n: number): string =>
  n === 0 ? 'No standing grant' : n === 1 ? '1 standing grant' : `${n} standing grants`;

const list = ({ grants }: { readonly grants: readonly GrantView[] }, room: Room): Sheet => {
  const shown = grants.slice(0, room.items);
  const more = grants.length - shown.length;
  return {
    title: [own(titleOf(grants.length))],
    lead:
      grants.length === 0
        ? [line(own('Each action that needs approval is asked for by itself.'))]
        : [
            line(own('What these cover is done without asking, until their date.')),
            line(own('Write “grants” and an id to see one, and to take it back.')),
          ],
    sections: [
      ...shown.map((one) => ({ heading: one.id, lines: termsOf(one, room) })),
      ...(more > 0 ? [{ heading: 'And', lines: [line(own(`${more} more.`))] }] : []),
    ],
    actions:
      grants.length === 1
        ? shown
            .filter(({ mayRevoke }) => mayRevoke)
            .map(({ id }) => revokeAction(id, `Take ${id} back`))
        : [],
  };
};

/** The standing grants in force; where there is one, with the button that takes it back. Several buttons do not fit on a phone. */
export const grantsCard = defineSheet<{ readonly grants: readonly GrantView[] }>('grants', list);

const one = (view: GrantView, room: Room): Sheet => ({
  kicker: [own(`${view.id} · standing grant`)],
  title: [
    ...inert(view.agentId, room.name, 'identifier'),
    own(view.ended === '' ? ' may use ' : ' could use '),
    ...inert(`${view.connectorId}/${view.tool}`, room.name, 'name'),
  ],
  ...(view.ended !== '' && {
    banner: { weight: 'warning' as const, runs: inert(view.ended, room.text, 'name') },
  }),
  facts: [
    fact('To', whoLine(view, room)),
    ...(view.amount === '' ? [] : [fact('Each time up to', line(own(view.amount)))]),
    fact('Until', line(localTime(view.until))),
    fact('Approved by', namesLine(view.approvers, room)),
  ],
  sections: [
    {
      heading: "In the requester's words, not checked by us",
      quoted: true,
      lines: [line(inert(view.reason, room.text))],
    },
  ],
  actions: view.mayRevoke ? [revokeAction(view.id, 'Take it back')] : [],
});

/** One standing grant: who, what, to whom, how much, until when, and by whose consent. */
export const grantCard = defineSheet<GrantView>('grant', one);
