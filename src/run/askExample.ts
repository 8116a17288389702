import * as z from 'zod';
import { Fault } from '../kernel/faults.ts';
import { LOCAL_ORGANISATION } from './settings.ts';
import { tokenFor } from './token.ts';

const answer = z.object({ outcome: z.string(), requestId: z.string().optional() });

const CALL = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: {
    to: ['emma@fabrikam.example'],
    cc: ['pilot@contoso.example'],
    subject: 'Renewal of your support contract',
    body: 'Dear Emma,\n\nyour support contract ends on 31 December. We can renew it at the present price of 4,800.00 EUR a year if you confirm by the end of the month.\n\nKind regards,\nContoso Sales',
  },
  justification: 'The contract ends in six weeks, and the renewal playbook says to write now.',
  workflow: 'contract-renewal',
} as const;

/** One approval to try: asked for over the API, as an agent asks. Answers what waits, as the end of a sentence. */
export async function askExample({
  server,
  dataDir,
}: {
  readonly server: string;
  readonly dataDir: string;
}): Promise<string> {
  const token = await tokenFor(['agent:crm-assistant'], { dataDir, ...LOCAL_ORGANISATION });
  const response = await fetch(`${server}/api/v1/authorize`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(CALL),
  });
  const read = answer.safeParse(await response.json());
  if (!response.ok || !read.success)
    throw new Fault(
      'misconfigured',
      `The example approval could not be asked for: the server answered ${response.status}.`,
    );
  return read.data.outcome === 'needsApproval'
    ? `${read.data.requestId} waits for you.`
    : `${read.data.requestId ?? 'nothing'} is approved and waits for its agent.`;
}
