import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../support/random.ts';
import type { ServerProcess } from '../../support/serverProcess.ts';
import { eventually, ledgerLines, type Machine, openMachine } from './machine.ts';
import { report, rounds, SEED } from './report.ts';
import { expectVerified } from './verified.ts';

const DAY = 86_400_000;
const SERVERS = 4;
/** Each costs up to half a minute, until somebody takes over what a server died with; 13 are the full proof. */
const WEEKS = rounds(1);
const WEEK = /20\d\d-W\d\d/;

describe(`${SERVERS} servers, weeks that pass (${WEEKS}), and kills while the digest falls due`, () => {
  const random = seeded(SEED);
  let machine: Machine;
  let folder: string;
  const servers: ServerProcess[] = [];
  let days = 0;
  const setClock = (more: number) => {
    days += more;
    return writeFile(path.join(folder, 'offset'), String(days * DAY));
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-clock-'));
    await setClock(0);
    machine = await openMachine({
      servers: {
        entry: ['test/support/clockedServer.ts'],
        env: { CLOCK_OFFSET_FILE: path.join(folder, 'offset') },
      },
    });
    for (let i = 0; i < SERVERS; i += 1) servers.push(await machine.serve());
    machine.teams.connect(`${servers[0]?.url}/api/messages`);
    const board = machine.person('board');
    await machine.teams.install(board);
    await machine.teams.say(board, 'digest here');
  }, 120_000);
  afterAll(async () => {
    await machine.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** Kills some of the servers in the seconds after a digest fell due, and starts others in their place. */
  async function dieAtRandom(): Promise<number> {
    const most = 1 + Math.floor(random() * SERVERS);
    const victims = servers
      .map((_, i) => i)
      .toSorted(() => random() - 0.5)
      .slice(0, most);
    await Promise.all(
      victims.map(async (i) => {
        await wait(random() * 1_800);
        await servers[i]?.end('SIGKILL');
        servers[i] = await machine.serve();
      }),
    );
    return most;
  }

  const sent = (): readonly string[] =>
    machine.teams.deliveries.flatMap(({ card }) => {
      const text = JSON.stringify(card ?? '');
      return text.includes('Governance digest') ? [WEEK.exec(text)?.[0] ?? '?'] : [];
    });

  async function posted(): Promise<readonly string[]> {
    const [alive] = servers;
    const lines = await ledgerLines(alive?.url ?? '', await machine.token('board'));
    return lines
      .filter(({ type }) => type === 'digest-posted')
      .map(({ line }) => WEEK.exec(line)?.[0] ?? '?');
  }

  test(
    'leave each week written as posted once, and delivered',
    async () => {
      let kills = 0;
      for (let week = 1; week <= WEEKS; week += 1) {
        await setClock(7);
        kills += await dieAtRandom();
        await eventually(
          `the digest of week ${week}`,
          async () => ((await posted()).length >= week ? true : undefined),
          90_000,
        );
      }
      const weeks = await posted();
      expect(weeks).toHaveLength(WEEKS);
      expect(new Set(weeks).size).toBe(WEEKS);
      expect(new Set(sent())).toEqual(new Set(weeks));
      // A copy too many is left only where a server died between the send and its acknowledgement.
      const copies = sent().length - WEEKS;
      expect(copies).toBeLessThanOrEqual(kills);
      report(`${kills} kills over ${WEEKS} weeks: ${weeks.length} written, ${copies} sent twice`);
      await Promise.all(servers.map((one) => one.end('SIGTERM')));
      await expectVerified(machine);
    },
    60_000 + WEEKS * 60_000,
  );
});
