import { expect } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { FACTS } from '../../src/compose.ts';
import { SECOND } from '../../src/kernel/instant.ts';
import { HandClock, MemoryCheckpoints } from '../adapters/tables/house.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

/** Two servers on one ledger, under one clock; the first one's Teams is everybody's. */
export interface TwoServers {
  readonly first: WholeHouse;
  readonly second: WholeHouse;
  /** Lets a few seconds pass on both, side by side, and everything that is due then. */
  readonly go: () => Promise<void>;
  /** What somebody's own chat was sent as plain text, with a word in it. */
  readonly told: (name: string, word: string) => readonly string[];
}

/** Opens two servers for one deed, and closes them. */
export async function withTwoServers(deed: (servers: TwoServers) => Promise<void>): Promise<void> {
  const clock = new HandClock();
  const shared = { table: new MemoryTable(), checkpoints: new MemoryCheckpoints(), clock };
  const first = await openWholeHouse(shared);
  const second = await openWholeHouse(shared);
  const go = async () => {
    for (let round = 0; round < 3; round += 1) {
      await clock.pass(SECOND);
      await Promise.all([first.settle(), second.settle()]);
    }
  };
  const told: TwoServers['told'] = (name, word) =>
    [first, second].flatMap((house) => plainTexts(house, name, word));
  try {
    await deed({ first, second, go, told });
    // Whatever was told, and however far that came: every row follows from the log.
    const replayed = toVerify(shared.table, undefined, { tenant: EXAMPLE_TENANT, features: FACTS });
    expect(await foundIn(replayed)).toBe('nothing');
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

/** What somebody's own chat was sent as plain text, with a word in it. */
export const plainTexts = (
  { teams, person }: Pick<WholeHouse, 'teams' | 'person'>,
  name: string,
  word: string,
): readonly string[] =>
  teams.deliveries.flatMap(({ conversationId, text }) =>
    conversationId === person(name).chat.id && text?.includes(word) ? [text] : [],
  );
