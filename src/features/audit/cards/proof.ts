import type { Room } from '../../../kernel/cards/define.ts';
import { fact, type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { LastVerified } from '../../../kernel/verified.ts';
import type { Difference } from '../domain/proving.ts';

/** What was computed again, and what came out. */
export interface ProofView {
  readonly at: Instant;
  readonly keyName: string;
  readonly events: number;
  readonly logs: number;
  /** Every row, by the server beside its work; absent: not yet since it started. */
  readonly last?: LastVerified;
  readonly outcome:
    | { readonly kind: 'proven' }
    | { readonly kind: 'differs'; readonly difference: Difference }
    /** More events than a chat waits for: so many were looked at. */
    | { readonly kind: 'too-many'; readonly most: number };
}

const BECAUSE: Readonly<Record<Difference['because'], string>> = {
  missing: 'it is not there',
  'out-of-order': 'something else stands in its place',
  'root-differs': 'up to it, the events are not those that were signed',
};

const banner = (view: ProofView): NonNullable<Sheet['banner']> => {
  const { outcome } = view;
  if (outcome.kind === 'proven' && view.last?.outcome === 'differs')
    return {
      weight: 'attention',
      runs: [own('The events are as signed, but the daily verification found a difference.')],
    };
  if (outcome.kind === 'proven')
    return {
      weight: 'good',
      runs: [own(`All ${view.events} events are as they were when the checkpoint was signed.`)],
    };
  if (outcome.kind === 'too-many')
    return {
      weight: 'warning',
      runs: [own(`Nothing was verified: ${view.events} events are too many for a chat.`)],
    };
  const { log, seq, because } = outcome.difference;
  return {
    weight: 'attention',
    runs: [own(`The ledger was changed: event ${log}/${seq}, ${BECAUSE[because]}.`)],
  };
};

const next = ({ outcome, last }: ProofView): readonly Line[] => {
  if (outcome.kind === 'differs' || last?.outcome === 'differs')
    return [line(own('Trust nothing that is newer. Tell security, and let nobody tidy up.'))];
  const most =
    outcome.kind === 'too-many' ? [line(own(`Here I read ${outcome.most} at most.`))] : [];
  return [
    ...most,
    line(
      own('Running “npm run ledger -- verify” reads every row too, on a machine of your choice.'),
    ),
  ];
};

/** The server's own daily round. */
function lastLine({ at, events, outcome, place }: LastVerified, room: Room): Line {
  if (outcome === 'tooLarge')
    return line(own(`not beside the work: ${events} events are too many for it`));
  return outcome === 'asWritten'
    ? line(localTime(at), own(`: all as written, up to the first ${events} events`))
    : line(
        localTime(at),
        own(': not as written, at '),
        ...inert(place ?? 'an unknown place', room.name, 'identifier'),
      );
}

/** The answer to `verify`. */
export const proofCard = defineSheet<ProofView>('proof', (view, room) => ({
  title: [own('The ledger')],
  banner: banner(view),
  facts: [
    fact('Signed', line(localTime(view.at))),
    fact('Signed by', line(inert(view.keyName, room.name, 'identifier'))),
    fact(
      'Covers',
      line(own(`${view.events} events in ${view.logs} ${view.logs === 1 ? 'log' : 'logs'}`)),
    ),
    ...(view.last ? [fact('Every row verified', lastLine(view.last, room))] : []),
  ],
  sections: [{ heading: 'Who wants to know more', lines: next(view) }],
}));
