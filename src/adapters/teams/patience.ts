import type { Sent } from '../../kernel/chat.ts';
import { SECOND } from '../../kernel/instant.ts';
import type { Pace } from './pace.ts';

const TRIES = 5;
const LONGEST_WAIT = 30 * SECOND;

/** Sends an answer again for as long as the channel says later, which nobody else will. Answers how it ended. */
export async function patiently(send: () => Promise<Sent>, first: Sent, pace: Pace): Promise<Sent> {
  let sent = first;
  for (let tries = 1; sent.kind === 'later' && tries < TRIES; tries += 1) {
    const backOff = SECOND * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
    await pace.wait(Math.min(LONGEST_WAIT, Math.max(backOff, sent.afterMs ?? 0)));
    sent = await send();
  }
  return sent;
}
