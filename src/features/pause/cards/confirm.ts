import type { Room } from '../../../kernel/cards/define.ts';
import { fact, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { durationWords } from '../domain/duration.ts';
import { leverPlan, noEndHint, targetRuns } from './words.ts';

/** A pause that would stop more than one agent, before it is started. */
export interface ConfirmView {
  /** As `targetText` spells it. */
  readonly target: string;
  readonly reason: string;
  /** As it was typed: `2h`; empty where it has no end. */
  readonly duration: string;
  readonly stopped: readonly string[];
  readonly levers: readonly string[];
}

const build = ({ target, reason, duration, stopped, levers }: ConfirmView, room: Room): Sheet => {
  const names = stopped.slice(0, room.items);
  const more = stopped.length - names.length;
  return {
    kicker: [own('Nothing is paused yet')],
    title: [own('Pause '), ...targetRuns(target, room), own('?')],
    banner: {
      weight: 'warning',
      runs: [
        own(`This stops ${stopped.length} ${stopped.length === 1 ? 'agent' : 'agents'} at once.`),
      ],
    },
    facts: [
      fact(
        'Who is stopped',
        line(
          inert(names.join(', ') || 'nobody at present', room.text, 'name'),
          own(more > 0 ? ` and ${more} more` : ''),
        ),
      ),
      fact('Because', line(inert(reason, room.text, 'prose'))),
      fact('For how long', line(own(durationLine(duration, reason)))),
      fact('What is done where', ...levers.map((name) => line(own(leverPlan(name))))),
      fact(
        'What happens',
        line(
          own(
            'From the tap on, nothing they ask for is allowed. Requests that wait are held, and approvals that are not used yet become void for good.',
          ),
        ),
      ),
    ],
    actions: [{ title: 'Pause now', data: { verb: 'pause-confirm', target, reason, duration } }],
  };
};

const durationLine = (duration: string, reason: string): string =>
  duration === ''
    ? `until somebody resumes it.${noEndHint(reason)}`
    : `${durationWords(duration)} from the tap on, then it ends by itself`;

export const confirmCard = defineSheet<ConfirmView>('pause-confirm', build);
