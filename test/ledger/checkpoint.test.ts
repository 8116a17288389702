import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  checkpointBody,
  firstBehind,
  type LogState,
  parseCheckpoint,
} from '../../src/ledger/checkpoint.ts';
import {
  type KeyPeriod,
  keyring,
  rolloverBody,
  since,
  verifyCheckpoint,
} from '../../src/ledger/keyring.ts';
import { formatKey } from '../../src/ledger/noteKey.ts';
import {
  findingOf,
  makeKey,
  ORIGIN,
  signCheckpoint,
  signNote,
  type TestKey,
  valueOf,
} from './support.ts';

const AT = '2026-03-02T09:00:00.000Z';
const hash = (digit: string) => digit.repeat(64);
const state = (log: string, size: number, digit = 'a'): LogState => ({
  log,
  size,
  root: hash(digit),
  chain: hash('c'),
});
const checkpoint = (logs: readonly LogState[]): Checkpoint => ({ origin: ORIGIN, at: AT, logs });

describe('the body of a checkpoint', () => {
  const body = checkpointBody(checkpoint([state('01', 0), state('g', 12), state('00', 3)]));

  it('is origin, time and the logs, governance first', () => {
    const rest = `${hash('a')} ${hash('c')}`;
    expect(body).toBe(`${ORIGIN}\n${AT}\ng 12 ${rest}\n00 3 ${rest}\n01 0 ${rest}\n`);
    expect(valueOf(parseCheckpoint(body))).toEqual(
      checkpoint([state('g', 12), state('00', 3), state('01', 0)]),
    );
  });

  it.each([
    ['no log', []],
    ['a log twice', [state('g', 1), state('g', 1)]],
    ['a log of another name', [state('lane', 1)]],
    ['a negative size', [state('g', -1)]],
    ['half an event', [state('g', 0.5)]],
    ['a size past safe integers', [state('g', 2 ** 53)]],
    ['a root that is no hash', [{ ...state('g', 1), root: 'A' }]],
  ])('is not made with %s', (_what, logs) => {
    expect(() => checkpointBody(checkpoint(logs))).toThrow(
      expect.objectContaining({ code: 'bad-checkpoint' }),
    );
  });

  it.each([
    ['logs out of order', body.replace(/(g .*\n)(00 .*\n)/, '$2$1')],
    ['a log twice', body.replace(/(00 .*\n)/, '$1$1')],
    ['a leading zero', body.replace('g 12', 'g 012')],
    ['upper case hashes', body.replaceAll('a'.repeat(64), 'A'.repeat(64))],
    ['a time without milliseconds', body.replace('.000Z', 'Z')],
    ['a local time', body.replace('.000Z', '.000+01:00')],
    ['an extra field', body.replace('g 12', 'g 12 x')],
    ['an extra line', `${body}x\n`],
    ['no end', body.slice(0, -1)],
    ['two ends', `${body}\n`],
    ['an origin with a space', ` ${body}`],
    ['nothing', ''],
  ])('is not read with %s', (_what, text) => {
    expect(findingOf(parseCheckpoint(text)).code).toBe('checkpoint-malformed');
  });
});

describe('firstBehind', () => {
  const known = checkpoint([state('g', 5), state('00', 3), state('01', 0)]);

  it('accepts heads that are as far or farther, and lanes added since', () => {
    expect(
      firstBehind(known, [state('g', 5), state('00', 9, 'b'), state('01', 1, 'b'), state('02', 4)]),
    ).toBeUndefined();
  });

  it.each([
    [
      'a shorter log',
      [state('g', 4), state('00', 3), state('01', 0)],
      { log: 'g', seq: 5, code: 'log-cut' },
    ],
    ['a log that is gone', [state('g', 5), state('01', 0)], { log: '00', code: 'log-missing' }],
    [
      'as many other events',
      [state('g', 5), state('00', 3, 'b'), state('01', 0)],
      { log: '00', code: 'root-differs' },
    ],
    [
      'as many events in other blocks',
      [state('g', 5), state('00', 3), { ...state('01', 0), chain: hash('d') }],
      { log: '01', code: 'chain-differs' },
    ],
  ])('finds %s', (_what, heads, finding) => {
    expect(firstBehind(known, heads)).toMatchObject(finding);
  });
});

describe('keys and their hand-over', () => {
  const [old, next, last] = [makeKey(), makeKey(), makeKey()];
  const handOver = (
    to: TestKey,
    by: TestKey,
    from: string,
    more: { until?: string; origin?: string } = {},
  ) => signNote(rolloverBody({ origin: ORIGIN, from, until: from, key: to.key, ...more }), by);
  const march = '2026-03-01T00:00:00.000Z';
  const overlap = '2026-03-01T00:10:00.000Z';
  const april = '2026-04-01T00:00:00.000Z';
  const rollovers = [handOver(next, old, march, { until: overlap }), handOver(last, next, april)];
  const periods: readonly KeyPeriod[] = valueOf(keyring(ORIGIN, old.key, rollovers));
  const checked = (at: string, key: TestKey, keys = periods) =>
    verifyCheckpoint(signCheckpoint(at, [state('g', 1)], key), ORIGIN, keys);

  it('is the note that the format page says', () => {
    expect(rolloverBody({ origin: ORIGIN, from: march, until: overlap, key: next.key })).toBe(
      `${ORIGIN}\nkey-rollover\n${march}\n${overlap}\n${formatKey(next.key)}\n`,
    );
  });

  it('lets each key sign in its time, and both while they overlap', () => {
    const may = (at: string) => [old, next, last].map((key) => checked(at, key).ok);
    expect(may('2026-02-28T23:59:59.999Z')).toEqual([true, false, false]);
    expect(may(march)).toEqual([true, true, false]);
    expect(may(overlap)).toEqual([true, true, false]);
    expect(may('2026-03-01T00:10:00.001Z')).toEqual([false, true, false]);
    expect(may(april)).toEqual([false, true, true]);
    expect(may('2026-05-01T00:00:00.000Z')).toEqual([false, false, true]);
    expect(findingOf(checked('2026-05-01T00:00:00.000Z', old)).code).toBe('key-retired');
  });

  it('leads on from a key trusted beforehand, never back', () => {
    expect(valueOf(since(next.key, periods)).map(({ key }) => key)).toEqual([next.key, last.key]);
    expect(findingOf(since(makeKey().key, periods)).code).toBe('signer-unknown');
    expect(
      findingOf(checked('2026-02-01T00:00:00.000Z', old, valueOf(since(next.key, periods)))).code,
    ).toBe('signer-unknown');
  });

  it('is refused from anybody but the key before', () => {
    const stranger = makeKey();
    expect(findingOf(keyring(ORIGIN, old.key, [handOver(next, stranger, march)]))).toMatchObject({
      log: 'keys',
      code: 'signer-unknown',
    });
    expect(
      findingOf(keyring(ORIGIN, old.key, [handOver(next, old, march), handOver(last, old, april)]))
        .code,
    ).toBe('signer-unknown');
    expect(findingOf(keyring(ORIGIN, old.key, [rollovers[1] ?? '', rollovers[0] ?? ''])).code).toBe(
      'signer-unknown',
    );
    expect(
      findingOf(
        keyring(ORIGIN, old.key, [(rollovers[0] ?? '').replace('03-01T00:00', '02-01T00:00')]),
      ).code,
    ).toBe('signature-bad');
  });

  it('is refused for another ledger, and where a checkpoint stands in its place', () => {
    expect(
      findingOf(
        keyring(ORIGIN, old.key, [handOver(next, old, march, { origin: 'countersign/other' })]),
      ).code,
    ).toBe('origin-differs');
    expect(
      findingOf(keyring(ORIGIN, old.key, [signCheckpoint(AT, [state('g', 1)], old)])).code,
    ).toBe('key-malformed');
    const rolloverAsCheckpoint = verifyCheckpoint(rollovers[0] ?? '', ORIGIN, periods);
    expect(findingOf(rolloverAsCheckpoint).code).toBe('checkpoint-malformed');
  });

  it('is not made with times in the wrong order or form', () => {
    expect(() =>
      rolloverBody({ origin: ORIGIN, from: april, until: march, key: next.key }),
    ).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }));
    expect(() =>
      rolloverBody({ origin: ORIGIN, from: 'now', until: 'now', key: next.key }),
    ).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }));
  });

  it('does not make a checkpoint of another ledger one of this', () => {
    const foreign = signNote(
      checkpointBody({ origin: 'countersign/other', at: AT, logs: [state('g', 1)] }),
      last,
    );
    expect(
      findingOf(
        verifyCheckpoint(foreign, ORIGIN, [{ key: last.key, from: undefined, until: undefined }]),
      ).code,
    ).toBe('origin-differs');
  });
});
