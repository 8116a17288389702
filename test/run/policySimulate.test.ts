import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyCommand } from '../../src/run/policy/command.ts';
import { type FilledLedger, fillLedger, type Said } from './filledLedger.ts';

const RULE = `@id("no-mail")
@priority("68")
@reason("The agent {agent} may not use {connector} here.")
forbid (principal, action in Gov::Action::"use", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`;

describe('npm run policy -- simulate', () => {
  let filled: FilledLedger;
  const folder = mkdtempSync(join(tmpdir(), 'candidate-'));
  beforeAll(async () => {
    filled = await fillLedger();
  }, 60_000);
  afterAll(async () => {
    await filled.close();
    rmSync(folder, { recursive: true });
  });

  async function simulate(...args: readonly string[]): Promise<Said> {
    const around = filled.around();
    const code = await policyCommand(['simulate', ...args], around);
    return { ...around.said, code };
  }

  it('changes nothing with the rules that are in force', async () => {
    const said = await simulate('--candidate', folder, '--weeks', '26');
    expect(said.code).toBe(0);
    expect(said.out[0]).toMatch(/^0 of [1-9]\d* decisions since .* would come out otherwise/);
    expect(said.err.at(-1)).toMatch(/^\d+ of \d+ events$/);
  });

  it('shows as a table what would come out otherwise, with both sentences', async () => {
    writeFileSync(join(folder, 'mail.cedar'), RULE);
    const said = await simulate('--candidate', folder, '--weeks', '26');
    expect(said.code).toBe(0);
    const [head, ...lines] = said.out;
    expect(head).toMatch(/^decisions +from +to +decided by +examples$/);
    expect(lines.join('\n')).toMatch(/needsApproval +deny +a-person-approves → no-mail/);
    expect(lines.join('\n')).toMatch(/then: +The agent crm-assistant may not use mail here\./);
  });

  it('says all that is against a candidate', async () => {
    writeFileSync(join(folder, 'mail.cedar'), RULE.replace('forbid', 'permit'));
    const said = await simulate('--candidate', folder);
    expect(said.code).toBe(1);
    expect(said.err.join('\n')).toMatch(/only forbid stands in it/);
  });

  it('asks for a folder, and weeks that there can be', async () => {
    expect((await simulate()).code).toBe(2);
    expect((await simulate('--candidate', folder, '--weeks', '99')).code).toBe(2);
  });
});
