import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, type Line, line } from '../../../kernel/cards/lines.ts';
import {
  defineSheet,
  type Sheet,
  type SheetAction,
  type Weight,
} from '../../../kernel/cards/sheet.ts';
import { inert, own, type TextRun } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { LeverLine, PauseReceipt } from '../receipt.ts';
import { leverName, noEndHint, targetRuns } from './words.ts';

export interface ReceiptView {
  readonly receipt: PauseReceipt;
  /** Names of who paused and who lifted it. */
  readonly by: string;
  readonly liftedBy: string;
  /** Agents that the target stops. */
  readonly stopped: readonly string[];
  /** The reader may undo it with one tap. */
  readonly mayLift: boolean;
}

const GOOD = { color: 'Good', weight: 'Bolder' } as const;
const WARN = { color: 'Warning', weight: 'Bolder' } as const;

function reading({ to, readAs, readAt }: LeverLine, room: Room): readonly TextRun[] {
  if (readAs === undefined || readAt === undefined) return [own('called, not read back yet', WARN)];
  const isThere = to === 'stop' ? readAs === 'stopped' : readAs === 'running';
  return [
    own('read back as '),
    own(readAs.slice(0, room.name), isThere ? GOOD : WARN),
    own(' at '),
    localTime(readAt),
  ];
}

function leverFact(lever: LeverLine, room: Room): Fact {
  const { name, answer, calledAt, open } = lever;
  const called: readonly Line[] =
    calledAt === undefined
      ? [line(own('to be called'))]
      : [
          line(
            [own('called at '), localTime(calledAt), own(': ')],
            inert(answer ?? '', room.text, 'name'),
          ),
        ];
  const rest =
    open === undefined || open === ''
      ? []
      : [line(own('may still run: '), inert(open, room.text, 'name'))];
  return fact(leverName(name), ...called, line(reading(lever, room)), ...rest);
}

function inForceText({ complete, levers }: PauseReceipt): string {
  if (!complete)
    return 'Stopped at our gate. Whether it stands still everywhere else is being asked.';
  return levers.every(({ to, readAs }) => to !== 'stop' || readAs === 'stopped')
    ? 'Stopped, and read back.'
    : 'Stopped at our gate. Not every system says that it has stopped: see below.';
}

function banner({ receipt, liftedBy }: ReceiptView): {
  readonly runs: readonly TextRun[];
  readonly weight: Weight;
} {
  if (receipt.status === 'inForce')
    return {
      weight: 'attention',
      runs: [own(inForceText(receipt))],
    };
  const how = receipt.lifted?.automatic
    ? 'It lifted itself: its time is over.'
    : `Lifted by ${liftedBy === '' ? 'somebody' : liftedBy}.`;
  return { weight: 'good', runs: [own(how)] };
}

/** Only while it matters: what is over has had its end. */
function hintOf({ status, reason }: PauseReceipt): string {
  const hint = status === 'inForce' ? noEndHint(reason) : '';
  return hint === '' ? '' : `.${hint}`;
}

function factsOf({ receipt, by, stopped }: ReceiptView, room: Room): readonly Fact[] {
  const names = stopped.slice(0, room.items);
  const more = stopped.length - names.length;
  const until =
    receipt.until === undefined
      ? [own(`until somebody resumes it${hintOf(receipt)}`)]
      : [own('until '), localTime(receipt.until)];
  return [
    fact(
      'Paused by',
      line(
        inert(by, room.name, 'name'),
        own(receipt.byBoard ? ' for the review board, ' : ', '),
        localTime(receipt.at),
      ),
    ),
    fact('Because', line(inert(receipt.reason, room.text, 'prose'))),
    fact('For how long', line(until)),
    fact(
      receipt.status === 'inForce' ? 'Who is stopped' : 'Who was stopped',
      line(inert(names.join(', '), room.text, 'name'), own(more > 0 ? ` and ${more} more` : '')),
    ),
    fact(
      'Requests',
      line(
        own(
          `${receipt.held.length} held; ${receipt.voided.length} ${receipt.voided.length === 1 ? 'approval' : 'approvals'} void for good`,
        ),
      ),
    ),
  ];
}

const undo = ({ receipt, mayLift }: ReceiptView): readonly SheetAction[] =>
  mayLift && receipt.status === 'inForce'
    ? [{ title: 'Undo', data: { verb: 'pause-undo', pause: receipt.id } }]
    : [];

const build = (view: ReceiptView, room: Room): Sheet => ({
  kicker: [own(`${view.receipt.id} · proof in the ledger at g/${view.receipt.seq}`)],
  title: [
    own(view.receipt.status === 'inForce' ? 'Paused: ' : 'Running again: '),
    ...targetRuns(view.receipt.target, room),
  ],
  banner: banner(view),
  facts: [
    ...factsOf(view, room),
    ...view.receipt.levers
      .filter(({ to }) => to === (view.receipt.status === 'inForce' ? 'stop' : 'release'))
      .map((lever) => leverFact(lever, room)),
  ],
  actions: [
    ...undo(view),
    { title: 'Refresh', data: { verb: 'pause-show', pause: view.receipt.id } },
  ],
});

/** What was stopped, by which levers, what they said when asked back, and what may still run. */
export const receiptCard = defineSheet<ReceiptView>('pause-receipt', build);
