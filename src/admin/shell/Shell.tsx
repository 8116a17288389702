import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Suspense, useEffect } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { PAGES, type PageEntry } from '../pages/pages.ts';
import { dropDrafts } from '../parts/drafts.ts';
import { Loading } from '../parts/Loading.tsx';
import { ProblemNote } from '../parts/ProblemNote.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Navigation } from './Navigation.tsx';
import { NotForYou, NothingHere } from './NotForYou.tsx';
import { useMe, whoseIs } from './reach.ts';
import { TopBar } from './TopBar.tsx';

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '248px minmax(0, 1fr)',
    gridTemplateRows: 'auto 1fr',
    gridTemplateAreas: '"top top" "nav main"',
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    '@media (max-width: 719px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'auto 1fr auto',
      gridTemplateAreas: '"top" "main" "nav"',
    },
    '@media print': { display: 'block', minHeight: 0, backgroundColor: 'transparent' },
  },
  main: {
    gridArea: 'main',
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '1180px',
    margin: '0 auto',
    padding: '24px 32px 64px',
    outlineStyle: 'none',
    '@media (max-width: 719px)': { padding: '16px 16px 32px' },
    '@media print': { padding: 0, maxWidth: 'none' },
  },
  skip: {
    position: 'absolute',
    insetInlineStart: '8px',
    top: '-64px',
    zIndex: 100,
    padding: '8px 16px',
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    borderRadius: tokens.borderRadiusMedium,
    ':focus': { top: '8px' },
  },
});

/** Bars, landmarks and the page that the address names. */
export function Shell() {
  const styles = useStyles();
  return (
    <Router base="/admin">
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <div className={styles.frame}>
        <TopBar />
        <Navigation pages={PAGES} />
        <main id="main" tabIndex={-1} className={mergeClasses(styles.main)}>
          <Pages />
        </main>
      </div>
    </Router>
  );
}

function Pages() {
  const me = useMe();
  const [location] = useLocation();
  const id = me.data?.id;
  // Whoever sat here before may have left without signing out.
  useEffect(() => {
    if (id !== undefined) dropDrafts(id);
  }, [id]);
  if (me.isError) return <ProblemNote error={me.error} onRetry={() => void me.refetch()} />;
  if (!me.data) return <Loading what="your roles" />;
  const person = me.data;
  return (
    <ErrorBoundary key={location.split('/')[1]}>
      <Suspense fallback={<Loading what="the page" />}>
        <Switch>
          {PAGES.map((page) => (
            <Route key={page.path} path={patternOf(page)}>
              {page.needs !== undefined && whoseIs(person, page.needs) !== undefined ? (
                <NotForYou title={page.title} whose={whoseIs(person, page.needs) ?? ''} />
              ) : (
                <page.Page />
              )}
            </Route>
          ))}
          <Route>
            <NothingHere />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

const patternOf = ({ path }: PageEntry): string => (path === '/' ? '/' : `${path}/*?`);
