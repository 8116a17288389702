import { type Checkpoint, isTime, parseCheckpoint } from './checkpoint.ts';
import { LedgerFault } from './fault.ts';
import { type Checked, failed, passed } from './finding.ts';
import { verifyNote } from './note.ts';
import { formatKey, type NoteKey, parseKey, sameKey } from './noteKey.ts';

/**
 * The hand-over of checkpoints from one key to the next, said in a note that the old key signs: the
 * new key signs from `from` on, the old one up to `until`. The two overlap for as long as servers may
 * take to change over.
 */
export interface KeyRollover {
  readonly origin: string;
  readonly from: string;
  readonly until: string;
  readonly key: NoteKey;
}

/** A key, and the times of checkpoints that it may sign. Open ends are undefined. */
export interface KeyPeriod {
  readonly key: NoteKey;
  readonly from: string | undefined;
  readonly until: string | undefined;
}

/** A checkpoint whose signature has been verified, with its signer. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly key: NoteKey;
}

/** The second line of a hand-over. No checkpoint has it there, because it is not a time. */
const MARK = 'key-rollover';

/** The body of a hand-over's note, for the old key to sign. Throws `bad-checkpoint` on malformed times or origin. */
export function rolloverBody({ origin, from, until, key }: KeyRollover): string {
  const body = `${[origin, MARK, from, until, formatKey(key)].join('\n')}\n`;
  if (parseRollover(body) === undefined) {
    throw new LedgerFault(
      'bad-checkpoint',
      'A key rollover has an origin and two times, the first not after the second.',
    );
  }
  return body;
}

/**
 * The keys of a ledger (`origin`) that follow from its first one through hand-overs, oldest first. Each
 * hand-over must be signed by the key before it.
 */
export function keyring(
  origin: string,
  first: NoteKey,
  rollovers: readonly string[],
): Checked<readonly KeyPeriod[]> {
  let current: KeyPeriod = { key: first, from: undefined, until: undefined };
  const periods: KeyPeriod[] = [];
  for (const note of rollovers) {
    const signed = verifyNote(note, [current.key]);
    if (!signed.ok) return { ok: false, finding: { ...signed.finding, log: 'keys' } };
    const rollover = parseRollover(signed.value.body);
    if (rollover === undefined) {
      return failed('keys', 'key-malformed', 'A note among the key rollovers is not one.');
    }
    if (rollover.origin !== origin) {
      return failed(
        'keys',
        'origin-differs',
        `A key rollover is one of ${rollover.origin}, not of ${origin}.`,
      );
    }
    periods.push({ ...current, until: rollover.until });
    current = { key: rollover.key, from: rollover.from, until: undefined };
  }
  return passed([...periods, current]);
}

/** A key trusted beforehand and those after it. Who was told one key trusts what it says of the next, not of the one before. */
export function since(
  trusted: NoteKey,
  periods: readonly KeyPeriod[],
): Checked<readonly KeyPeriod[]> {
  const at = periods.findIndex(({ key }) => sameKey(key, trusted));
  if (at >= 0) return passed(periods.slice(at));
  return failed(
    'keys',
    'signer-unknown',
    `The trusted key ${formatKey(trusted)} is not among the keys of this ledger.`,
  );
}

/** A checkpoint signed by one of the keys within its time, for this origin; or what is wrong with it. */
export function verifyCheckpoint(
  note: string,
  origin: string,
  keys: readonly KeyPeriod[],
): Checked<SignedCheckpoint> {
  const signed = verifyNote(
    note,
    keys.map(({ key }) => key),
  );
  if (!signed.ok) return signed;
  const { body, key } = signed.value;
  const parsed = parseCheckpoint(body);
  if (!parsed.ok) return parsed;
  const checkpoint = parsed.value;
  if (checkpoint.origin !== origin) {
    return failed(
      'checkpoint',
      'origin-differs',
      `The checkpoint is one of ${checkpoint.origin}, not of ${origin}.`,
    );
  }
  if (!keys.some((period) => sameKey(period.key, key) && covers(period, checkpoint.at))) {
    return failed(
      'checkpoint',
      'key-retired',
      `At ${checkpoint.at} the key ${formatKey(key)} was not the one to sign.`,
    );
  }
  return passed({ checkpoint, key });
}

function covers({ from, until }: KeyPeriod, at: string): boolean {
  return (from === undefined || from <= at) && (until === undefined || at <= until);
}

function parseRollover(body: string): KeyRollover | undefined {
  const [origin, mark, from, until, vkey, end, ...more] = body.split('\n');
  if (origin === undefined || from === undefined || until === undefined || vkey === undefined)
    return undefined;
  const key = parseKey(vkey);
  const whole = /^[^\s+]+$/u.test(origin) && mark === MARK && end === '' && more.length === 0;
  if (!whole || key === undefined || !isTime(from) || !isTime(until) || from > until)
    return undefined;
  return { origin, from, until, key };
}
