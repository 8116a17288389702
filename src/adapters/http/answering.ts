import { randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Request, Response } from 'restify';
import { Fault, isPassing } from '../../kernel/faults.ts';
import type { Log } from '../../kernel/log.ts';
import { isProblem, type Problem, problem } from '../../kernel/problems.ts';
import { type Answer, problemAnswer, problemOfError, write } from './answer.ts';
import type { CallTrace } from './callers.ts';
import type { RunningCalls } from './running.ts';

/** One exchange: what came, and what the log line will say about it. */
export interface Exchange {
  readonly req: Request;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly trace: CallTrace;
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
    const requestId = randomUUID();
    const trace: CallTrace = {};
    const exchange: Exchange = { req, requestId, signal: deps.running.begin(res), trace };
    const outcome = await settle(route, perform, exchange, deps);
    const answer = isProblem(outcome) ? problemAnswer(outcome, requestId) : outcome;
    const closing = deps.running.stopping ? { connection: 'close' } : {};
    write(res, answer, { ...deps.headers, ...closing });
    deps.log.info('call-answered', {
      requestId,
      method: req.method,
      route,
      status: answer.status,
      ...trace,
      problem: isProblem(outcome) ? outcome.problem : undefined,
      ms: Math.round(performance.now() - began),
    });
  };
}

async function settle(
  route: string,
  perform: Perform,
  exchange: Exchange,
  { log }: AnsweringDeps,
): Promise<Answer | Problem> {
  try {
    return await perform(exchange);
  } catch (error) {
    const { requestId, signal } = exchange;
    if (signal.aborted && isAbort(error))
      return problem('try-again', 'The call was broken off. Try again in a moment.', {
        retryAfter: 1,
      });
    const passing = error instanceof Fault && isPassing(error.code);
    log[passing ? 'warn' : 'error']('call-failed', { requestId, route, error });
    return problemOfError(error);
  }
}

/** A handler that gave up because its signal told it to; anything else is told to operators even when nobody waits. */
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
