import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, epochMs } from '../../kernel/instant.ts';
import type { AuthRefusal } from '../../kernel/people.ts';
import type { VerifySigned } from '../../kernel/signedCall.ts';

/** Source → its secrets: the one in use, and for a while the one before or after it. */
export type SourceSecrets = ReadonlyMap<string, readonly Uint8Array[]>;

/** How far the clock of a sender may be from ours, as the libraries of Standard Webhooks have it. */
const TOLERANCE_MS = 5 * 60 * 1_000;
/** While a secret is rolled over a sender signs with both. */
const MOST_SIGNATURES = 4;
/** For sources that nobody has configured, so that these take as long. */
const NOBODY = [new Uint8Array(32)];

const refused = (reason: string): AuthRefusal => ({ kind: 'refused', reason });

/**
 * Checks a call by Standard Webhooks: `v1,` and the base64 of HMAC-SHA-256 under the source's own secret over
 * `<id>.<timestamp>.<body>`, not older or newer than five minutes.
 */
export function signedBy(secrets: SourceSecrets, clock: Clock): VerifySigned {
  return ({ source, id, timestamp, signature, body }) => {
    const known = secrets.get(source);
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
    const sent = signature.split(' ').slice(0, MOST_SIGNATURES).flatMap(digestIn);
    const fits = (known ?? NOBODY).map((secret) => fitsAny(secret, signed, sent)).includes(true);
    if (known === undefined) return refused('source-unknown');
    if (!fits) return refused('signature-wrong');
    return isNow(timestamp, clock) ? { kind: 'source', id: source } : refused('signature-old');
  };
}

/** Another version is somebody else's to read. */
function digestIn(part: string): readonly Buffer[] {
  const [version, digest = ''] = part.split(',');
  const bytes = Buffer.from(digest, 'base64');
  return version === 'v1' && bytes.length === 32 ? [bytes] : [];
}

function fitsAny(secret: Uint8Array, signed: Buffer, sent: readonly Buffer[]): boolean {
  const expected = createHmac('sha256', secret).update(signed).digest();
  return sent.map((digest) => timingSafeEqual(digest, expected)).includes(true);
}

const isNow = (timestamp: string, clock: Clock): boolean =>
  /^\d{1,12}$/.test(timestamp) &&
  Math.abs(Number(timestamp) * 1_000 - epochMs(clock.now())) <= TOLERANCE_MS;
