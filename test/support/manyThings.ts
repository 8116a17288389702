import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { exampleAgents } from '../../src/adapters/local/exampleOrganisation.ts';
import type { CaseEvent } from '../../src/features/feedback/domain/events.ts';
import { defectId } from '../../src/features/feedback/domain/recurrence.ts';
import type { AgentRecord } from '../../src/features/registry/domain/model.ts';
import { peopleOf } from '../../src/features/registry/people.ts';
import type { DomainEvent } from '../../src/kernel/events.ts';
import { doneOf, type Ledger } from '../../src/kernel/ledger.ts';
import type { PersonId } from '../../src/kernel/people.ts';

/** What a ledger is filled with. */
export interface Amounts {
  readonly agents: number;
  /** How many further agents there are already. */
  readonly from?: number;
  readonly cases: number;
  /** Requests that wait, spread over the agents. */
  readonly pending: number;
}

const AT_ONCE = 8;

/** Commits events in groups, a few groups on their way at any time. */
async function written(
  ledger: Ledger,
  count: number,
  group: number,
  eventOf: (n: number) => DomainEvent,
): Promise<void> {
  for (let from = 0; from < count; from += group * AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, i) => {
        const [start, end] = [from + i * group, Math.min(count, from + (i + 1) * group)];
        if (start >= end) return;
        const events = Array.from({ length: end - start }, (_, j) => eventOf(start + j));
        doneOf(
          await ledger.commit(async () => ({
            by: { kind: 'system' },
            events,
            result: () => undefined,
          })),
        );
      }),
    );
}

const PHASES = ['pilot', 'department', 'enterprise'] as const;
const DEPARTMENTS = ['sales', 'finance', 'legal', 'people', 'support'] as const;

/** The id of the nth further agent. */
export const agentId = (n: number): string => `agent-${String(n).padStart(6, '0')}`;

function agentOf(n: number): AgentRecord {
  const samples = exampleAgents as readonly AgentRecord[];
  const sample = samples[n % samples.length];
  if (sample === undefined) throw new TypeError('there is no example agent');
  return {
    ...sample,
    id: agentId(n),
    displayName: `${String((n * 7919) % 100_003).padStart(6, '0')} helper`,
    phase: PHASES[n % 3] ?? 'pilot',
    department: DEPARTMENTS[n % 5] ?? 'sales',
  };
}

/** Agents in their thousands, as an import would add them. */
async function manyAgents(ledger: Ledger, from: number, count: number): Promise<void> {
  const people = await Promise.all(
    (exampleAgents as readonly AgentRecord[]).map((one) => peopleOf(one, exampleDirectory)),
  );
  await written(ledger, count, 24, (n) => {
    const found = people[n % people.length];
    if (!found?.ok) throw new TypeError('an example agent names nobody');
    return { type: 'agent-imported', data: { agent: agentOf(from + n), people: found.people } };
  });
}

const CATEGORIES = ['hallucinatedFacts', 'permissionFailure', 'wrongDataSource'] as const;
const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

/** Open cases: a few hundred defects that many report, and thousands that one person does. */
async function manyCases(ledger: Ledger, count: number, reporter: PersonId): Promise<void> {
  const numbers = await taken(ledger, 'F', count);
  await written(ledger, count, 8, (n): CaseEvent => {
    const agent = agentId(n % 4 === 0 ? n % 200 : n);
    const key = { agent, workflow: agent, category: CATEGORIES[n % 3] ?? 'hallucinatedFacts' };
    return {
      type: 'feedback-reported',
      data: {
        ...key,
        case: `F-${numbers + n}`,
        person: reporter,
        defect: defectId(key),
        severity: SEVERITIES[n % 4] ?? 'low',
        text: 'It is wrong.',
        via: 'api',
      },
    };
  });
}

/** Takes numbers of a series; the first of them. */
export async function taken(ledger: Ledger, series: 'AR' | 'F', count: number): Promise<number> {
  return doneOf(
    await ledger.commit(async (tx) => {
      const first = tx.next(series);
      for (let i = 1; i < count; i += 1) tx.next(series);
      const agent = agentOf(900_000 + first);
      const named = await peopleOf(agent, exampleDirectory);
      if (!named.ok) throw new TypeError('an example agent names nobody');
      return {
        by: { kind: 'system' },
        events: [{ type: 'agent-imported', data: { agent, people: named.people } }],
        result: () => first,
      };
    }),
  );
}

/** Requests that wait, each like `sample` but for its number and its agent. */
async function manyPending(ledger: Ledger, count: number, sample: string): Promise<void> {
  const [asked] = await ledger.reads.history(sample);
  if (asked?.type !== 'request-asked') throw new TypeError(`${sample} was not asked`);
  const first = await taken(ledger, 'AR', count);
  const { data } = asked as unknown as { readonly data: Record<string, unknown> };
  await written(ledger, count, 6, (n) => ({
    type: 'request-asked',
    data: {
      ...data,
      request: `AR-${first + n}`,
      agentId: agentId(n % 10_000),
      digest: String(first + n).padStart(64, '0'),
    },
  }));
}

export async function fillWith(
  ledger: Ledger,
  { agents, from = 0, cases, pending }: Amounts,
  { reporter, sample }: { readonly reporter: PersonId; readonly sample: string },
): Promise<void> {
  await manyAgents(ledger, from, agents);
  if (cases > 0) await manyCases(ledger, cases, reporter);
  if (pending > 0) await manyPending(ledger, pending, sample);
}
