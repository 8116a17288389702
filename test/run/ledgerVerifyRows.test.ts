import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SIGNING_KEYS } from '../../src/adapters/local/keySet.ts';
import { GOVERNANCE } from './filledLedger.ts';
import type { StoredRow } from './storedTable.ts';
import { Tampering, theirs } from './tampering.ts';

let tricks: Tampering;
beforeAll(async () => {
  tricks = await Tampering.begin();
}, 120_000);
afterEach(() => tricks.restore());
afterAll(() => tricks.ledger.close());

describe('a row beside the log', () => {
  test('that says what is present, edited', async () => {
    const state = tricks.row('R|AR-3');
    const text = (state.columns['d0'] ?? '').replace('"pending"', '"approved"');
    expect(text).not.toBe(state.columns['d0']);
    await tricks.put(state, { ...state.columns, d0: text });
    expect(await tricks.verdict()).toMatch('bad row-forged g/R|AR-3: ');
    await tricks.put(state, tricks.sealed(theirs, state, text));
    expect(await tricks.verdict()).toMatch('bad row-forged g/R|AR-3: ');
    await tricks.put(state, tricks.sealed(tricks.ours, state, text));
    expect(await tricks.verdict()).toMatch('bad row-differs g/R|AR-3: ');
  });

  test('that says what was present earlier, with its mac', async () => {
    const before = tricks.ledger.early.find(({ key }) => key === 'Q|crm-assistant');
    await tricks.put(tricks.row('Q|'), before?.columns);
    expect(await tricks.verdict()).toMatch('bad row-differs g/Q|crm-assistant: ');
  });

  test.each([
    'R|',
    'A|',
    'N|',
    'Z|',
    'Q|',
    'L|',
    'P|',
    'M|',
    'O|',
    'V|',
    'W|',
    'X|AR-',
    'X|person:',
  ])('that was deleted: %s', async (prefix) => {
    const one = tricks.row(prefix);
    await tricks.put(one, undefined);
    expect(await tricks.verdict()).toMatch(`bad row-missing g/${one.key}: `);
  });

  test('that was deleted: a decision’s outcome, on a lane', async () => {
    const outcome = tricks.honest.find(({ key }) => key.startsWith('U|')) as StoredRow;
    await tricks.put(outcome, undefined);
    expect(await tricks.verdict()).toMatch(
      `bad row-missing ${outcome.partition.slice(-2)}/${outcome.key}: `,
    );
  });

  test.each([
    `L|${'ab'.repeat(32)}`,
    'P|00000000-0000-4000-8000-000000000009|20261121T090000000Z|AR-3',
    'O|20261120T100000000Z|request-settle|AR-3',
    'O|20261120T090000000Z|fence|AAAAAAAAAAAAAAAAAAAAAA',
    'X|AR-3|000000000000009',
    'W|2026-W47|incident|000000000000002',
    'V|00000000-0000-4000-8000-000000000009',
    'U|D-g-11',
    'R|AR-9',
  ])('that was added: %s', async (key) => {
    const at = { partition: GOVERNANCE, key, columns: {} };
    const text = '{"request":"AR-3"}';
    for (const by of [theirs, tricks.ours]) {
      await tricks.put(at, tricks.sealed(by, at, text));
      expect(await tricks.verdict()).toMatch(/^bad row-(unexplained|forged) /);
      expect(await tricks.verdict()).toContain(` g/${key}: `);
    }
  });

  test('that lists an event, edited', async () => {
    const one = tricks.row('X|AR-1|');
    const text = (one.columns['d0'] ?? '').replaceAll('AR-1', 'AR-2');
    await tricks.put(one, { ...one.columns, d0: text });
    expect(await tricks.verdict()).toMatch(`bad row-forged g/${one.key}: `);
    await tricks.put(one, tricks.sealed(tricks.ours, one, text));
    expect(await tricks.verdict()).toMatch(`bad row-differs g/${one.key}: `);
  });

  test('of which only who claims it was changed is in order', async () => {
    const due = tricks.row('O|');
    await tricks.put(due, { ...due.columns, by: 'somebody', try: '3', until: '', wait: '' });
    expect((await tricks.ledger.run('verify')).code).toBe(0);
  });
});

describe('a checkpoint', () => {
  const file = () => join(tricks.ledger.dataDir, 'checkpoint');

  test('whose row was removed, the last', async () => {
    await tricks.put(tricks.row('C|'), undefined);
    expect(await tricks.verdict()).toMatch(
      `bad row-missing g/${tricks.row('C|').key}: The checkpoint of`,
    );
  });

  test('all of whose rows were removed', async () => {
    for (const one of tricks.inGovernance('C|')) await tricks.put(one, undefined);
    expect(await tricks.verdict()).toMatch(`bad row-missing g/${tricks.row('C|').key}: `);
  });

  test('whose row was edited', async () => {
    const one = tricks.row('C|');
    const text = (one.columns['d0'] ?? '').replace(/^g (\d)/m, 'g 9$1');
    await tricks.put(one, { ...one.columns, d0: text });
    expect(await tricks.verdict()).toMatch(`bad row-forged g/${one.key}: `);
    await tricks.put(one, tricks.sealed(tricks.ours, one, text));
    expect(await tricks.verdict()).toMatch(`bad signature-bad g/${one.key}: `);
  });

  test('that stands under another time', async () => {
    const at = { ...tricks.row('C|'), key: 'C|001795165300000' };
    await tricks.put(at, tricks.sealed(tricks.ours, at, at.columns['d0'] ?? ''));
    expect(await tricks.verdict()).toMatch(`bad row-differs g/${at.key}: `);
  });

  test('outside the table that was edited', async () => {
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), text.replace(/^g (\d)/m, 'g 9$1'));
    expect(await tricks.verdict()).toMatch('bad signature-bad checkpoint: ');
  });

  test('outside the table that is missing: said, as a rollback could not be noticed', async () => {
    rmSync(file());
    const { code, err } = await tricks.ledger.run('verify');
    expect(err.join()).toContain('keeps no checkpoint');
    expect(code).toBe(0);
  });
});

describe('without keys', () => {
  const keyFile = (name: string) => join(tricks.ledger.dataDir, 'keys', `${name}.key`);
  const away = (name: string) => renameSync(keyFile(name), `${keyFile(name)}.away`);
  const back = (name: string) => renameSync(`${keyFile(name)}.away`, keyFile(name));

  test('that sign, a ledger is verified like any other', async () => {
    for (const name of SIGNING_KEYS) away(name);
    const { code, err } = await tricks.ledger.run('verify');
    for (const name of SIGNING_KEYS) back(name);
    expect({ code, err }).toEqual({ code: 0, err: [] });
  });

  test('of the macs, it says so and verifies the rest', async () => {
    away('row.mac');
    const clean = await tricks.ledger.run('verify');
    const state = tricks.row('R|AR-3');
    await tricks.put(state, { ...state.columns, d0: '{}' });
    const found = await tricks.verdict();
    back('row.mac');
    expect(clean.err.join()).toContain('Not checked: the macs of rows');
    expect(clean.code).toBe(0);
    expect(found).toMatch('bad row-differs g/R|AR-3: ');
  });
});
