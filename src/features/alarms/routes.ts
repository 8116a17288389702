import * as z from 'zod';
import { type Problem, problem } from '../../kernel/problems.ts';
import { type Route, route, type Success } from '../../kernel/route.ts';
import { notDone, stored } from '../../kernel/stored.ts';
import { line } from '../registry/domain/fields.ts';
import { acknowledgeAlarm } from './acknowledging.ts';
import type { AlarmsDeps } from './deps.ts';
import { ACKNOWLEDGERS, type AlarmRefusal, READERS } from './domain/acknowledging.ts';
import { alarmId, alarmKind, NOTE_MAX } from './domain/events.ts';
import { alarms } from './domain/state.ts';
import { acknowledgedIn, alarmsIn, isOpen, shownAlarm } from './showing.ts';
import { nameIn } from './viewing.ts';

const none = z.strictObject({});

const alarmSchema = z.strictObject({
  id: z.string(),
  kind: alarmKind,
  status: z.enum(['open', 'acknowledged']),
  week: z.string(),
  what: z.string(),
  todo: z.string(),
  subject: z.string().optional(),
  raisedAt: z.string(),
  /** Where it stands in the ledger. */
  ledger: z.strictObject({ log: z.string(), seq: z.number() }),
  acknowledged: z
    .strictObject({ by: z.string(), at: z.string(), note: z.string().optional() })
    .optional(),
});

const listRoute = ({ ledger }: AlarmsDeps): Route =>
  route({
    id: 'listAlarms',
    method: 'GET',
    path: '/alarms',
    summary: 'Alarms, the newest first: those that are open, or those that somebody has taken on',
    callers: READERS,
    params: none,
    query: z.strictObject({
      status: z.enum(['open', 'acknowledged']).default('open'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    body: undefined,
    /** `more`: those beyond the limit. */
    output: z.strictObject({ items: z.array(alarmSchema), more: z.number() }),
    success: 200,
    problems: [],
    handle: async ({ query: { status, limit } }) => {
      const view = await ledger.view();
      const all = status === 'open' ? alarmsIn(view).filter(isOpen) : acknowledgedIn(view);
      const items = all.slice(0, limit).map(shownAlarm);
      return { status: 200, body: { items, more: all.length - items.length } };
    },
  });

type Told = Success<ReturnType<typeof shownAlarm>> | Problem;

/** As it stands in the table, after the commit. */
async function told({ ledger }: AlarmsDeps, id: string): Promise<Told> {
  const state = await ledger.reads.get(alarms, id);
  return state
    ? { status: 200, body: shownAlarm(state) }
    : problem('not-found', 'There is no such alarm.');
}

async function refused({ directory }: AlarmsDeps, refusal: AlarmRefusal): Promise<Problem> {
  switch (refusal.code) {
    case 'not-allowed':
      return problem('forbidden', 'Admins, the board and security acknowledge alarms.');
    case 'unknown-alarm':
      return problem('not-found', 'There is no such alarm.');
    case 'acknowledged': {
      const by = refusal.by.kind === 'person' ? refusal.by.id : '';
      const name = await nameIn(directory, by, 'Somebody');
      return problem('already-acknowledged', `${name} acknowledged it before you.`, {
        extra: { by, at: refusal.at },
      });
    }
  }
}

const acknowledgeRoute = (deps: AlarmsDeps): Route =>
  route({
    id: 'acknowledgeAlarm',
    method: 'POST',
    path: '/alarms/{id}/acknowledge',
    summary: 'Take an alarm on; the first who does is written down',
    callers: ACKNOWLEDGERS,
    params: z.strictObject({ id: alarmId }),
    query: none,
    body: z.strictObject({ note: line(NOTE_MAX).optional() }),
    output: alarmSchema,
    success: 200,
    problems: ['not-found', 'already-acknowledged'],
    handle: async ({ principal, roles, params: { id }, body, idempotency }): Promise<Told> => {
      if (principal.kind !== 'person') return problem('forbidden', 'Only people take alarms on.');
      const committed = await acknowledgeAlarm(
        deps,
        { person: principal.id, roles, alarm: id, note: body.note },
        idempotency && { idempotency, answer: () => stored({ status: 200, body: { id } }) },
      );
      return notDone(committed, (refusal) => refused(deps, refusal)) ?? told(deps, id);
    },
  });

export const alarmRoutes = (deps: AlarmsDeps): readonly Route[] => [
  listRoute(deps),
  acknowledgeRoute(deps),
];
