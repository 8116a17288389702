import { expect } from 'vitest';
import { type CaseState, cases } from '../../../../src/features/feedback/domain/cases.ts';
import {
  decideFlag,
  decideReport,
  type FeedbackRefusal,
  type ReportCommand,
} from '../../../../src/features/feedback/domain/decide.ts';
import { type DefectState, defects } from '../../../../src/features/feedback/domain/defects.ts';
import {
  type DefectEvent,
  type FeedbackEvent,
  feedbackEvents,
  isCaseEvent,
  isDefectEvent,
} from '../../../../src/features/feedback/domain/events.ts';
import type { Threshold } from '../../../../src/features/feedback/domain/recurrence.ts';
import type { Recorded } from '../../../../src/kernel/events.ts';
import { DAY, type Instant, plus } from '../../../../src/kernel/instant.ts';
import type { Actor, PersonId } from '../../../../src/kernel/people.ts';
import type { Result } from '../../../../src/kernel/result.ts';

export const START = '2026-11-20T09:00:00.000Z' as Instant;
export const person = (n: number) =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;

export const CATEGORIES = ['hallucinatedFacts', 'policyViolation'];

/** A small world of cases and defects: events go in, states come out, as the ledger would fold them. */
export class World {
  now = START;
  readonly log: Recorded<FeedbackEvent>[] = [];
  readonly #cases = new Map<string, CaseState>();
  readonly #defects = new Map<string, DefectState>();
  readonly #threshold: Threshold | undefined;

  constructor(threshold?: Threshold) {
    this.#threshold = threshold;
  }

  /** Whoever does what happens from now on. */
  by: Actor = { kind: 'system' };

  pass(days: number): void {
    this.now = plus(this.now, days * DAY);
  }

  /** Takes events about cases of one defect, and what follows from them. */
  take(events: readonly (DefectEvent & FeedbackEvent)[]): readonly string[] {
    const [first] = events;
    const state = first && this.#defects.get(first.data.defect);
    const all = [...events, ...decideFlag(state, events, this.now, this.#threshold)];
    for (const event of all) this.#fold(event);
    return all.map(({ type }) => type);
  }

  #fold(event: FeedbackEvent): void {
    expect(feedbackEvents[event.type].safeParse(event.data).error).toBeUndefined();
    const place = {
      log: 'g',
      seq: this.log.length + 1,
      at: this.now,
      by: this.by,
    };
    const recorded = { ...event, ...place } as Recorded<FeedbackEvent>;
    this.log.push(recorded);
    if (isCaseEvent(recorded)) {
      const { case: id } = recorded.data;
      this.#cases.set(id, cases.evolve(this.#cases.get(id), recorded, id));
    }
    if (isDefectEvent(recorded)) {
      const { defect } = recorded.data;
      this.#defects.set(defect, defects.evolve(this.#defects.get(defect), recorded, defect));
    }
  }

  tell(event: Extract<FeedbackEvent, { type: 'reporter-told' | 'owner-told' }>): void {
    this.#fold(event);
  }

  /** Somebody reports the usual defect. */
  report(n: number, more: Partial<ReportCommand> = {}): readonly string[] {
    const command: ReportCommand = {
      id: `F-${n}`,
      person: person(n),
      agent: 'crm-assistant',
      category: 'hallucinatedFacts',
      workflow: 'offers',
      severity: 'medium',
      via: 'api',
      ...more,
    };
    const decided = decideReport(command, { isAgent: true, categories: CATEGORIES });
    expect(decided.ok).toBe(true);
    return decided.ok ? this.take([{ type: 'feedback-reported', data: decided.value }]) : [];
  }

  case(n: number): CaseState {
    return this.#cases.get(`F-${n}`) ?? expect.fail(`no case F-${n}`);
  }

  defectOf(n: number): DefectState {
    return this.#defects.get(this.case(n).defect) ?? expect.fail(`no defect of F-${n}`);
  }

  /** Takes what was decided, and answers the types of what happened, or the refusal's code. */
  happens(
    decided: Result<readonly (DefectEvent & FeedbackEvent)[], FeedbackRefusal>,
  ): readonly string[] | string {
    return decided.ok ? this.take(decided.value) : decided.refusal.code;
  }
}
