import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link, useLocation } from 'wouter';
import type { PageEntry } from '../pages/pages.ts';

const useStyles = makeStyles({
  nav: {
    gridArea: 'nav',
    boxSizing: 'border-box',
    position: 'sticky',
    top: '48px',
    alignSelf: 'start',
    padding: '16px 8px',
    '@media (max-width: 719px)': {
      top: 'auto',
      bottom: 0,
      zIndex: 10,
      alignSelf: 'end',
      padding: '4px',
      backgroundColor: tokens.colorNeutralBackground1,
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    '@media print': { display: 'none' },
  },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    '@media (max-width: 719px)': { flexDirection: 'row', gap: 0 },
  },
  item: { '@media (max-width: 719px)': { flex: '1 1 0', minWidth: 0 } },
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '10px 12px',
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': {
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground3Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (max-width: 719px)': {
      flexDirection: 'column',
      gap: '2px',
      padding: '6px 2px',
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
    },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    '@media (max-width: 719px)': {
      backgroundColor: 'transparent',
      boxShadow: `inset 0 3px 0 ${tokens.colorCompoundBrandStroke}`,
    },
    // Shadows and backgrounds are not drawn there.
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  icon: { display: 'flex', fontSize: '20px' },
  long: { '@media (max-width: 719px)': { display: 'none' } },
  short: { '@media (min-width: 720px)': { display: 'none' } },
});

const isHere = (location: string, path: string): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);

/** The pages: a rail on a desk, a bar at the bottom of a phone. */
export function Navigation({ pages }: { readonly pages: readonly PageEntry[] }) {
  const styles = useStyles();
  const [location] = useLocation();
  return (
    <nav aria-label="Pages" className={styles.nav}>
      <ul className={styles.list}>
        {pages.map(({ path, title, short, icon: Icon }) => {
          const here = isHere(location, path);
          return (
            <li key={path} className={styles.item}>
              <Link
                href={path}
                aria-current={here ? 'page' : undefined}
                className={mergeClasses(styles.link, here && styles.here)}
              >
                <span className={styles.icon}>
                  <Icon aria-hidden />
                </span>
                <span className={mergeClasses(short !== undefined && styles.long)}>{title}</span>
                {short !== undefined && <span className={styles.short}>{short}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
