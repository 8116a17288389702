import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type Around, localOf } from '../around.ts';
import { readLocalFile } from '../localFile.ts';
import { LOCAL_ORGANISATION } from '../settings.ts';
import { tokenFor } from '../token.ts';

const problem = z.looseObject({ detail: z.string() });
const decision = z.looseObject({
  outcome: z.string(),
  because: z.string(),
  policies: z.array(z.string()),
  bundle: z.string(),
  questions: z
    .record(z.string(), z.looseObject({ question: z.string(), answer: z.string() }))
    .optional(),
});

interface Asking {
  readonly as: string;
  readonly path: string;
  readonly body?: unknown;
}

/** Asks the server that runs on this machine, as one of the example organisation. */
async function ask({ as, path, body }: Asking, around: Around): Promise<unknown> {
  const { dataDir, host, port } = localOf(around);
  const server = (await readLocalFile(dataDir))?.server ?? `http://${host}:${port}`;
  const token = (await tokenFor([as], { dataDir, ...LOCAL_ORGANISATION })) ?? '';
  const sent = fetch(`${server}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    signal: around.signal,
  });
  const response = await sent.catch(() => undefined);
  if (response === undefined)
    return { detail: `No server answers at ${server}: bring one up with npm start.` };
  return response.json();
}

/** Why something was decided, or what would be decided now. */
export async function explainCommand(args: readonly string[], around: Around): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      agent: { type: 'string' },
      connector: { type: 'string' },
      tool: { type: 'string' },
      arguments: { type: 'string', default: '{}' },
      model: { type: 'string' },
    },
  });
  const asking = askingOf(positionals, values);
  if (typeof asking === 'string') {
    around.complain(asking);
    return 2;
  }
  const answer = await ask(asking, around);
  const found = decision.safeParse(answer);
  if (!found.success) {
    around.complain(problem.safeParse(answer).data?.detail ?? 'The server gave no such answer.');
    return 1;
  }
  const { outcome, because, policies, bundle, questions = {} } = found.data;
  around.say(`${outcome}: ${because}`);
  around.say(`By ${policies.join(', ')} of the bundle ${bundle}.`);
  for (const { question, answer: told } of Object.values(questions))
    around.say(`${question} ${told}`);
  return 0;
}

interface Named {
  readonly agent?: string | undefined;
  readonly connector?: string | undefined;
  readonly tool?: string | undefined;
  readonly arguments: string;
  readonly model?: string | undefined;
}

function askingOf(ids: readonly string[], named: Named): Asking | string {
  const [id, ...more] = ids;
  if (id?.startsWith('AR-'))
    return `Only decisions are explained here: write why ${id} to the bot, or open it in the tab.`;
  if (id !== undefined && more.length === 0)
    return { as: 'board', path: `/decisions/${encodeURIComponent(id)}` };
  const { agent, connector, tool, model } = named;
  if (id !== undefined || !agent || !connector || !tool)
    return 'Name a decision (D-…), or an action with --agent, --connector, --tool and perhaps --model.';
  const args = argumentsOf(named.arguments);
  if (args === undefined) return '--arguments must be a JSON object.';
  const body = {
    agentId: agent,
    connectorId: connector,
    tool,
    arguments: args,
    ...(model !== undefined && { model }),
    dryRun: true,
  };
  return { as: 'gateway', path: '/authorize', body };
}

function argumentsOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
