import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';
import { epochMs, type Instant, instantOf, MINUTE, plus } from '../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import type { Redeem } from './domain/commands.ts';
import { count, hash, people, requestId } from './domain/fields.ts';
import type { ActionRequest } from './domain/state.ts';

const TYPE = 'countersign-receipt+jwt';
const LIFETIME = 5 * MINUTE;
/** How far the clocks of two servers may be apart. */
const SKEW = MINUTE;
/** A receipt of ours is about 1,200 characters. */
const LONGEST = 8_192;

/** Signs receipts: ES256, of which `sign` answers r and s side by side, 64 bytes. The private half may be far away. */
export interface ReceiptSigner {
  readonly kid: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A public key that receipts may be signed by: SubjectPublicKeyInfo, DER, on P-256. */
export interface ReceiptKey {
  readonly kid: string;
  readonly publicSpkiDer: Uint8Array;
}

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

/** For whom and by whom receipts are made. */
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
export async function mintReceipt(
  signer: ReceiptSigner,
  parties: ReceiptParties,
  state: ActionRequest,
  minting: Minting,
): Promise<string> {
  const header = canonicalJson({ alg: 'ES256', kid: signer.kid, typ: TYPE });
  const claims = canonicalJson(claimsOf(parties, state, minting));
  const input = `${base64url(header)}.${base64url(claims)}`;
  return `${input}.${base64url(await signer.sign(Buffer.from(input, 'ascii')))}`;
}

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
const base64url = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** What keeps a text from being a receipt of ours. For the log; callers learn only that it is none. */
export type Flaw =
  | 'form'
  | 'header'
  | 'key'
  | 'signature'
  | 'claims'
  | 'issuer'
  | 'audience'
  | 'tenant'
  | 'times';

/** A receipt of ours that is past its time still says which one it was: of a redeemed request that is worth telling. */
export type ReceiptRefusal =
  | { readonly code: 'receipt-invalid'; readonly flaw: Flaw }
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
  const signed = openSigned(receipt, verifying.keys);
  if (!signed.ok) return invalid(signed.refusal);
  const parsed = receiptClaims.safeParse(jsonOf(signed.value));
  if (!parsed.success) return invalid('claims');
  const claims = parsed.data;
  const flaw = wrongParty(claims, verifying) ?? wrongTimes(claims, verifying.now);
  if (flaw !== undefined) return invalid(flaw);
  const over = epochMs(verifying.now) >= claims.exp * 1_000;
  return over ? refuse({ code: 'receipt-expired', receipt: claims }) : ok(claims);
}

const invalid = (flaw: Flaw): Result<never, ReceiptRefusal> =>
  refuse({ code: 'receipt-invalid', flaw });

const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** The payload's text, once its signature is found good. */
function openSigned(receipt: string, keys: readonly ReceiptKey[]): Result<string, Flaw> {
  const [, head, body, tail] = receipt.length > LONGEST ? [] : (COMPACT.exec(receipt) ?? []);
  if (head === undefined || body === undefined || tail === undefined) return refuse('form');
  const texts = [head, body].map((part) => bytesOf(part)?.toString('utf8'));
  const signature = bytesOf(tail);
  const [header, payload] = texts;
  if (header === undefined || payload === undefined || signature === undefined)
    return refuse('form');
  const read = receiptHeader.safeParse(jsonOf(header));
  if (!read.success) return refuse('header');
  const key = keys.find(({ kid }) => kid === read.data.kid);
  if (key === undefined) return refuse('key');
  return isSignedBy(key, `${head}.${body}`, signature) ? ok(payload) : refuse('signature');
}

/** Nothing else may stand there: no other algorithm, no key of the bearer's own, no `crit`. */
const receiptHeader = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal(TYPE),
  kid: z.string(),
});

/** The bytes of base64url text without padding, or undefined where it is not their one spelling. */
function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSignedBy({ publicSpkiDer }: ReceiptKey, input: string, signature: Buffer): boolean {
  if (signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.from(publicSpkiDer), format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
  const bytes = Buffer.from(input, 'ascii');
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function wrongParty(claims: ReceiptClaims, ours: ReceiptParties): Flaw | undefined {
  if (claims.iss !== ours.issuer) return 'issuer';
  if (claims.aud !== ours.audience) return 'audience';
  return claims.tenant === ours.tenant ? undefined : 'tenant';
}

function wrongTimes({ iat, exp }: ReceiptClaims, now: Instant): Flaw | undefined {
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
