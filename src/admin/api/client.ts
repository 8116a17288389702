import createClient, { type Client } from 'openapi-fetch';
import type { Paths, Problem } from '../contract/paths.ts';
import { ApiProblem } from './problem.ts';

export type Api = Client<Paths>;

/** The API, typed by its own document; `token` is asked for each call. */
export function apiClient(token: () => Promise<string>, onStranger: () => void): Api {
  const api = createClient<Paths>({ baseUrl: location.origin });
  api.use({
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
    async onResponse({ response }) {
      if (response.status === 401 && !(await isChallenge(response))) onStranger();
    },
  });
  return api;
}

/** Whether the API knows who it is, and wants a fresh sign-in for this one call. */
async function isChallenge(response: Response): Promise<boolean> {
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return isObject(said) && said['code'] === 'step-up-needed';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** What a call answered; a refusal is thrown as `ApiProblem`. */
export async function answered<T>(call: Promise<Answered<T>>): Promise<T> {
  return (await answeredPage(call)).data;
}

/** With the cursor of the next page, where there is one. */
export async function answeredPage<T>(
  call: Promise<Answered<T>>,
): Promise<{ readonly data: T; readonly next: string | undefined }> {
  const { data, error, response } = await call;
  if (data === undefined) throw new ApiProblem(problemOf(error, response));
  return { data, next: nextOf(response.headers.get('link')) };
}

/** The same of a call that answers with text: one of no length has none, and is no failure. */
export const answeredText = (
  call: Promise<Answered<string>>,
): Promise<{ readonly data: string; readonly next: string | undefined }> =>
  answeredPage(
    call.then((answer) => (answer.response.ok ? { ...answer, data: answer.data ?? '' } : answer)),
  );

const nextOf = (link: string | null): string | undefined => {
  const target = /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];
  const after = target && new URL(target, location.origin).searchParams.get('after');
  return after ?? undefined;
};

/** A proxy on the way may answer something else than a problem document. */
function problemOf(error: unknown, { status, statusText }: Response): Problem {
  if (typeof error === 'object' && error !== null && 'code' in error && 'detail' in error)
    return error as Problem;
  return {
    type: 'about:blank',
    title: `The server answered ${status} ${statusText}`,
    status,
    code: 'internal',
    detail: 'What it said was not understood. Try again in a moment.',
    instance: '',
  };
}
