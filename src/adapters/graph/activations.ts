import * as z from 'zod';
import { type Clock, epochMs, type Instant, instantOf, isBefore } from '../../kernel/instant.ts';
import type { Activation, PersonId } from '../../kernel/people.ts';
import { type AskGraph, type GraphOptions, graphOf } from './graph.ts';
import { recentActivations } from './recentPeople.ts';

/** It is evidence beside an answer, and holds no answer up for longer. */
const BUDGET_MS = 400;

const instance = z.object({
  id: z.string().min(1).max(200),
  groupId: z.guid(),
  principalId: z.guid(),
  accessId: z.string(),
  assignmentType: z.string(),
  endDateTime: z.string().nullish(),
});
const instances = z.object({ value: z.array(instance) });
type Instance = z.infer<typeof instance>;

const PATH = 'identityGovernance/privilegedAccess/group/assignmentScheduleInstances';

/**
 * By which activation of Privileged Identity Management somebody is a member of a group at present, as an application with
 * `PrivilegedAssignmentSchedule.Read.AzureADGroup`. Remembered for a minute. Never throws: what Graph does not say in time, or
 * may not say, is not known. A membership by way of another group is none of this group's.
 */
export function graphActivations(
  options: GraphOptions & { readonly clock: Clock },
): (person: PersonId, group: string) => Promise<Activation> {
  const { clock, budgetMs = BUDGET_MS } = options;
  const graph = graphOf({ ...options, budgetMs });
  const remembered = recentActivations(async (key) => {
    const [person = '', group = ''] = key.split(' ');
    return graph
      .lookUp((ask) => activationIn(ask, { person, group, now: clock.now() }))
      .catch(() => undefined);
  }, clock);
  return async (person, group) => {
    const found = await remembered(`${person} ${group}`.toLowerCase());
    // It may have been activated anew since it was remembered.
    const isOver = found?.ends !== undefined && !isBefore(clock.now(), found.ends);
    return found === undefined || isOver ? { state: 'unknown' } : found;
  };
}

interface Asked {
  readonly person: string;
  readonly group: string;
  readonly now: Instant;
}

async function activationIn(
  ask: AskGraph,
  { person, group, now }: Asked,
): Promise<Activation | undefined> {
  const filter = encodeURIComponent(`groupId eq '${group}' and principalId eq '${person}'`);
  const answer = await ask({ path: `${PATH}?$filter=${filter}` });
  if (answer === undefined) return undefined;
  const found = instances
    .parse(answer)
    .value.filter((one) => isActivation(one) && isOf(one, person, group))
    .map(({ id, endDateTime }) => ({ id, ends: endOf(endDateTime) }))
    .filter(({ ends }) => ends === undefined || isBefore(now, ends));
  const [latest] = found.toSorted((a, b) => reach(b.ends) - reach(a.ends));
  if (!latest) return { state: 'none' };
  const { id, ends } = latest;
  return { state: 'active', id, ...(ends !== undefined && { ends }) };
}

const isActivation = ({ accessId, assignmentType }: Instance): boolean =>
  accessId === 'member' && assignmentType === 'activated';

const isOf = ({ groupId, principalId }: Instance, person: string, group: string): boolean =>
  groupId.toLowerCase() === group && principalId.toLowerCase() === person;

/** As Graph writes it: to seven digits, or without any. */
function endOf(text: string | null | undefined): Instant | undefined {
  if (text === null || text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new TypeError('Graph wrote no time');
  return instantOf(ms);
}

const reach = (ends: Instant | undefined): number =>
  ends === undefined ? Number.POSITIVE_INFINITY : epochMs(ends);
