import { HOUR, SECOND } from '../../kernel/instant.ts';

type Limit = readonly [sends: number, withinMs: number];

/** What Teams takes from one bot in one conversation (facts: Limits), and about what it takes from one app. */
const PER_CONVERSATION: readonly Limit[] = [
  [7, SECOND],
  [8, 2 * SECOND],
  [60, 30 * SECOND],
  [1_800, HOUR],
];
const PER_APP: readonly Limit[] = [[30, SECOND]];

/** Conversations whose last send is remembered; beyond it the one that is quiet longest is forgotten. */
const MOST_CONVERSATIONS = 10_000;

/** Keeps count of sends. `take` answers 0 and counts the send, or the milliseconds until one would be free. */
export interface SendLimits {
  take(conversationId: string): number;
}

/** Sliding windows over a clock of milliseconds; one server's own count. */
export function createSendLimits(now: () => number): SendLimits {
  const conversations = new Map<string, number[]>();
  const app: number[] = [];
  return {
    take(conversationId) {
      const at = now();
      const own = conversations.get(conversationId) ?? [];
      const wait = Math.max(waitFor(own, PER_CONVERSATION, at), waitFor(app, PER_APP, at));
      if (wait > 0) return wait;
      count(own, PER_CONVERSATION, at);
      count(app, PER_APP, at);
      conversations.delete(conversationId);
      conversations.set(conversationId, own);
      const [quietest] = conversations.keys();
      if (conversations.size > MOST_CONVERSATIONS && quietest !== undefined)
        conversations.delete(quietest);
      return 0;
    },
  };
}

/** `times` is in order. A limit of n within w is free again w after the n-th send from the end. */
function waitFor(times: readonly number[], limits: readonly Limit[], at: number): number {
  const waits = limits.map(([sends, within]) => (times.at(-sends) ?? -Infinity) + within - at);
  return Math.ceil(Math.max(0, ...waits));
}

function count(times: number[], limits: readonly Limit[], at: number): void {
  times.push(at);
  const most = Math.max(...limits.map(([sends]) => sends));
  if (times.length > 2 * most) times.splice(0, times.length - most);
}
