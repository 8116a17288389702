import { startPolicies } from '../../src/features/policy/starting.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { freshPolicies } from '../support/policies.ts';
import type { HouseOptions } from '../support/wholeHouse.ts';
import { openStory, type Story, story } from './story.ts';

/** A server with rules of its own, in force in its ledger as after any start. */
export async function openWithRules(options: HouseOptions = {}): Promise<Story> {
  const policy = options.policy ?? (await freshPolicies());
  const house = await openStory({ ...options, policy });
  const stop = await startPolicies({ ledger: house.ledger, policy, log: silentLog }, []);
  const close = async () => {
    stop();
    await house.close();
  };
  return { ...house, close };
}

/** A test with such a house. */
export const storyWithRules = story.extend<{ house: Story }>({
  // oxlint-disable-next-line no-empty-pattern
  house: async ({}, use) => {
    const house = await openWithRules();
    await use(house);
    await house.close();
  },
});
