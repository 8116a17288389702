import { cellName, OTHER, UNKNOWN } from '../../kernel/counting.ts';
import type { DomainEvent } from '../../kernel/events.ts';
import { type ActionAuthorized, isAuthorized, isOutcome } from './domain/events.ts';

/** So long that 200 cells with two such names fit into a head. */
const MOST = 40;

/** A workflow as a cell names it. */
export const workflowCell = (workflow: string): string => cellName(workflow, MOST);

type Belonging = Pick<ActionAuthorized['data'], 'department' | 'workflow' | 'counted'>;

/** Department and workflow, as a cell names them; one cohort for all agents that nobody registered. */
function cohort({ department = 'none', workflow, counted }: Belonging): string {
  if (counted === 'unknown') return UNKNOWN;
  return `${cellName(department, MOST)}~${counted === 'other' ? OTHER : workflowCell(workflow)}`;
}

/** Whether somebody reported, in these weeks, how long work of a department takes without an agent. */
export function hasBaselines(
  weeks: Iterable<Readonly<Record<string, number>>>,
  department: string,
): boolean {
  const start = `baseline.${cellName(department, MOST)}~`;
  for (const cells of weeks)
    if (Object.keys(cells).some((cell) => cell.startsWith(start))) return true;
  return false;
}

/**
 * Cells: `decision.<cohort>.<outcome>`, `agent.<id>` (that it was active at all), `connector.<id>` (of those on record), `outcome.<cohort>.<used|light|heavy|discarded|failed>`,
 * `quota.<id>` (calls that count for an agent with a quota), `coverage.actions` (allowed outright, or redeemed), `coverage.reported` and `coverage.explained` (reports, and those with which
 * all five questions about an action are answered), and where both times were reported `spent.<cohort>` and `baseline.<cohort>`, in seconds.
 */
export function gateCounters(event: DomainEvent): Readonly<Record<string, number>> {
  if (isAuthorized(event)) {
    const { agent, connector, outcome, counted, listed } = event.data;
    const cells: Record<string, number> = { [`decision.${cohort(event.data)}.${outcome}`]: 1 };
    if (counted !== 'unknown') cells[`agent.${cellName(agent)}`] = 1;
    if (listed) cells[`connector.${cellName(connector)}`] = 1;
    if (event.data.metered && outcome !== 'deny') cells[`quota.${cellName(agent)}`] = 1;
    if (outcome === 'allow' && event.data.request === undefined) cells['coverage.actions'] = 1;
    return cells;
  }
  if (event.type === 'request-redeemed') return { 'coverage.actions': 1 };
  if (!isOutcome(event)) return {};
  const { outcome, edit, seconds, baselineSeconds, explained } = event.data;
  const which = outcome === 'edited' ? (edit ?? 'light') : outcome;
  const cells: Record<string, number> = {
    [`outcome.${cohort(event.data)}.${which}`]: 1,
    'coverage.reported': 1,
    ...(explained && { 'coverage.explained': 1 }),
  };
  if (seconds === undefined || baselineSeconds === undefined) return cells;
  return {
    ...cells,
    [`spent.${cohort(event.data)}`]: Math.round(seconds),
    [`baseline.${cohort(event.data)}`]: Math.round(baselineSeconds),
  };
}
