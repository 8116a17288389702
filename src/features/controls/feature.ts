import * as z from 'zod';
import type { Feature } from '../../kernel/feature.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import { type Route, route } from '../../kernel/route.ts';
import { weekBefore, weekOf } from '../../kernel/week.ts';
import { controlMatrix } from './domain/matrix.ts';

export interface ControlsDeps {
  readonly ledger: Pick<Ledger, 'view' | 'reads'>;
  readonly clock: Clock;
  /** Kinds of systems whose approvals take a fresh sign-in. */
  readonly stepUpFor: readonly string[];
}

const control = z.strictObject({
  id: z.enum(['identity', 'tenant', 'audit', 'approval', 'metrics', 'retention', 'releases']),
  area: z.string(),
  configure: z.string(),
  why: z.string(),
  stage: z.string(),
  owner: z.string(),
  status: z.enum(['inPlace', 'attention', 'notYet']),
  because: z.string(),
  next: z.string().optional(),
});

const controlsRoute = ({ ledger, clock, stepUpFor }: ControlsDeps): Route =>
  route({
    id: 'getControls',
    method: 'GET',
    path: '/controls',
    summary: 'The control matrix: seven areas with stage, owner and how each stands now',
    callers: ['admin', 'board', 'security', 'compliance'],
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: undefined,
    output: z.strictObject({ items: z.array(control) }),
    success: 200,
    problems: [],
    handle: async () => {
      const now = clock.now();
      const week = weekOf(now);
      const [view, head, cells, before] = await Promise.all([
        ledger.view(),
        ledger.reads.head(),
        ledger.reads.counters(week.name),
        ledger.reads.counters(weekBefore(week).name),
      ]);
      const items = controlMatrix({ view, now, cells, before, stepUpFor, ledger: head });
      return { status: 200, body: { items: [...items] } };
    },
  });

/** What has to stand before agents may grow, and whether it does. It writes nothing. */
export const controlsFeature = (deps: ControlsDeps): Feature => ({
  name: 'controls',
  events: {},
  subjects: () => [],
  entities: [],
  commands: [],
  verbs: [],
  dialogs: [],
  routes: [controlsRoute(deps)],
  jobs: [],
});
