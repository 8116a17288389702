import type { Finding, FindingCode } from '../../../ledger/finding.ts';

/** What can be wrong with a row beside the log. */
export type RowFindingCode =
  | 'row-forged' // its mac does not fit
  | 'row-differs' // the log says something else
  | 'row-missing'
  | 'row-unexplained' // the log says nothing of it
  | 'event-does-not-fit' // it cannot have happened to a thing as the log has it
  | 'replay-stopped'; // the log itself could not be folded

/** One thing that is wrong with a ledger in its table, and where: `g/17`, `03/R|…`, or the name of a document. */
export interface Found {
  readonly place: string;
  readonly code: FindingCode | RowFindingCode;
  readonly sentence: string;
}

const SENTENCES: Readonly<Record<RowFindingCode, string>> = {
  'row-forged': 'was not written by a server of ours as it stands',
  'row-differs': 'is not what the log says',
  'row-missing': 'follows from the log and is not there',
  'row-unexplained': 'does not follow from the log',
  'event-does-not-fit': 'holds an event that cannot follow on those before it',
  'replay-stopped': 'could not be folded',
};

export const rowFound = (log: string, row: string, code: RowFindingCode): Found => ({
  place: `${log}/${row}`,
  code,
  sentence: `Row ${row} of log ${log} ${SENTENCES[code]}.`,
});

/** A finding of the ledger room, at its place. */
export const foundAt = ({ log, seq, code, sentence }: Finding): Found => ({
  place: seq > 0 ? `${log}/${seq}` : log,
  code,
  sentence,
});
