import { makeStyles, Spinner } from '@fluentui/react-components';

const useStyles = makeStyles({ place: { padding: '48px 0' } });

/** While something is on its way; says what. */
export function Loading({ what }: { readonly what: string }) {
  const styles = useStyles();
  return <Spinner className={styles.place} delay={200} label={`Loading ${what}`} />;
}
