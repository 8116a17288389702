import type { Committed, Idempotency, Tx } from '../../kernel/ledger.ts';
import type { Actor } from '../../kernel/people.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { stored } from '../../kernel/stored.ts';
import type { Json } from '../../ledger/canonical.ts';
import { reverted } from '../grants/domain/reverting.ts';
import { agents } from '../registry/domain/fold.ts';
import type { FeedbackDeps } from './deps.ts';
import { type CaseState, cases } from './domain/cases.ts';
import {
  type AnswerCommand,
  decideAnswer,
  decideFlag,
  decideLapse,
  decideReport,
  decideTriage,
  type FeedbackRefusal,
  type ReportCommand,
  type ShadowUseCommand,
  shadowUse,
  type TriageCommand,
} from './domain/decide.ts';
import { defects } from './domain/defects.ts';
import type { DefectEvent, FeedbackEvent } from './domain/events.ts';
import { isOpen } from './domain/recurrence.ts';

type Outcome<T> = Result<T, FeedbackRefusal>;

const personOf = (id: string): Actor => ({ kind: 'person', id });
const nothing = <T>(by: Actor, result: T) => ({ by, events: [], result: () => result });

/** Events about cases of one defect, and what follows for the defect. */
async function withFlag(
  tx: Tx,
  events: readonly (DefectEvent & FeedbackEvent)[],
): Promise<readonly FeedbackEvent[]> {
  const [first] = events;
  if (!first) return [];
  const state = await tx.get(defects, first.data.defect);
  return [...events, ...decideFlag(state, events, tx.now)];
}

/** Takes a report. Its result is the case's number. */
export async function report(
  deps: FeedbackDeps,
  command: Omit<ReportCommand, 'id'>,
  key?: { readonly idempotency: Idempotency; readonly answer: (id: string) => Json },
): Promise<Committed<Outcome<string>>> {
  const by = personOf(command.person);
  return deps.ledger.commit<Outcome<string>>(async (tx) => {
    const known = {
      isAgent: tx.view.get(agents, command.agent) !== undefined,
      categories: deps.categories.map(({ id }) => id),
    };
    const checked = decideReport({ ...command, id: 'F-1' }, known);
    if (!checked.ok) return nothing(by, checked);
    const id = `F-${tx.next('F')}`;
    const data = { ...checked.value, case: id };
    // What the ledger proposed for this agent rested on nobody having complained.
    const reverts = reverted(tx.view, { agentId: data.agent, breach: id }, tx.now);
    return {
      by,
      events: [...(await withFlag(tx, [{ type: 'feedback-reported', data }])), ...reverts],
      narrows: reverts.length > 0,
      result: () => ok(id),
      ...(key && { answer: () => key.answer(id) }),
    };
  }, key?.idempotency);
}

/** Takes a report of what nobody registered. Its result is the case's number. */
export function reportShadowUse(
  deps: FeedbackDeps,
  command: Omit<ShadowUseCommand, 'id'>,
  key?: { readonly idempotency: Idempotency; readonly answer: (id: string) => Json },
): Promise<Committed<Outcome<string>>> {
  const by = personOf(command.person);
  return deps.ledger.commit<Outcome<string>>(async (tx) => {
    const id = `F-${tx.next('F')}`;
    const data = shadowUse({ ...command, id });
    return {
      by,
      events: await withFlag(tx, [{ type: 'feedback-reported', data }]),
      result: () => ok(id),
      ...(key && { answer: () => key.answer(id) }),
    };
  }, key?.idempotency);
}

/** A caller's idempotency key. */
type Key = Idempotency | undefined;

/** Kept with a key: that it was done. What is told on a repeat is read afresh. */
const KEPT: Json = stored({ status: 200, body: {} });

/** A change that was sent with a key: a repeat is answered as what it repeats. */
function settled<T>(committed: Committed<Outcome<T>>, repeated: T): Outcome<T> {
  if (committed.kind === 'done') return committed.result;
  return committed.kind === 'repeated' ? ok(repeated) : refuse({ code: 'key-reused' });
}

/** So many cases of a defect in one commit. */
const ABREAST = 6;

/**
 * Triages a case and, where `alike` says so, the other open cases of its defect. Its result is every case that was set,
 * the named one first. The others follow a few at a time; broken off, it can be done again.
 */
export async function triage(
  deps: FeedbackDeps,
  command: TriageCommand,
  { alike = false, key }: { readonly alike?: boolean; readonly key?: Key } = {},
): Promise<Outcome<readonly string[]>> {
  const first = await triageSome(deps, [command], key ? { key } : {});
  if (!first.ok || !alike) return first;
  const others = await othersAlike(deps, command.case);
  const { seen: _seen, ...rest } = command;
  const done = [...first.value];
  for (let i = 0; i < others.length; i += ABREAST) {
    const some = others
      .slice(i, i + ABREAST)
      .map((id) => ({ ...rest, case: id, along: command.case }));
    const set = await triageSome(deps, some, { openOnly: true });
    if (!set.ok) return set;
    done.push(...set.value);
  }
  return ok(done);
}

/** Cases of one defect, in one commit: all of them or none. `openOnly`: those that have ended meanwhile are left alone. */
async function triageSome(
  { ledger }: FeedbackDeps,
  commands: readonly TriageCommand[],
  { openOnly = false, key }: { readonly openOnly?: boolean; readonly key?: Key },
): Promise<Outcome<readonly string[]>> {
  const by = personOf(commands[0]?.person ?? '');
  const committed = await ledger.commit<Outcome<readonly string[]>>(async (tx) => {
    const events: (DefectEvent & FeedbackEvent)[] = [];
    const set: string[] = [];
    for (const command of commands) {
      const state = await tx.get(cases, command.case);
      if (openOnly && (!state || !isOpen(state.status))) continue;
      const people = state && tx.view.get(agents, state.agent)?.people;
      const decided = decideTriage(command, state, people);
      if (!decided.ok) return nothing(by, decided);
      events.push(...decided.value);
      set.push(command.case);
    }
    const result = () => ok(set);
    return { by, events: await withFlag(tx, events), result, ...(key && { answer: () => KEPT }) };
  }, key);
  return settled(
    committed,
    commands.map((command) => command.case),
  );
}

/** The other open cases of a case's defect, the oldest first. */
export async function othersAlike(
  { ledger }: Pick<FeedbackDeps, 'ledger'>,
  id: string,
): Promise<readonly string[]> {
  const state = await ledger.reads.get(cases, id);
  const defect = state && (await ledger.reads.get(defects, state.defect));
  return (defect?.reports ?? [])
    .filter((one) => one.case !== id && isOpen(one.status))
    .map((one) => one.case);
}

/** The reporter says whether it is fixed. */
export async function answer(
  { ledger }: FeedbackDeps,
  command: AnswerCommand,
  key?: Key,
): Promise<Outcome<string>> {
  const by = personOf(command.person);
  const committed = await ledger.commit<Outcome<string>>(async (tx) => {
    const decided = decideAnswer(command, await tx.get(cases, command.case));
    if (!decided.ok) return nothing(by, decided);
    const events = await withFlag(tx, decided.value);
    return { by, events, result: () => ok(command.case), ...(key && { answer: () => KEPT }) };
  }, key);
  return settled(committed, command.case);
}

/** Ends a case whose reporter did not answer. */
export async function lapse({ ledger }: FeedbackDeps, id: string): Promise<void> {
  await ledger.commit(async (tx) => {
    const events = await withFlag(tx, decideLapse(await tx.get(cases, id), tx.now));
    return { by: { kind: 'system' }, events, result: () => undefined };
  });
}

/** Whoever a case was given to knows of it, or cannot be reached. */
export async function acknowledgeOwner(
  { ledger }: FeedbackDeps,
  { id, handedTo }: Pick<CaseState, 'id' | 'handedTo'>,
  delivered: boolean,
): Promise<void> {
  if (handedTo === undefined) return;
  const told: FeedbackEvent = {
    type: 'owner-told',
    data: { case: id, person: handedTo, delivered },
  };
  await ledger.commit(async (tx) => {
    const now = await tx.get(cases, id);
    const events = now?.handedTo === handedTo ? [told] : [];
    return { by: { kind: 'system' }, events, result: () => undefined };
  });
}

/** The reporter knows of a case's last move. Whoever was told already is not told again. */
export async function acknowledge(
  { ledger }: FeedbackDeps,
  { id, person, moves }: CaseState,
  delivered: boolean,
): Promise<void> {
  const told: FeedbackEvent = {
    type: 'reporter-told',
    data: { case: id, person, move: moves, delivered },
  };
  await ledger.commit(async (tx) => {
    const now = await tx.get(cases, id);
    const events = now && now.told < moves ? [told] : [];
    return { by: { kind: 'system' }, events, result: () => undefined };
  });
}
