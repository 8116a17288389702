import { expect, test } from 'vitest';
import { runCommand } from '../../src/run/commands.ts';
import { temporaryFolder } from '../support/folders.ts';
import { aroundOf, NOWHERE } from './filledLedger.ts';

test.each([
  [],
  ['prove'],
  ['prove', 'x/1'],
  ['prove', 'g/0'],
  ['verify', '--fast'],
  ['verify', '--key', 'k'],
  ['export'],
  ['export', '--out', 'x', '--from', 'yesterday'],
  ['export', '--out', 'x', '--subject', 'everybody'],
  ['adopt', '--as', 'admin@contoso.example'],
  ['adopt', '--reason', 'because'],
  ['rebuild', '--as', 'admin@contoso.example'],
  ['rebuild', '--reason', 'because'],
  ['constructor'],
])('words it does not know end with 2 and say what it knows: %s %s', async (...args) => {
  const around = aroundOf(temporaryFolder(), NOWHERE);
  expect(await runCommand('ledger', args, around)).toBe(2);
  expect(around.said.out).toEqual([]);
  expect(around.said.err.join('\n')).toMatch(/npm run ledger|--/);
});

test.each([
  ['ledger', '--help'],
  ['ledger', 'verify', '--help'],
  ['policy', 'help'],
  ['policy', 'explain', '-h'],
  ['token', '--help'],
])('how it is used is told on request: %s %s', async (command, ...args) => {
  const around = aroundOf(temporaryFolder(), NOWHERE);
  expect(await runCommand(command, args, around)).toBe(0);
  expect(around.said.out.join('\n')).toContain(`npm run ${command} -- `);
  expect(around.said.err).toEqual([]);
});

test.each([
  [['AR-2'], 2, 'write why AR-2 to the bot'],
  [['D-00-1'], 1, 'bring one up with npm start'],
  [[], 2, 'Name a decision (D-…)'],
])('policy explain %j ends with %i and says what to do', async (args, code, sentence) => {
  const around = aroundOf(temporaryFolder(), NOWHERE);
  expect(await runCommand('policy', ['explain', ...args], around)).toBe(code);
  expect(around.said.err.join('\n')).toContain(sentence);
});

test('a folder without keys is refused, with what is missing', async () => {
  const around = aroundOf(temporaryFolder(), NOWHERE);
  await expect(runCommand('ledger', ['verify'], around)).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringContaining('has no keys.json'),
  });
});

test.each(['adopt', 'rebuild'])('nobody unknown can %s', async (what) => {
  const around = aroundOf(temporaryFolder(), NOWHERE);
  const args = [what, '--as', 'nobody@contoso.example', '--reason', 'a', 'whole', 'sentence'];
  expect(await runCommand('ledger', args, around)).toBe(1);
  expect(around.said.err).toEqual(['Nobody is called "nobody@contoso.example".']);
});
