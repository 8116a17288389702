/** Why something failed that nobody in the conversation can help: closed, so that every surface can say something true. */
export type FaultCode =
  | 'storage-unavailable' // could not be reached, or too slow; nothing is confirmed
  | 'storage-contended' // the same head was lost too often; nothing is confirmed
  | 'row-forged' // a row's mac does not fit what it holds
  | 'ledger-behind-checkpoint' // the table holds less than what was signed
  | 'ledger-corrupt' // rows that cannot be what we wrote
  | 'directory-unavailable' // roles could not be looked up: refuse
  | 'channel-unavailable' // Teams did not take a message
  | 'signer-unavailable'
  | 'misconfigured'
  | 'stopping';

/** Thrown, never returned. The message is for operators; no surface repeats it to a caller. */
export class Fault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Fault';
    this.code = code;
  }
}

/** Faults after which "try again in a moment" is the truth. */
export const isPassing = (code: FaultCode): boolean =>
  code === 'storage-unavailable' ||
  code === 'storage-contended' ||
  code === 'directory-unavailable' ||
  code === 'signer-unavailable' ||
  code === 'stopping';
