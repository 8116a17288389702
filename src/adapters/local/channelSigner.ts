import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { type Listening, listenOnLoopback } from './loopback.ts';

export interface SignerSettings {
  /** Where the bot takes activities: `http://127.0.0.1:3978/api/messages`. */
  readonly botUrl: string;
  /** The playground's own origin, `http://127.0.0.1:56150`: the only page that may be behind a call. */
  readonly playgroundOrigin: string;
  /** The only service URL that is signed for: the playground's connector. */
  readonly serviceUrl: string;
  /** A channel token for that service URL. */
  readonly mint: (serviceUrl: string) => Promise<string>;
}

export interface ChannelSigner extends Pick<Listening, 'stop'> {
  /** What the playground is told to send activities to. */
  readonly url: string;
}

const PATH = '/api/messages';
const MAX_BYTES = 256 * 1024;
const BOT_ANSWERS_WITHIN_MS = 60_000;

/**
 * Stands between playground and bot as the Bot Connector does: adds the channel's token to what the playground sends, and
 * changes nothing else. It signs for whoever can reach it, so it can be reached from this machine only, and by no web page
 * that is not the playground's: not under another host name (DNS rebinding), not across origins.
 */
export async function startChannelSigner(settings: SignerSettings): Promise<ChannelSigner> {
  let host = '';
  const server = createServer((req, res) => {
    handle(req, { ...settings, host }).then(
      (reply) => send(res, reply),
      () => res.destroy(),
    );
  });
  const { origin, stop } = await listenOnLoopback(server);
  host = new URL(origin).host;
  return { url: `${origin}${PATH}`, stop };
}

interface Reply {
  readonly status: number;
  readonly type?: string | undefined;
  readonly body: string;
}

const refused = (status: number, why: string): Reply => ({ status, body: `${why}\n` });

function send(res: ServerResponse, { status, type = 'text/plain', body }: Reply): void {
  res.writeHead(status, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  res.end(body);
}

type Signing = SignerSettings & { readonly host: string };

async function handle(req: IncomingMessage, signing: Signing): Promise<Reply> {
  const stranger = strangerIn(req, signing);
  if (stranger !== undefined) return refused(403, stranger);
  if (req.url !== PATH) return refused(404, `Only ${PATH} is here.`);
  // The playground asks in this way whether the bot is up yet.
  if (req.method === 'HEAD') return refused(200, '');
  if (req.method !== 'POST') return refused(405, 'Activities are posted.');
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(req.headers['content-type'] ?? ''))
    return refused(415, 'Activities are application/json.');
  const body = await bodyOf(req);
  if (body === undefined) return refused(413, `Activities are at most ${MAX_BYTES} bytes.`);
  if (serviceUrlOf(body) !== signing.serviceUrl)
    return refused(403, `Only activities whose serviceUrl is ${signing.serviceUrl} are signed.`);
  return forward(body, signing);
}

/** What tells that a web page, or somebody under another name of this machine, is calling. */
function strangerIn({ headers }: IncomingMessage, signing: Signing): string | undefined {
  if (headers.host !== signing.host) return `This is ${signing.host} and nothing else.`;
  if (headers.origin !== undefined && headers.origin !== signing.playgroundOrigin)
    return 'Web pages may not post activities.';
  return undefined;
}

/** Undefined for a body that is too long; it is read to its end, so that the caller hears the answer. */
async function bodyOf(req: IncomingMessage): Promise<Buffer | undefined> {
  const arriving: AsyncIterable<Uint8Array> = req;
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of arriving) {
    size += chunk.length;
    if (size <= MAX_BYTES) kept.push(chunk);
  }
  return size <= MAX_BYTES ? Buffer.concat(kept) : undefined;
}

const activity = z.object({ serviceUrl: z.string() });

function serviceUrlOf(body: Buffer): string | undefined {
  try {
    return activity.safeParse(JSON.parse(body.toString('utf8'))).data?.serviceUrl;
  } catch {
    return undefined;
  }
}

async function forward(body: Buffer, { botUrl, serviceUrl, mint }: Signing): Promise<Reply> {
  const authorization = `Bearer ${await mint(serviceUrl)}`;
  try {
    const answer = await fetch(botUrl, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: Uint8Array.from(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(BOT_ANSWERS_WITHIN_MS),
    });
    const type = answer.headers.get('content-type') ?? undefined;
    return { status: answer.status, type, body: await answer.text() };
  } catch {
    return refused(502, `The bot does not answer at ${botUrl}.`);
  }
}
