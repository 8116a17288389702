import type { AuthRefusal, Principal } from './people.ts';

/** What another platform sent and signed, with the headers of Standard Webhooks. */
export interface SignedCall {
  /** As the path names it. */
  readonly source: string;
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  /** Byte for byte as it came. */
  readonly body: Uint8Array;
}

/** The source that signed a call just now. A refusal's `reason` is for the log. */
export type VerifySigned = (call: SignedCall) => Principal | AuthRefusal;
