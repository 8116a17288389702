/** What can be wrong with a row beside the log. */
export type RowFindingCode =
  | 'row-forged' // its mac does not fit
  | 'row-differs' // the log says something else
  | 'row-missing'
  | 'row-unexplained' // the log says nothing of it
  | 'replay-stopped'; // the log itself could not be folded

/** One row that is not what the log says. */
export interface RowFinding {
  readonly log: string;
  readonly row: string;
  readonly code: RowFindingCode;
  readonly sentence: string;
}

const SENTENCES: Readonly<Record<RowFindingCode, string>> = {
  'row-forged': 'was not written by a server of ours as it stands',
  'row-differs': 'is not what the log says',
  'row-missing': 'follows from the log and is not there',
  'row-unexplained': 'does not follow from the log',
  'replay-stopped': 'could not be folded',
};

export const rowFinding = (log: string, row: string, code: RowFindingCode): RowFinding => ({
  log,
  row,
  code,
  sentence: `Row ${row} of log ${log} ${SENTENCES[code]}.`,
});
