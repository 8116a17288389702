import { FluentProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { apiClient } from '../api/client.ts';
import { mayPass } from '../api/problem.ts';
import type { Session, SiteConfig } from '../signIn/session.ts';
import { Notices } from './Notices.tsx';
import { SessionContext } from './reach.ts';
import { Shell } from './Shell.tsx';
import { THEMES, useTheme } from './theme.ts';

const TRIES = 3;

const queryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // Whether the server can be reached is found out by asking it.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) => failures < TRIES && mayPass(error),
      },
    },
  });

interface Props {
  readonly session: Session;
  readonly mode: SiteConfig['mode'];
}

/** The app for somebody who is signed in. */
export function App({ session, mode }: Props) {
  const theme = useTheme(session.host);
  const queries = useMemo(() => queryClient(), []);
  const reach = useMemo(
    () => ({ session, api: apiClient(session.token, session.leave ?? (() => {})), mode }),
    [session, mode],
  );
  useEffect(() => {
    const { wantedPath } = session.host;
    if (wantedPath !== undefined) navigate(`/admin${wantedPath}`, { replace: true });
  }, [session]);
  return (
    <FluentProvider theme={THEMES[theme]} style={{ minHeight: '100%' }}>
      <SessionContext value={reach}>
        <QueryClientProvider client={queries}>
          <Notices>
            <Shell />
          </Notices>
        </QueryClientProvider>
      </SessionContext>
    </FluentProvider>
  );
}
