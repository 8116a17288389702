import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../support/random.ts';
import type { ServerProcess } from '../../support/serverProcess.ts';
import { expectCardsUpToDate } from './cards.ts';
import { expectHeld } from './ledgerHolds.ts';
import { startLoad } from './load.ts';
import { ledgerLines, type Machine, openMachine, postActivity } from './machine.ts';
import { report, rounds, SEED } from './report.ts';
import { expectVerified } from './verified.ts';

/** Each kill costs a start; 20 are the full proof. */
const KILLS = rounds(4);

describe(`${KILLS} kills of a server under load`, () => {
  const random = seeded(SEED);
  let machine: Machine;
  const servers: ServerProcess[] = [];
  beforeAll(async () => {
    machine = await openMachine();
    servers.push(...(await Promise.all([machine.serve(), machine.serve()])));
    machine.teams.connect(`${servers[0]?.url}/api/messages`);
    await machine.teams.install(machine.person('owner'));
  }, 120_000);
  afterAll(() => machine.close(), 120_000);

  test(
    'lose nothing that was confirmed, and leave nothing twice',
    async () => {
      const server = () => servers[Math.floor(random() * servers.length)]?.url ?? '';
      machine.teams.connect((authorization, body) => postActivity(server(), authorization, body));
      const load = await startLoad({ machine, server, random });
      for (let i = 0; i < KILLS; i += 1) {
        await new Promise((resolve) => setTimeout(resolve, 300 + random() * 1_500));
        const victim = i % servers.length;
        const ended = await servers[victim]?.end('SIGKILL');
        expect(ended?.signal).toBe('SIGKILL');
        servers[victim] = await machine.serve();
      }
      await load.stop();
      for (const one of servers) await one.end('SIGKILL');
      const { confirmed, statuses } = load;
      report(
        `${KILLS} kills: ${confirmed.decisions.size} decisions, ${confirmed.requests.size} requests, ${confirmed.answers.size} answers, ${confirmed.redemptions.size} redemptions confirmed; answers ${JSON.stringify(Object.fromEntries(statuses))}`,
      );
      const fresh = await machine.serve();
      machine.teams.connect(`${fresh.url}/api/messages`);
      const board = await machine.token('board');
      expectHeld(await ledgerLines(fresh.url, board), confirmed);
      expect(confirmed.redemptions.size).toBeGreaterThan(0);
      await expectCardsUpToDate(machine, {
        lines: () => ledgerLines(fresh.url, board),
        people: ['owner'],
      });
      await fresh.end('SIGTERM');
      await expectVerified(machine);
      expect(machine.alarms()).toEqual([]);
    },
    120_000 + KILLS * 10_000,
  );
});
