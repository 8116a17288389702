import type { Clock } from '../../kernel/instant.ts';
import type { Ledger, View } from '../../kernel/ledger.ts';
import type { AuthorizeCall } from '../policy/domain/judge.ts';
import { agents, connectors } from '../registry/domain/fold.ts';
import type { Stranger } from './domain/strangerEvents.ts';
import { decideStranger, MOST_STRANGERS, strangerDays } from './domain/strangers.ts';

const SYSTEM = { kind: 'system' } as const;

/** Writes down who or what is called that nobody registered. */
export interface Strangers {
  /** After a call was denied. Calls with a name that this server has seen today write and read nothing. */
  notice(call: AuthorizeCall): Promise<void>;
}

const isKnown = (view: View, { about, name }: Stranger): boolean =>
  about === 'agent'
    ? view.get(agents, name) !== undefined
    : view.get(connectors, name) !== undefined;

const named = ({ agentId, connectorId }: AuthorizeCall): readonly Stranger[] => [
  { about: 'agent', name: agentId },
  { about: 'connector', name: connectorId },
];

/** A day's names, each once, and never more of them than are written down: a flood costs a few commits a day and a small set. */
export function strangerWatch({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): Strangers {
  let day = '';
  let seen = new Set<string>();

  /** Whether this server has not met the name today; it has from now on. */
  function isNews({ about, name }: Stranger): boolean {
    const key = `${about} ${name}`;
    const today = clock.now().slice(0, 10);
    if (today !== day) [day, seen] = [today, new Set()];
    if (seen.has(key) || seen.size > MOST_STRANGERS) return false;
    seen.add(key);
    return true;
  }

  async function write(stranger: Stranger): Promise<void> {
    try {
      await ledger.commit(async (tx) => {
        const today = tx.now.slice(0, 10);
        const state = await tx.get(strangerDays, today);
        const events = isKnown(tx.view, stranger) ? [] : decideStranger(today, stranger, state);
        return { by: SYSTEM, events, result: () => undefined };
      });
    } catch (error) {
      seen.delete(`${stranger.about} ${stranger.name}`);
      throw error;
    }
  }

  return {
    async notice(call) {
      const view = await ledger.view();
      for (const stranger of named(call))
        if (!isKnown(view, stranger) && isNews(stranger)) await write(stranger);
    },
  };
}
