import * as z from 'zod';
import { count, hash, instant, people, requestId } from './fields.ts';
import { stagePlan } from './seat.ts';

/** What each event of a request says it is about. */
export const about = {
  request: requestId,
  kind: z.enum([
    'outboundAction',
    'connector',
    'tierEscalation',
    'standingGrant',
    'promotion',
    'boundsChange',
    'deviation',
    'policyChange',
    'modelList',
  ]),
  agentId: z.string(),
  /** Absent where it is about the agent as a whole. */
  connectorId: z.string().exactOptional(),
};
/** Milliseconds since the request was asked. */
export const ended = { ...about, waitedMs: count };
export const why = { reason: z.string().exactOptional(), preset: z.string().exactOptional() };

/** What every kind says when it is asked. */
export const asked = {
  ...about,
  digest: hash,
  stages: z.array(stagePlan).min(1).readonly(),
  due: instant,
  /** How long an approval waits to be redeemed; absent where approving itself does what was asked. */
  redeemMs: count.exactOptional(),
  /** How long an approver may take an approval back; absent where it cannot be. */
  undoMs: count.exactOptional(),
  /** Whoever approves has to have signed in anew. */
  stepUp: z.literal(true).exactOptional(),
  /** Who is asked first, and so gets a card. */
  invited: people,
};
