import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { isProblem, type Problem, problem } from '../../../kernel/problems.ts';
import type { Answer } from '../answer.ts';
import { readBody, wrongType } from '../body.ts';
import { isJson } from '../mediaTypes.ts';
import { document } from '../outside.ts';
import type { AdminSite } from './site.ts';

const choice = z.strictObject({
  person: z.string().min(1).max(200),
  /** As after a fresh sign-in: what approvals may ask for. */
  stepUp: z.boolean().default(false),
});

/**
 * Whoever sits at this machine chooses whom of the example organisation to be. No page of another site may choose: the
 * request must come from this machine, be addressed to it by a name that is its own (a foreign name that leads here is a
 * rebinding), and be sent by a page of ours.
 */
export async function localSignIn(
  req: IncomingMessage,
  signIn: NonNullable<AdminSite['signIn']>,
): Promise<Answer | Problem> {
  if (!isFromOurPage(req))
    return problem('forbidden', 'People are chosen on this machine, by its own page only.');
  if (!isJson(req.headers['content-type'])) return wrongType();
  const read = await readBody(req);
  if (isProblem(read)) return read;
  const said = choice.safeParse(read.value);
  const accessToken = said.success ? await signIn(said.data.person, said.data.stepUp) : undefined;
  return accessToken === undefined
    ? problem('invalid-body', 'Choose a person of the example organisation: {"person": "…"}.')
    : document({ accessToken });
}

function isFromOurPage({ headers, socket }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  return (
    isLoopbackAddress(socket.remoteAddress ?? '') &&
    /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host) &&
    origin === `http://${host}` &&
    (site === undefined || site === 'same-origin')
  );
}

const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
