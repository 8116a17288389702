import * as z from 'zod';
import { epochMs, type Instant, instantOf, MINUTE, plus } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Redeem } from '../domain/commands.ts';
import { count, hash, people, requestId } from '../domain/fields.ts';
import type { ActionRequest } from '../domain/state.ts';
import {
  type JwsFlaw,
  type JwsKey,
  type JwsSigner,
  openCompact,
  signCompact,
} from './compactJws.ts';

const TYPE = 'countersign-receipt+jwt';
const LIFETIME = 5 * MINUTE;
/** How far the clocks of two servers may be apart. */
const SKEW = MINUTE;

/** What signs receipts, and what they are checked with. */
export type ReceiptSigner = JwsSigner;
export type ReceiptKey = JwsKey;

const receiptClaims = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  tenant: z.string(),
  jti: z.string().min(1),
  /** Epoch seconds, as `exp`. */
  iat: z.int(),
  exp: z.int(),
  agent: z.string(),
  request: requestId,
  digest: hash,
  approvers: people,
  bundle: z.string(),
  /** Governance's size and Merkle root when it was minted. */
  checkpoint: z.strictObject({ size: count, root: hash }),
});

/** What a receipt says. */
export type ReceiptClaims = Readonly<z.output<typeof receiptClaims>>;

/** By whom and for whom receipts are made. */
export interface ReceiptParties {
  readonly issuer: string;
  readonly audience: string;
  readonly tenant: string;
}

/** What is new in each receipt. */
export interface Minting {
  readonly jti: string;
  readonly now: Instant;
  readonly checkpoint: ReceiptClaims['checkpoint'];
}

/**
 * Mints a receipt for an approval: a JWS in compact form, good for 5 minutes or until the approval lapses. Only for a state
 * folded from the events themselves, and only while `mayHaveReceipt` holds. What the signer throws passes through.
 */
export const mintReceipt = (
  signer: ReceiptSigner,
  parties: ReceiptParties,
  state: ActionRequest,
  minting: Minting,
): Promise<string> => signCompact(signer, TYPE, claimsOf(parties, state, minting));

function claimsOf(
  { issuer, audience, tenant }: ReceiptParties,
  state: ActionRequest,
  { jti, now, checkpoint }: Minting,
): ReceiptClaims {
  const { approvers, redeemBy } = state.approval ?? {};
  if (approvers === undefined || redeemBy === undefined)
    throw new TypeError(`${state.id} has no approval that could be redeemed`);
  const last = plus(now, LIFETIME);
  return {
    iss: issuer,
    aud: audience,
    tenant,
    jti,
    iat: seconds(now),
    exp: seconds(last < redeemBy ? last : redeemBy),
    agent: state.agentId,
    request: state.id,
    digest: state.digest,
    approvers,
    bundle: state.bundle,
    checkpoint,
  };
}

const seconds = (at: Instant): number => Math.floor(epochMs(at) / 1_000);

/** What keeps a text from being a receipt of ours. For the log: a caller learns only that it is none. */
export type ReceiptFlaw = JwsFlaw | 'claims' | 'issuer' | 'audience' | 'tenant' | 'times';

/** A receipt of ours that is past its time still says which one it was: of a redeemed request that is worth telling. */
export type ReceiptRefusal =
  | { readonly code: 'receipt-invalid'; readonly flaw: ReceiptFlaw }
  | { readonly code: 'receipt-expired'; readonly receipt: ReceiptClaims };

export interface Verifying extends ReceiptParties {
  readonly keys: readonly ReceiptKey[];
  readonly now: Instant;
}

/** Reads a receipt: signed by one of our keys with ES256, of our type, for this audience, issuer and tenant, and in time. */
export function verifyReceipt(
  receipt: string,
  verifying: Verifying,
): Result<ReceiptClaims, ReceiptRefusal> {
  const opened = openCompact(receipt, TYPE, verifying.keys);
  if (!opened.ok) return invalid(opened.refusal);
  const parsed = receiptClaims.safeParse(opened.value);
  if (!parsed.success) return invalid('claims');
  const claims = parsed.data;
  const flaw = wrongParty(claims, verifying) ?? wrongTimes(claims, verifying.now);
  if (flaw !== undefined) return invalid(flaw);
  const over = epochMs(verifying.now) >= claims.exp * 1_000;
  return over ? refuse({ code: 'receipt-expired', receipt: claims }) : ok(claims);
}

const invalid = (flaw: ReceiptFlaw): Result<never, ReceiptRefusal> =>
  refuse({ code: 'receipt-invalid', flaw });

function wrongParty(claims: ReceiptClaims, ours: ReceiptParties): ReceiptFlaw | undefined {
  if (claims.iss !== ours.issuer) return 'issuer';
  if (claims.aud !== ours.audience) return 'audience';
  return claims.tenant === ours.tenant ? undefined : 'tenant';
}

function wrongTimes({ iat, exp }: ReceiptClaims, now: Instant): ReceiptFlaw | undefined {
  const tooLong = (exp - iat) * 1_000 > LIFETIME || exp < iat;
  return tooLong || iat * 1_000 > epochMs(now) + SKEW ? 'times' : undefined;
}

/** A verified receipt, in time or not, as the command to redeem takes it. */
export const presented = ({
  jti,
  request,
  agent,
  digest,
  exp,
}: ReceiptClaims): Redeem['receipt'] => ({
  jti,
  request,
  agent,
  digest,
  expires: instantOf(exp * 1_000),
});
