import { randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Request, Response } from 'restify';
import { Fault, isPassing } from '../../kernel/faults.ts';
import type { Log } from '../../kernel/log.ts';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import { type Answer, problemAnswer, problemOfError, write } from './answer.ts';
import type { RunningCalls } from './running.ts';

/** One exchange: what came, and what the log line will say about it. */
export interface Exchange {
  readonly req: Request;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** The kind of caller, once known. */
  caller?: string;
}

export type Perform = (exchange: Exchange) => Promise<Answer | Problem>;

export interface AnsweringDeps {
  readonly log: Log;
  readonly running: RunningCalls;
  /** Headers of every answer. */
  readonly headers: OutgoingHttpHeaders;
}

/**
 * The one wrapper around everything that answers: it never throws, writes exactly one answer, and one log line without
 * tokens or bodies. `route` is the name in that line.
 */
export function answering(route: string, perform: Perform, deps: AnsweringDeps) {
  return async (req: Request, res: Response): Promise<void> => {
    const began = performance.now();
    const exchange: Exchange = { req, requestId: randomUUID(), signal: deps.running.begin(res) };
    const outcome = await settle(route, perform, exchange, deps);
    const answer = isProblem(outcome) ? problemAnswer(outcome, exchange.requestId) : outcome;
    const closing = deps.running.stopping ? { connection: 'close' } : {};
    write(res, answer, { ...deps.headers, ...closing });
    deps.log.info('call-answered', {
      requestId: exchange.requestId,
      method: req.method,
      route,
      status: answer.status,
      caller: exchange.caller,
      problem: isProblem(outcome) ? outcome.problem : undefined,
      ms: Math.round(performance.now() - began),
    });
  };
}

async function settle(
  route: string,
  perform: Perform,
  exchange: Exchange,
  { log, running }: AnsweringDeps,
): Promise<Answer | Problem> {
  try {
    return await perform(exchange);
  } catch (error) {
    const { requestId, signal } = exchange;
    if (signal.aborted)
      return problem('try-again', running.stopping ? STOPPING : GONE, { retryAfter: 1 });
    const passing = error instanceof Fault && isPassing(error.code);
    log[passing ? 'warn' : 'error']('call-failed', { requestId, route, error });
    return problemOfError(error);
  }
}

const STOPPING = 'The server is stopping. Try again in a moment.';
const GONE = 'The connection ended before the answer.';
