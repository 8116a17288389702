import type { IncomingMessage } from 'node:http';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import type { LastVerified, Verified } from '../../kernel/verified.ts';
import type { Json } from '../../ledger/canonical.ts';
import { type Answer, JSON_TYPE, problemAnswer } from './answer.ts';
import { readBody } from './body.ts';
import { tooMany } from './handling.ts';
import type { RateLimit } from './rateLimit.ts';

/** What the bot answers to an activity: an HTTP status, and the invoke response's body where there is one. */
export interface MessageAnswer {
  readonly status: number;
  readonly body?: Json;
}

/**
 * The bot's one way in. It validates the token itself, and only then reads the activity: undefined where there is none that
 * could be read. `mayGoOn` counts it against its sender's rate, once who that is has been validated, and false means that
 * the answer is 429.
 */
export type Messages = (
  authorization: string | undefined,
  activity: () => Promise<Json | undefined>,
  mayGoOn: (personId: string) => boolean,
) => Promise<MessageAnswer>;

/** True, or why not: sentences of ours. */
export type Readiness = boolean | readonly string[];

const jsonAnswer = (status: number, value: Json): Answer => ({
  status,
  type: JSON_TYPE,
  headers: {},
  text: JSON.stringify(value),
});

export const alive = (): Answer => jsonAnswer(200, { status: 'alive' });

export const document = (value: Json): Answer => jsonAnswer(200, value);

export async function readiness(
  ready: () => Promise<Readiness>,
  verified?: Verified,
): Promise<Answer | Problem> {
  const state = await ready();
  const last = verified?.();
  if (state === true)
    return jsonAnswer(200, { status: 'ready', ...(last && { verified: forAnybody(last) }) });
  const why = state === false ? 'The server is starting.' : state.join(' ');
  return problem('try-again', why, { retryAfter: 1 });
}

/** Where the ledger differs is not for whoever asks. */
const forAnybody = ({ at, events, outcome }: LastVerified) => ({ at, events, outcome });

/** An activity → what the bot says. Its body is read as strictly as any other, and of strangers not at all. */
export async function performActivity(
  req: IncomingMessage,
  requestId: string,
  { messages, limits }: { messages: Messages; limits: RateLimit },
): Promise<Answer | Problem> {
  let unread: Problem | undefined;
  const activity = async (): Promise<Json | undefined> => {
    const read = await readBody(req, 'rounded');
    if (isProblem(read)) unread = read;
    else if (read.value === undefined)
      unread = problem('invalid-json', 'An activity is a JSON object.');
    else return read.value;
    return undefined;
  };
  const mayGoOn = (personId: string): boolean => limits.take('messages', personId);
  const { status, body } = await messages(req.headers.authorization, activity, mayGoOn);
  if (unread !== undefined) return unread;
  if (status === 429) return problemAnswer(tooMany(), requestId);
  if (body !== undefined) return jsonAnswer(status, body);
  return { status, type: JSON_TYPE, headers: {}, text: '' };
}
