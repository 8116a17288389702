import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { type Actor, type Directory, type PersonId, personId } from '../../../kernel/people.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import type { ProbationView } from '../cards/probation.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents } from '../domain/fold.ts';
import type { ConnectorState, ProbationEnding } from '../domain/model.ts';
import { presentAgent } from '../domain/present.ts';

/** One admin's card about the end of one probation: the same on phone and desktop, dead with the next end. */
export const probationNonce = (
  { cardMac }: Pick<RegistryDeps, 'cardMac'>,
  about: { readonly connector: string; readonly ends: string; readonly person: PersonId },
): string => cardMac(canonicalJson(['probation', about.connector, about.ends, about.person]));

/** The name of whoever acted; an object id where the directory does not know or does not answer: names decide nothing. */
export async function nameOf(directory: Directory, actor: Actor | undefined): Promise<string> {
  if (actor === undefined || actor.kind === 'system') return '';
  if (actor.kind !== 'person') return actor.id;
  const found = await directory.find(actor.id).catch(() => undefined);
  return found?.name ?? actor.id;
}

/** How the end of a connector's probation looks to one admin. */
export async function probationViewOf(
  deps: Pick<RegistryDeps, 'cardMac' | 'directory' | 'clock'>,
  state: ConnectorState,
  ending: ProbationEnding,
  reader: { readonly person: PersonId; readonly view: View },
): Promise<ProbationView> {
  const { record, requester } = state;
  const { person } = reader;
  return {
    connector: record,
    ends: ending.ends,
    askedBy: await nameOf(deps.directory, requester),
    own: isPerson(requester, person),
    extended: state.extended === true,
    agents: usersOf(record.id, reader.view, deps.clock.now()),
    nonce: probationNonce(deps, { connector: record.id, ends: ending.ends, person }),
    decided: ending.decided && {
      choice: ending.decided.choice,
      by: await nameOf(deps.directory, ending.decided.by),
      byReader: isPerson(ending.decided.by, person),
      at: ending.decided.at,
      until: ending.decided.choice === 'extended' ? newEnd(state) : undefined,
    },
  };
}

const newEnd = ({ record }: ConnectorState): Instant | undefined =>
  record.probationEnds === undefined ? undefined : parseInstant(record.probationEnds);

const isPerson = (actor: Actor | undefined, person: PersonId): boolean =>
  actor?.kind === 'person' && personId(actor.id) === person;

const usersOf = (connectorId: string, view: View, now: Instant): ProbationView['agents'] =>
  [...view.all(agents).values()].flatMap((agent) => {
    const { record } = presentAgent(agent, now);
    return record.capabilities.flatMap((one) =>
      one.connectorId === connectorId ? [{ id: record.id, tier: one.tier }] : [],
    );
  });
