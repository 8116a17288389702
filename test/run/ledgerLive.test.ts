import { execFile } from 'node:child_process';
import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAzurite } from '../../src/adapters/local/azurite.ts';
import {
  EXAMPLE_BOT,
  EXAMPLE_TENANT,
  examplePeople,
} from '../../src/adapters/local/exampleOrganisation.ts';
import { openKeyStore } from '../../src/adapters/local/keys.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { runCommand } from '../../src/run/commands.ts';
import { openLocalLedger } from '../../src/run/localParts.ts';
import { temporaryFolder } from '../support/folders.ts';
import { aroundOf, type Said } from './filledLedger.ts';
import { Tampering } from './tampering.ts';

describe('a ledger that a server is writing to', () => {
  let tricks: Tampering;
  beforeAll(async () => {
    tricks = await Tampering.begin();
  }, 120_000);
  afterAll(() => tricks.ledger.close());

  test('verifies again and again meanwhile', async () => {
    const { world } = tricks.ledger;
    const agent = 'agent:crm-assistant';
    const read = { agentId: 'crm-assistant', connectorId: 'crm', tool: 'findContact' };
    const pace = { isOver: false, written: 0 };
    const write = async (n: number) => {
      for (let i = 0; !pace.isOver; i += 1) {
        const call = { ...read, arguments: { name: `${n} ${i}` } };
        const { body } = await world.call(agent, 'POST', '/authorize', call);
        if (i % 3 === 0) {
          const report = { decisionId: body.decisionId, outcome: 'used' };
          await world.call(agent, 'POST', '/outcomes', report);
        }
        const to = [`p${n}-${i}@fabrikam.example`];
        const ask = {
          agentId: 'crm-assistant',
          connectorId: 'mail',
          tool: 'send',
          justification: 'j',
        };
        const asked = await world.call(agent, 'POST', '/requests', {
          kind: 'outboundAction',
          ...ask,
          arguments: { to, subject: 'Offer', body: 'Hello' },
        });
        if (asked.status === 201)
          await world.call(agent, 'POST', `/requests/${asked.body.id}/withdraw`, {});
        pace.written += 1;
      }
    };
    const writers = [1, 2, 3, 4].map(write);
    const verdicts: Said[] = [];
    for (let i = 0; i < 5; i += 1) verdicts.push(await tricks.ledger.run('verify'));
    pace.isOver = true;
    await Promise.all(writers);
    expect(verdicts.flatMap(({ out }) => out.filter((line) => !line.startsWith('ok: ')))).toEqual(
      [],
    );
    expect(verdicts.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(pace.written).toBeGreaterThan(20);
  });

  test('is verified by a process of its own, which ends as it should', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { dataDir, connectionString } = tricks.ledger;
    const env = {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      TABLES_CONNECTION_STRING: connectionString,
    };
    const verify = () =>
      promisify(execFile)(process.execPath, ['src/main.ts', 'ledger', 'verify'], {
        cwd: root,
        env,
      });
    expect((await verify()).stdout).toMatch(/^ok: .*\n$/);
    const state = tricks.row('R|AR-1');
    await tricks.put(state, undefined);
    await expect(verify()).rejects.toMatchObject({
      code: 1,
      stdout:
        'bad row-missing g/R|AR-1: Row R|AR-1 of log g follows from the log and is not there.\n',
      stderr: '',
    });
  }, 60_000);
});

describe('the whole folder of the table storage, put back to an earlier copy', () => {
  const [ada, boris] = ['0001', '0005'].map((end) =>
    examplePeople.find(({ id }) => id.endsWith(end)),
  );

  /** A server that learns where people can be written to, stopped cleanly. */
  async function serve(dataDir: string, people: readonly string[]): Promise<void> {
    const azurite = await startAzurite(dataDir);
    try {
      const ledger = await openLocalLedger(
        {
          dataDir,
          tablesConnectionString: azurite.connectionString,
          tenantId: EXAMPLE_TENANT,
          log: silentLog,
        },
        await openKeyStore(dataDir),
      );
      for (const person of people)
        await ledger.learnConversation(person, {
          serviceUrl: 'https://smba.example/',
          conversationId: `a:${person}`,
          conversationType: 'personal',
          tenantId: EXAMPLE_TENANT,
          botId: EXAMPLE_BOT,
        });
      await ledger.stop();
    } finally {
      await azurite.stop();
    }
  }

  test('is found with nothing running; the server refuses; two people adopt it; the server starts', async () => {
    const dataDir = temporaryFolder();
    const folder = join(dataDir, 'azurite');
    const ledger = async (...args: readonly string[]): Promise<Said> => {
      const { said, ...around } = aroundOf(dataDir, undefined);
      return { ...said, code: await runCommand('ledger', args, around) };
    };
    await serve(dataDir, [ada?.id ?? '']);
    cpSync(folder, `${folder}.copy`, { recursive: true });
    await serve(dataDir, [boris?.id ?? '']);
    expect(await ledger('verify')).toMatchObject({
      code: 0,
      out: [expect.stringContaining('g 2,')],
    });
    rmSync(folder, { recursive: true });
    renameSync(`${folder}.copy`, folder);
    expect((await ledger('verify')).out).toEqual([
      'bad log-cut g/2: A checkpoint knows 2 events of log g, which ends at 1: it was cut or rolled back.',
    ]);
    await expect(serve(dataDir, [])).rejects.toMatchObject({
      code: 'ledger-behind-checkpoint',
      message: expect.stringContaining('npm run ledger -- adopt'),
    });
    const adopt = (who: string) =>
      ledger('adopt', '--as', who, '--reason', 'the', 'disk', 'was', 'lost');
    expect((await adopt('admin@contoso.example')).code).toBe(0);
    expect((await adopt('board@contoso.example')).code).toBe(0);
    expect(await ledger('verify')).toMatchObject({
      code: 0,
      out: [expect.stringContaining('g 2,')],
    });
    await serve(dataDir, [boris?.id ?? '']);
    expect(await ledger('verify')).toMatchObject({
      code: 0,
      out: [expect.stringContaining('g 3,')],
    });
  }, 120_000);
});
