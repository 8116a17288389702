/** Every problem the API can answer: status and title (RFC 9457). One closed list; the OpenAPI document and the tests are made from it. */
export const PROBLEMS = {
  'bad-request': [400, 'The request is not understood'],
  'invalid-json': [400, 'The body is not valid JSON'],
  'invalid-body': [400, 'Fields are missing or wrong'],
  'receipt-invalid': [400, 'This is not a receipt of ours'],
  unauthenticated: [401, 'A valid access token is needed'],
  'step-up-needed': [401, 'This takes a fresh sign-in'],
  forbidden: [403, 'Not allowed for this caller'],
  denied: [403, 'The action is denied'],
  'needs-request': [403, 'This widens what is allowed: ask for it with a request'],
  'agent-paused': [403, 'The agent is paused'],
  'policy-changed': [403, 'The policy no longer allows this'],
  'tier-ended': [403, 'The tier has ended'],
  'connector-revoked': [403, 'The connector is no longer allowed'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This method is not supported here'],
  'not-acceptable': [406, 'Only application/json is spoken here'],
  'already-decided': [409, 'The request has been decided'],
  'already-received': [409, 'The message was received before'],
  'already-redeemed': [409, 'The receipt has been redeemed'],
  'action-changed': [409, 'This is not the action that was approved'],
  'approval-undone': [409, 'The approval was undone'],
  'approval-void': [409, 'The approval is void'],
  held: [409, 'The request is held by a pause'],
  'outside-window': [409, 'No release window is open'],
  'gate-not-passed': [409, 'The gate to the next phase is not passed'],
  'no-approver': [409, 'Nobody may approve this'],
  'not-needed': [409, 'No approval is needed'],
  'already-acknowledged': [409, 'The alarm has been acknowledged'],
  'already-reported': [409, 'The outcome of this decision has been reported'],
  'not-pending': [409, 'The request is not pending'],
  'not-asked': [409, 'Nothing was asked that this would answer'],
  'not-approved': [409, 'The request is not approved'],
  'too-late': [409, 'It is too late for that'],
  'digest-mismatch': [409, 'The request shown is not the request stored'],
  'probation-first': [409, 'Production comes after probation'],
  'idempotency-key-reused': [409, 'The idempotency key was used with another body'],
  expired: [410, 'It has expired'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'Send application/json without content-encoding'],
  'too-many-open': [429, 'Too many requests are open for this agent'],
  'too-many-withdrawn': [429, 'Too many requests were asked and withdrawn again'],
  'rate-limited': [429, 'Too many calls'],
  internal: [500, 'Something went wrong on our side'],
  'try-again': [503, 'Nothing was confirmed: try again in a moment'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface FieldError {
  /** Dotted path into the body or query: `arguments.to`. */
  readonly path: string;
  readonly message: string;
}

/** What a handler answers instead of a success. `detail` is one sentence for the caller; nothing secret, nothing internal. */
export interface Problem {
  readonly problem: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** Seconds, for 429 and 503. */
  readonly retryAfter?: number;
  /** What a new access token must prove, as Entra's claims parameter (JSON): becomes a claims challenge. */
  readonly claims?: string;
  /** Further members of the problem document, such as who decided and when. */
  readonly extra?: { readonly [field: string]: string | number | boolean };
}

export const problem = (
  code: ProblemCode,
  detail: string,
  more: Omit<Problem, 'problem' | 'detail'> = {},
): Problem => ({ problem: code, detail, ...more });

export const isProblem = (value: object): value is Problem =>
  'problem' in value && 'detail' in value;
