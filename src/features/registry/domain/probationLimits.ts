import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { isMailboxWide } from './bounds/scopes.ts';
import { type ConnectorRecord, type Environment, TIERS, type Tier } from './model.ts';
import { ENVIRONMENT_NAMES } from './words.ts';

/** How much of a call the ledger keeps: what was judged, or the arguments too. */
export type LogLevel = 'judged' | 'whole';

/** Calls on a connector on probation are kept whole. Read wherever a call is written down. */
export const logLevelOf = ({ status }: Pick<ConnectorRecord, 'status'>): LogLevel =>
  status === 'probation' ? 'whole' : 'judged';

/** The most that a probation may let agents do. */
export const PROBATION_CEILING: Tier = 'draftOnly';

/** What was found true of a connector before it was put, or left, on probation. */
export interface ProbationLimits {
  readonly logLevel: LogLevel;
  readonly tierCeiling: Tier;
  readonly environments: readonly Environment[];
  /** How many scopes reach whole mailboxes, each with the reason that reviewers read. */
  readonly mailboxWideScopes: number;
}

/** Why a connector cannot be on probation as it stands. */
export type ProbationGap = 'logging' | 'ceiling' | 'production' | 'scopes';

/** Looks whether a record is bounded and logged as a probation has to be; answers what was found, or all that is missing. */
export function probationLimits(
  record: ConnectorRecord,
): Result<ProbationLimits, readonly ProbationGap[]> {
  const { tierCeiling, environments, scopes = [] } = record;
  const wide = scopes.filter(isMailboxWide);
  const gaps: readonly (ProbationGap | false)[] = [
    logLevelOf(record) !== 'whole' && 'logging',
    TIERS.indexOf(tierCeiling) > TIERS.indexOf(PROBATION_CEILING) && 'ceiling',
    environments.includes('production') && 'production',
    wide.some(({ reason = '' }) => reason.trim() === '') && 'scopes',
  ];
  const found = gaps.filter((gap) => gap !== false);
  if (found.length > 0) return refuse(found);
  const logLevel = logLevelOf(record);
  return ok({ logLevel, tierCeiling, environments, mailboxWideScopes: wide.length });
}

const GAP_WORDS: Readonly<Record<ProbationGap, string>> = {
  logging: 'its calls are not kept whole',
  ceiling: 'its ceiling lies above drafts',
  production: 'it may be used in production',
  scopes: 'a scope of it reaches whole mailboxes, and nobody has written down why',
};

/** Why it cannot be on probation, as a sentence with what helps. */
export const gapsSentence = (connectorId: string, gaps: readonly ProbationGap[]): string =>
  `The connector ${connectorId} cannot be on probation: ${gaps.map((gap) => GAP_WORDS[gap]).join('; ')}. An admin has to narrow its record first.`;

/** What was verified, in a few words. */
export const limitsInWords = ({
  logLevel,
  tierCeiling,
  environments,
  mailboxWideScopes,
}: ProbationLimits): string =>
  [
    `On probation at most ${tierCeiling === 'readOnly' ? 'reading' : 'drafts'}, in ${environments.map((one) => ENVIRONMENT_NAMES[one]).join(' and ') || 'no environment'}`,
    logLevel === 'whole' ? 'each call is kept with its arguments' : '',
    mailboxWideScopes === 0
      ? ''
      : `${mailboxWideScopes} of its scopes ${mailboxWideScopes === 1 ? 'reaches' : 'reach'} whole mailboxes, with a reason`,
  ]
    .filter((part) => part !== '')
    .join('; ');
