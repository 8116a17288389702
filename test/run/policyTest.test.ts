import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configOf } from '../../src/config/config.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Around } from '../../src/run/around.ts';
import { policyCommand } from '../../src/run/policy/command.ts';

const RULE = `@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`;
const CASE = `cases:
  - name: Mail is not searched
    given: { effect: read, systemClass: mail }
    expect: deny
    by: no-mail-search
`;

async function tested(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = configOf({}, 'local');
  if (!config.ok) throw new Error(config.refusal.join(' '));
  const [said, complained]: [string[], string[]] = [[], []];
  const around = {
    config: config.value,
    log: silentLog,
    say: (text: string) => void said.push(text),
    complain: (text: string) => void complained.push(text),
  } as unknown as Around;
  return { code: await policyCommand(['test', '--dir', folder], around), said, complained };
}

it('takes rules that have a case each', async () => {
  const { code, said } = await tested({ 'mail.cedar': RULE, 'mail.cases.yaml': CASE });
  expect(code).toBe(0);
  expect(said.join('\n')).toContain('mail.cases.yaml: 1 case, all as expected');
});

it('asks for a case of every rule', async () => {
  const other = RULE.replace('no-mail-search', 'no-calendar').replace('"mail"', '"calendar"');
  const told = await tested({ 'mail.cedar': RULE + other, 'mail.cases.yaml': CASE });
  expect(told).toMatchObject({
    code: 1,
    complained: ['mail.cedar: no-calendar: no case of yours is decided by it: write one.'],
  });
});
