import * as z from 'zod';
import { plainTime } from '../../kernel/cards/time.ts';
import { type ChatContext, type Verb, type VerbReply, verb } from '../../kernel/chat.ts';
import { type Instant, parseInstant } from '../../kernel/instant.ts';
import { doneOf } from '../../kernel/ledger.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { sameText } from '../../kernel/sameText.ts';
import { probationCard, VERBS } from './cards/probation.ts';
import type { RegistryDeps } from './deps.ts';
import { registryId } from './domain/fields.ts';
import { connectors } from './domain/fold.ts';
import type { ProbationChoice } from './domain/model.ts';
import { chooseAtEnd, type ProbationRefusal } from './domain/probation.ts';
import { gapsSentence } from './domain/probationLimits.ts';
import type { Release } from './domain/releases.ts';
import { revokeVerb } from './revokingInChat.ts';
import { nameOf, probationNonce, probationViewOf } from './showing/probationView.ts';
import { nameOwnerVerb } from './watch/naming.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);

/** What a button of the card sends. Who decides comes from the signed activity, and the nonce must be theirs. */
const choiceData = z.strictObject({
  connector: registryId,
  ends: instant,
  nonce: z.string().min(1).max(200),
});
type Chosen = z.output<typeof choiceData>;

const DID: Readonly<Record<ProbationChoice, string>> = {
  promoted: 'promoted it',
  extended: 'extended its probation',
  revoked: 'revoked it',
};

async function sentence(
  { directory }: RegistryDeps,
  refusal: ProbationRefusal,
  { timeZone }: ChatContext,
): Promise<string> {
  switch (refusal.code) {
    case 'not-admin':
      return 'Only governance admins decide what comes after a probation.';
    case 'own-request':
      return 'You asked for this connector, so another admin decides whether it stays.';
    case 'not-asked':
      return 'This card is out of date: nothing is to be decided about that connector.';
    case 'withheld':
      return refusal.because;
    case 'extended-before':
      return 'This probation was extended once, which is all there is: promote it or revoke it.';
    case 'unbounded':
      return gapsSentence(refusal.connectorId, refusal.gaps);
    case 'decided': {
      const { by, choice, at } = refusal.decided;
      const who = (await nameOf(directory, by)) || 'Countersign';
      return `${who} ${DID[choice]} at ${plainTime(at, timeZone)}.`;
    }
  }
}

/** One decision: what narrows is fenced before it is acknowledged. */
async function decide(
  { ledger, withheld }: RegistryDeps,
  { connector, ends }: Chosen,
  choice: ProbationChoice,
  { person, roles }: ChatContext,
): Promise<Result<undefined, ProbationRefusal>> {
  const by = { kind: 'person', id: person.id } as const;
  const committed = await ledger.commit<Result<undefined, ProbationRefusal>>(async (tx) => {
    const command = { choice, person: person.id, roles, ends };
    const decided = chooseAtEnd(command, tx.view.get(connectors, connector), tx.now);
    const because =
      decided.ok && decided.value.length > 0 && choice === 'promoted'
        ? withheld(tx.view, tx.now, promotionOf(connector))
        : undefined;
    if (because !== undefined)
      return { by, events: [], result: () => refuse({ code: 'withheld', because }) };
    return decided.ok
      ? {
          by,
          events: decided.value,
          result: () => ({ ok: true, value: undefined }),
          narrows: choice === 'revoked',
        }
      : { by, events: [], result: () => refuse(decided.refusal) };
  });
  return doneOf(committed);
}

/** Into production, for whoever uses it. */
const promotionOf = (connectorId: string): Release => ({
  environment: 'production',
  connectorId,
  registered: false,
});

async function reply(
  deps: RegistryDeps,
  connector: string,
  { person }: ChatContext,
): Promise<VerbReply> {
  const [state, view] = await Promise.all([
    deps.ledger.reads.get(connectors, connector),
    deps.ledger.view(),
  ]);
  if (!state?.ending)
    return { kind: 'refused', status: 404, text: `There is no connector ${connector}.` };
  const reader = { person: person.id, view };
  return {
    kind: 'card',
    card: probationCard(await probationViewOf(deps, state, state.ending, reader)),
  };
}

const choiceVerb = (deps: RegistryDeps, choice: ProbationChoice): Verb =>
  verb({
    verb: VERBS[choice],
    data: choiceData,
    automatic: false,
    run: async (data, context) => {
      const { connector, ends, nonce } = data;
      const right = probationNonce(deps, { connector, ends, person: context.person.id });
      const decided = sameText(right, nonce)
        ? await decide(deps, data, choice, context)
        : refuse({ code: 'not-asked' } as const);
      if (decided.ok) return reply(deps, connector, context);
      const status = decided.refusal.code === 'not-admin' ? 403 : 409;
      return { kind: 'refused', status, text: await sentence(deps, decided.refusal, context) };
    },
  });

export const registryVerbs = (deps: RegistryDeps): readonly Verb[] => [
  choiceVerb(deps, 'promoted'),
  choiceVerb(deps, 'extended'),
  choiceVerb(deps, 'revoked'),
  revokeVerb(deps),
  nameOwnerVerb(deps),
];
