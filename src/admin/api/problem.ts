import type { Problem } from '../contract/paths.ts';

/** What the API refused, in its own words. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** A fresh sign-in that did not come about: nothing was sent. */
export class SignInFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SignInFailed';
  }
}

/** What a fresh sign-in must prove, where the API asked for one. */
export function challengeOf(error: unknown): string | undefined {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'step-up-needed') return undefined;
  const { claims } = error.problem;
  return typeof claims === 'string' ? claims : '';
}

/** What an error means to a person, in a heading and a sentence. */
export interface Told {
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
}

export function toldOf(error: unknown): Told {
  if (error instanceof ApiProblem) {
    const { title, detail, errors = [] } = error.problem;
    return { title, detail, fields: errors };
  }
  if (error instanceof SignInFailed)
    return {
      title: 'You were not signed in anew',
      detail: `${error.message} Nothing was sent, and what you typed is still there.`,
      fields: [],
    };
  if (error instanceof TypeError)
    return {
      title: 'The server cannot be reached',
      detail: 'Nothing was lost here. Check the connection and try again.',
      fields: [],
    };
  return {
    title: 'Something went wrong in this page',
    detail: error instanceof Error ? error.message : 'Load the page again.',
    fields: [],
  };
}

/** Whether the same call may succeed in a moment: the server was busy, starting or out of reach. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ApiProblem
    ? [429, 503].includes(error.problem.status)
    : error instanceof TypeError;
