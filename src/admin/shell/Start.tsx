import { FluentProvider, Spinner } from '@fluentui/react-components';
import { Suspense, use, useMemo, useState } from 'react';
import { entryAt } from '../pages/pages.ts';
import { browserHost } from '../signIn/browserHost.ts';
import { keptSession } from '../signIn/local.ts';
import { isSignInWindow, passOn } from '../signIn/popup.ts';
import { type Session, type SiteConfig, siteConfig } from '../signIn/session.ts';
import { teamsSession } from '../signIn/teams.ts';
import { App } from './App.tsx';
import { ChoosePerson } from './ChoosePerson.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { THEMES, useTheme } from './theme.ts';

type Opened =
  | {
      readonly kind: 'signedIn';
      readonly session: Session;
      readonly site: Pick<SiteConfig, 'mode'>;
    }
  | { readonly kind: 'choose'; readonly site: Extract<SiteConfig, { mode: 'local' }> };

/** Finds out who is in front of the app: Teams knows, or Entra, or on this machine whoever was chosen. */
async function open(): Promise<Opened> {
  if (isSignInWindow()) return passOn();
  const [session, site] = await Promise.all([teamsSession(), siteConfig()]);
  if (session) return { kind: 'signedIn', session, site };
  if (site.mode === 'local') {
    const kept = keptSession();
    return kept ? { kind: 'signedIn', session: kept, site } : { kind: 'choose', site };
  }
  const { entraSession } = await import('../signIn/entra.ts');
  return { kind: 'signedIn', session: await entraSession(site), site };
}

const opening = open();
// The page comes while it is found out whose it is.
void entryAt(location.pathname.replace(/^\/admin/, ''))
  ?.load()
  .catch(() => {});

const aroundUs = browserHost();

/** From nothing to the app. */
export function Start() {
  const theme = useTheme(aroundUs);
  return (
    <FluentProvider theme={THEMES[theme]} style={{ minHeight: '100%' }}>
      <ErrorBoundary>
        <Suspense fallback={<Spinner label="Signing you in" style={{ height: '100vh' }} />}>
          <Door />
        </Suspense>
      </ErrorBoundary>
    </FluentProvider>
  );
}

function Door() {
  const opened = use(opening);
  const [chosen, setChosen] = useState<Session>();
  const [left, setLeft] = useState(false);
  const session = chosen ?? (opened.kind === 'signedIn' && !left ? opened.session : undefined);
  const leaving = useMemo(
    () =>
      session?.leave && {
        ...session,
        leave: () => {
          session.leave?.();
          setChosen(undefined);
          setLeft(true);
          if (opened.kind === 'signedIn' && opened.site.mode === 'local') location.reload();
        },
      },
    [session, opened],
  );
  if (session) return <App session={leaving ?? session} mode={opened.site.mode} />;
  if (opened.kind === 'choose') return <ChoosePerson site={opened.site} onChosen={setChosen} />;
  return <Spinner label="Signing you out" style={{ height: '100vh' }} />;
}
