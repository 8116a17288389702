import { type Caller, type Route, route } from '../../../src/kernel/route.ts';

/** Everybody who can hold a token: the two programs, a person without a role, and one of each role. */
export type Holder = Exclude<Caller, 'source'>;
export const CALLERS: readonly Holder[] = [
  'agent',
  'gateway',
  'person',
  'admin',
  'board',
  'security',
  'compliance',
  'finance',
];

/** The table of who may call what, worked out apart from the code under test. */
export const mayCallByTheTable = (callers: readonly Caller[], caller: Caller): boolean =>
  callers.includes(caller) ||
  (callers.includes('person') && !['agent', 'gateway', 'source'].includes(caller));

/** The same routes with handlers that only say that they were reached. */
export const reachable = (routes: readonly Route[], reached: (id: string) => void): Route[] =>
  routes.map((one) =>
    route({
      ...one,
      handle: async () => {
        reached(one.id);
        return { status: one.success, body: {} };
      },
    }),
  );

/** A path of the route with something in place of each parameter. */
export const anyPath = ({ path }: Route): string => `/api/v1${path.replaceAll(/\{\w+\}/g, 'x-1')}`;
