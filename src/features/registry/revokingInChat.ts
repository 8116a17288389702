import * as z from 'zod';
import { type BotCommand, botCommand, type Card, type Verb, verb } from '../../kernel/chat.ts';
import { doneOf } from '../../kernel/ledger.ts';
import { revokeCard } from './cards/revoke.ts';
import type { RegistryDeps } from './deps.ts';
import { registryId } from './domain/fields.ts';
import { agents, connectors } from './domain/fold.ts';
import { decideRevoke, revokeSentence } from './domain/revoking.ts';
import { MOST_REASON, revokeConnector } from './revoking.ts';

type Words = { readonly connector: string; readonly reason: string };

const REVOKE =
  /^connector[: ](?<connector>[a-z0-9][a-z0-9._-]{0,63}) because (?<reason>\S[\s\S]*)$/;

/** `connector:<id> because <reason>`; undefined for a near miss. */
function parseRevoke(rest: string): Words | undefined {
  const { connector = '', reason = '' } = REVOKE.exec(rest)?.groups ?? {};
  return connector === '' || reason.length > MOST_REASON ? undefined : { connector, reason };
}

/** The card before or after; undefined where there is no such connector. */
async function cardFor(
  { ledger }: Pick<RegistryDeps, 'ledger'>,
  { connector, reason }: Words,
  done: boolean,
): Promise<Card | undefined> {
  const view = await ledger.view();
  const record = view.get(connectors, connector)?.record;
  const users = [...view.all(agents).values()].filter((agent) =>
    agent.record.capabilities.some(({ connectorId }) => connectorId === connector),
  );
  const ids = users.map((agent) => agent.record.id).toSorted();
  return record && revokeCard({ connector: record, reason, agents: ids, done });
}

/** What is typed shows who would be hit; only the tap revokes. */
export const revokeCommand = (deps: RegistryDeps): BotCommand =>
  botCommand({
    name: 'revoke',
    usage: 'revoke connector:<id> because <reason>',
    help: 'takes a connector from every agent, after you confirm',
    scopes: [],
    parse: parseRevoke,
    run: async (words, { roles }) => {
      const { connector } = words;
      const state = (await deps.ledger.view()).get(connectors, connector);
      const decided = decideRevoke({ ...words, roles }, state);
      if (!decided.ok) return { kind: 'text', text: revokeSentence(decided.refusal, connector) };
      const card = await cardFor(deps, words, decided.value.length === 0);
      return card
        ? { kind: 'card', card, summary: `Revoke ${connector}?` }
        : { kind: 'text', text: revokeSentence({ code: 'unknown-connector' }, connector) };
    },
  });

/** The confirmation: whoever taps must have the right, whatever card it came from. */
export const revokeVerb = (deps: RegistryDeps): Verb =>
  verb({
    verb: 'revoke-connector',
    data: z.strictObject({
      connector: registryId,
      reason: z.string().trim().min(1).max(MOST_REASON),
    }),
    automatic: false,
    run: async (words, { person, roles }) => {
      const command = { ...words, person: person.id, roles };
      const revoked = doneOf(await revokeConnector(deps.ledger, command));
      const card = revoked.ok ? await cardFor(deps, words, true) : undefined;
      if (card) return { kind: 'card', card };
      const refusal = revoked.ok ? ({ code: 'unknown-connector' } as const) : revoked.refusal;
      const status = refusal.code === 'not-admin' ? 403 : 404;
      return { kind: 'refused', status, text: revokeSentence(refusal, words.connector) };
    },
  });
