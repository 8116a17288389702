import { expect } from 'vitest';
import { canonicalJson } from '../../../src/ledger/canonical.ts';
import { sha256 } from '../../../src/ledger/hash.ts';
import { buttonData } from '../../support/cardClicks.ts';
import type { Line, Machine } from './machine.ts';

/** A claim of a server that is gone is taken over after 30 s; the rest is for the deliveries themselves. */
const HEALED_WITHIN_MS = 75_000;

interface Reading {
  readonly lines: () => Promise<readonly Line[]>;
  /** By the name before the @. */
  readonly people: readonly string[];
}

/**
 * Waits until each of these people has one card about each decided request that is theirs, up to date: the one which
 * the ledger says was delivered, as it was rendered after the decision, without a button to answer.
 */
export async function expectCardsUpToDate(machine: Machine, reading: Reading): Promise<void> {
  await expect
    .poll(async () => behind(machine, await reading.lines(), reading.people), {
      timeout: HEALED_WITHIN_MS,
      interval: 1_000,
    })
    .toEqual([]);
}

const DECIDED = /^request-(?:approved|rejected|expired|withdrawn)$/;

function behind(
  machine: Machine,
  lines: readonly Line[],
  people: readonly string[],
): readonly string[] {
  return lines
    .filter(({ type }) => DECIDED.test(type))
    .flatMap((decided) => {
      const request = String(decided.data['request']);
      return people.flatMap((name) => {
        const wrong = wrongWith(machine, lines, { request, name, since: decided.seq });
        return wrong === undefined ? [] : [`${request} for ${name}: ${wrong}`];
      });
    });
}

interface Card {
  readonly request: string;
  readonly name: string;
  /** Governance seq of the decision. */
  readonly since: number;
}

function wrongWith(
  machine: Machine,
  lines: readonly Line[],
  { request, name, since }: Card,
): string | undefined {
  const person = machine.person(name);
  const delivered = lines.findLast(
    ({ type, data }) =>
      type === 'card-delivered' &&
      data['request'] === request &&
      data['person'] === person.objectId,
  );
  // A request that is decided before its card went out needs none any more; one that went out unacknowledged is an orphan.
  if (delivered === undefined)
    return orphansOf(machine, lines, name).filter((one) => one.request === request).length > 1
      ? 'two orphans'
      : undefined;
  if (delivered.seq < since) return 'not updated since the decision';
  const standing = machine.teams
    .inbox(person.chat)
    .find(({ activityId }) => activityId === delivered.data['activityId']);
  if (standing === undefined) return 'the card is not where the ledger says';
  if (buttonData(standing.card, 'approve') !== undefined) return 'it can still be answered';
  const shown = sha256(canonicalJson(standing.card ?? null));
  return shown === delivered.data['hash'] ? undefined : 'another card than the ledger says';
}

/** Cards about a request in a person's chat that nothing keeps up to date. */
export function orphansOf(
  machine: Machine,
  lines: readonly Line[],
  name: string,
): readonly { readonly request: string; readonly activityId: string }[] {
  const known = new Set(
    lines
      .filter(({ type }) => type === 'card-delivered')
      .map(({ data }) => String(data['activityId'])),
  );
  return machine.teams.inbox(machine.person(name).chat).flatMap(({ card, activityId }) => {
    const request = buttonData(card, 'approve')?.['request'];
    return typeof request === 'string' && !known.has(activityId) ? [{ request, activityId }] : [];
  });
}
