import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { type Api, answered } from '../api/client.ts';
import type { Session, SiteConfig } from '../signIn/session.ts';

/** What every part of the app can reach: who is signed in, and the API in their name. */
export interface Reach {
  readonly session: Session;
  readonly api: Api;
  /** Whether a tenant of Microsoft 365 stands behind the server, or the example organisation. */
  readonly mode: SiteConfig['mode'];
}

export const SessionContext = createContext<Reach | undefined>(undefined);

export function useReach(): Reach {
  const reach = use(SessionContext);
  if (reach === undefined) throw new Error('Nobody is signed in here.');
  return reach;
}

export const useApi = (): Api => useReach().api;

/** Who is signed in, and what is for them. */
export function useMe() {
  const api = useApi();
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/me', { signal })),
    staleTime: 60_000,
  });
}

export type Me = NonNullable<ReturnType<typeof useMe>['data']>;

/** Whom an operation is for, where it is not for this person. */
export const whoseIs = (me: Me, operation: string): string | undefined =>
  me.mayNot.find((one) => one.operation === operation)?.for;
