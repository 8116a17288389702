import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { emlText } from './mailFile.ts';

export interface DemoOptions {
  /** Base of the server, `http://127.0.0.1:3978`. */
  readonly server: string;
  /** Access token of the agent. */
  readonly token: string;
  /** Folder the .eml is written to. */
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

const AGENT = 'crm-assistant';

const authorization = z.looseObject({
  outcome: z.enum(['allow', 'needsApproval', 'deny']),
  because: z.string(),
  decisionId: z.string(),
  requestId: z.string().optional(),
});
const requestSeen = z.looseObject({
  id: z.string(),
  status: z.string(),
  receipt: z.string().optional(),
});
const problemSeen = z.looseObject({ title: z.string(), detail: z.string().optional() });

/** How the agent's errand ended: the file it wrote, or the sentence it was stopped with. */
export type DemoEnd =
  | { readonly kind: 'sent'; readonly file: string }
  | { readonly kind: 'stopped'; readonly because: string };

class Refused extends Error {}

async function call(
  { server, token, signal }: DemoOptions,
  method: string,
  where: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`${server}/api/v1${where}`, {
    method,
    signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const told = problemSeen.safeParse(answer);
  throw new Refused(
    told.success
      ? (told.data.detail ?? told.data.title)
      : `The server answered ${response.status}.`,
  );
}

/** Waits, half a minute a call, until a person has decided. */
async function decided(options: DemoOptions, id: string): Promise<z.infer<typeof requestSeen>> {
  for (;;) {
    const seen = requestSeen.parse(await call(options, 'GET', `/requests/${id}?wait=30`));
    if (seen.status !== 'pending') return seen;
    options.say(`  still waiting for ${id} …`);
  }
}

/** The errand: ask, wait for a person, redeem the receipt, and only then send (here: write the mail to a file). */
export async function runDemo(options: DemoOptions): Promise<DemoEnd> {
  const started = options.now();
  const mail = {
    to: ['emma@fabrikam.example'],
    subject: `Your offer for the spring order (${started.toISOString().slice(11, 19)})`,
    body: 'Dear Emma,\n\nas discussed, here is our offer for 40 units at 1,250.00 EUR.\nIt holds until the end of the month.\n\nKind regards,\nContoso Sales',
  };
  const action = { agentId: AGENT, connectorId: 'mail', tool: 'send', arguments: mail };
  try {
    return await errand(options, action, mail);
  } catch (error) {
    if (error instanceof Refused) return { kind: 'stopped', because: error.message };
    throw error;
  }
}

async function errand(
  options: DemoOptions,
  action: { readonly arguments: object },
  mail: { to: string[]; subject: string; body: string },
): Promise<DemoEnd> {
  const { say } = options;
  say(`${AGENT} asks: may I send "${mail.subject}" to ${mail.to.join(', ')}?`);
  const asked = authorization.parse(
    await call(options, 'POST', '/authorize', {
      ...action,
      justification: 'Emma asked for the offer in our call this morning.',
      workflow: 'offer-follow-up',
    }),
  );
  say(`Countersign answers ${asked.outcome}: ${asked.because}`);
  const permit = await permitted(options, asked, action.arguments);
  if ('because' in permit) return { kind: 'stopped', because: permit.because };
  await mkdir(options.folder, { recursive: true });
  const file = path.join(options.folder, `${permit.name}.eml`);
  await writeFile(
    file,
    emlText({ from: 'sales@contoso.example', ...mail, date: options.now(), request: permit.name }),
  );
  await call(options, 'POST', '/outcomes', { decisionId: asked.decisionId, outcome: 'used' });
  say(`The mail is in ${file}`);
  return { kind: 'sent', file };
}

/** What the mail goes out under: a request whose receipt is redeemed now, or a decision that allowed it at once. */
async function permitted(
  options: DemoOptions,
  { outcome, because, decisionId, requestId }: z.infer<typeof authorization>,
  sent: object,
): Promise<{ readonly name: string } | { readonly because: string }> {
  const { say } = options;
  if (requestId === undefined) return outcome === 'allow' ? { name: decisionId } : { because };
  say(
    `${requestId} waits for the business owner. Open the playground and tap Approve (or Reject).`,
  );
  const seen = await decided(options, requestId);
  if (seen.receipt === undefined) return { because: `${requestId} is ${seen.status}.` };
  say(`${requestId} is ${seen.status}; the receipt is here. Redeeming it …`);
  await call(options, 'POST', '/receipts/redeem', { receipt: seen.receipt, arguments: sent });
  say('Redeemed, once and for all.');
  return { name: requestId };
}
