/** Why a function of this room refused to go on. Closed: every throw site names one of these. */
export type LedgerFaultCode =
  | 'not-canonical'
  | 'not-a-hash'
  | 'not-a-tree'
  | 'out-of-range'
  | 'bad-line'
  | 'bad-block'
  | 'bad-checkpoint'
  | 'bad-key'
  | 'bad-signature'
  | 'late-expectation';

/** A mistake of the calling code, never a finding about stored data: those are values (`Finding`). */
export class LedgerFault extends Error {
  readonly code: LedgerFaultCode;

  constructor(code: LedgerFaultCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'LedgerFault';
    this.code = code;
  }
}
