import { fact, line, namesLine } from '../../../kernel/cards/lines.ts';
import { defineSheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';

/** A connector before it is revoked, and afterwards. */
export interface RevokeView {
  readonly connector: { readonly id: string; readonly displayName: string };
  readonly reason: string;
  /** Ids of the agents that have it. */
  readonly agents: readonly string[];
  readonly done: boolean;
}

const FOLLOWS =
  'Nothing may be done with it any more. Requests about it end, approvals that are not used yet are refused, and it comes back only with a request of its own.';

const count = (n: number): string => `${n} ${n === 1 ? 'agent' : 'agents'}`;

/** Who is hit and what follows; the button is the confirmation. */
export const revokeCard = defineSheet<RevokeView>(
  'connector-revoke',
  ({ connector, reason, agents, done }, room) => ({
    kicker: [own(done ? 'Revoked' : 'Nothing is revoked yet')],
    title: [
      own(done ? '' : 'Revoke '),
      ...inert(connector.displayName, room.name, 'name'),
      own(done ? ' was revoked' : '?'),
    ],
    banner: {
      weight: done ? 'attention' : 'warning',
      runs: [
        own(
          done
            ? `It was taken from ${count(agents.length)}.`
            : `This takes it from ${count(agents.length)} at once.`,
        ),
      ],
    },
    facts: [
      fact('Connector', line(inert(connector.id, room.name, 'identifier'))),
      fact(
        done ? 'Who had it' : 'Who has it',
        agents.length === 0 ? line(own('no agent')) : namesLine(agents, room),
      ),
      fact('Because', line(inert(reason, room.text, 'prose'))),
      fact(done ? 'What happens now' : 'What happens', line(own(FOLLOWS))),
    ],
    actions: done
      ? []
      : [
          {
            title: 'Revoke now',
            data: { verb: 'revoke-connector', connector: connector.id, reason },
          },
        ],
  }),
);
