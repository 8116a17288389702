import * as z from 'zod';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Principal, Role } from '../../kernel/people.ts';
import { type Route, route } from '../../kernel/route.ts';
import type { Verified } from '../../kernel/verified.ts';
import { payloadOf, redact, type ShownLine } from './redaction.ts';

export interface AuditDeps {
  readonly ledger: Ledger;
  /** Absent: the ledger is not verified beside the work. */
  readonly verified?: Verified;
  /** Whether this caller may read what an agent wanted to do, word for word; undefined: by a call that led to no request. */
  readonly mayReadPayload: (
    reader: { readonly principal: Principal; readonly roles: ReadonlySet<Role> },
    request: string | undefined,
  ) => Promise<boolean>;
}

const none = z.strictObject({});
const SUBJECT =
  /^(?:ledger|policy|releases|models|AR-\d+|D-(?:g|\d{2})-\d+|P-\d+|F-\d+|AL-[0-9a-f]{12}|(?:agent|connector|person):[A-Za-z0-9._-]{1,64})$/;

/** What a page of lines says comes next; a place of the log. */
const CURSOR = /^(?:g|\d{2})\/\d{1,15}$/;

const query = z.strictObject({
  after: z
    .string()
    .min(1)
    .max(300)
    .refine((text) => CURSOR.test(text), 'after is what the page before said comes next')
    .optional(),
  subject: z
    .string()
    .regex(
      SUBJECT,
      'a subject is AR-…, D-…, P-…, F-…, AL-…, agent:<id>, connector:<id>, person:<object id>, ledger, policy, releases or models',
    )
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

const eventsRoute = ({ ledger, mayReadPayload }: AuditDeps): Route =>
  route({
    id: 'ledgerEvents',
    method: 'GET',
    path: '/ledger/events',
    summary: 'Ledger lines, oldest first, as NDJSON',
    callers: ['admin', 'board'],
    params: none,
    query,
    body: undefined,
    output: z.string(),
    success: 200,
    mediaType: 'application/x-ndjson',
    problems: [],
    handle: async ({ query: { after, subject, limit }, principal, roles }) => {
      const page = await ledger.reads.lines({
        limit,
        ...(after && { after }),
        ...(subject && { subject }),
      });
      const asked = new Map<string | undefined, boolean>();
      const shown: ShownLine[] = [];
      for (const line of page.items) {
        const payload = payloadOf(line);
        if (payload && !asked.has(payload.request))
          asked.set(payload.request, await mayReadPayload({ principal, roles }, payload.request));
        shown.push(!payload || asked.get(payload.request) ? line : redact(line));
      }
      return {
        status: 200,
        body: shown.map((line) => `${JSON.stringify(line)}\n`).join(''),
        ...(page.next && { next: page.next }),
      };
    },
  });

const checkpointRoute = ({ ledger }: AuditDeps): Route =>
  route({
    id: 'ledgerCheckpoint',
    method: 'GET',
    path: '/ledger/checkpoint',
    summary: 'The newest signed checkpoint over all logs, a C2SP signed note',
    callers: ['admin', 'board'],
    params: none,
    query: none,
    body: undefined,
    output: z.string(),
    success: 200,
    mediaType: 'text/plain',
    problems: [],
    handle: async () => ({ status: 200, body: await ledger.checkpoint() }),
  });

export const auditRoutes = (deps: AuditDeps): readonly Route[] => [
  eventsRoute(deps),
  checkpointRoute(deps),
];
