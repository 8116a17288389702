import * as z from 'zod';
import type { Feature } from '../../kernel/feature.ts';
import { type Route, route } from '../../kernel/route.ts';
import type { Verified } from '../../kernel/verified.ts';
import { weekBefore, weekOf } from '../../kernel/week.ts';
import { controlMatrix } from './domain/matrix.ts';
import { postureOf } from './domain/posture.ts';
import { observed, type PostureDeps } from './observing.ts';

export interface ControlsDeps extends PostureDeps {
  /** Kinds of systems whose approvals take a fresh sign-in. */
  readonly stepUpFor: readonly string[];
  /** Absent: the ledger is not verified beside the work. */
  readonly verified?: Verified;
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

const controlsRoute = ({ ledger, clock, stepUpFor, verified }: ControlsDeps): Route =>
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
      const standing = { view, now, cells, before, stepUpFor, ledger: head };
      const items = controlMatrix({ ...standing, verified: verified?.() });
      return { status: 200, body: { items: [...items] } };
    },
  });

const check = z.strictObject({
  id: z.string(),
  standard: z.string(),
  required: z.string(),
  observed: z.string(),
  status: z.enum(['met', 'notMet', 'notSeen']),
  why: z.string().optional(),
  where: z.string(),
});

const postureRoute = (deps: ControlsDeps): Route =>
  route({
    id: 'getPosture',
    method: 'GET',
    path: '/posture',
    summary:
      'Defaults that should hold, each with what is required, what is observed now, and where it is changed',
    callers: ['admin', 'board', 'security', 'compliance'],
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: undefined,
    output: z.strictObject({ items: z.array(check) }),
    success: 200,
    problems: [],
    handle: async () => {
      const items = postureOf(await observed(deps));
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
  routes: [controlsRoute(deps), postureRoute(deps)],
  jobs: [],
});
