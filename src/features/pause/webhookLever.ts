import type { Json } from '../../ledger/canonical.ts';
import type { Lever, LeverReading, Pulled } from './deps.ts';
import type { PauseState } from './domain/state.ts';
import { targetText } from './domain/target.ts';

/** How one subscriber answered. */
export type SubscriberAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly state: 'stopped' | 'running' | undefined;
    }
  | { readonly kind: 'silent'; readonly why: string };

/** Calls every subscriber; the answers in the order of the subscribers. */
export type CallSubscribers = (call: {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly [field: string]: Json };
}) => Promise<readonly SubscriberAnswer[]>;

const accepted = (answer: SubscriberAnswer): boolean =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

const dataOf = (pause: PauseState, status: string) => ({
  id: pause.id,
  status,
  target: targetText(pause.target),
  seq: pause.seq,
});

/** Several subscribers, and pauses that stack: asked what is true now, each says what it has stopped. */
function summed(answers: readonly SubscriberAnswer[]): LeverReading {
  const states = answers.map((answer) => (answer.kind === 'answered' ? answer.state : undefined));
  const silent = states.filter((state) => state === undefined).length;
  if (states.some((state) => state === 'running'))
    return { state: 'running', open: 'a subscriber says that it still lets this through' };
  if (silent > 0)
    return {
      state: 'unknown',
      open: `${silent} of ${answers.length} subscribers did not say how it stands`,
    };
  return { state: 'stopped', open: '' };
}

/**
 * Tells gateways outside by a signed webhook and asks them back. `pause.started` and `pause.lifted` tell; `pause.read` asks,
 * and the receiver answers `{"state": "stopped"}` or `{"state": "running"}` for that pause's target.
 */
export function webhookLever(call: CallSubscribers): Lever {
  const tell = async (pause: PauseState, type: string, status: string): Promise<Pulled> => {
    const answers = await call({ id: `${pause.id}-${status}`, type, data: dataOf(pause, status) });
    const told = answers.filter(accepted).length;
    return {
      ok: told === answers.length,
      answer: `${told} of ${answers.length} subscribers accepted it`,
    };
  };
  return {
    name: 'webhook',
    reaches: () => true,
    stop: (pause) => tell(pause, 'pause.started', 'inForce'),
    release: (pause) => tell(pause, 'pause.lifted', 'lifted'),
    read: async (pause) =>
      summed(
        await call({
          id: `${pause.id}-read-${pause.lifted === undefined ? 'stop' : 'release'}`,
          type: 'pause.read',
          data: dataOf(pause, pause.lifted === undefined ? 'inForce' : 'lifted'),
        }),
      ),
  };
}
