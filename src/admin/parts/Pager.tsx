import { Button, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  pager: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '8px',
    marginTop: '12px',
    '@media print': { display: 'none' },
  },
});

interface Props {
  /** The cursor in the address; empty on the first page. */
  readonly after: string;
  /** The next page's; undefined on the last one. */
  readonly next: string | undefined;
  readonly onGo: (after: string) => void;
  readonly first?: string;
  readonly more?: string;
}

/** From page to page: a list says where it goes on, and the browser's Back goes back. */
export function Pager({ after, next, onGo, first = 'First page', more = 'Next page' }: Props) {
  const styles = useStyles();
  if (next === undefined && after === '') return null;
  return (
    <nav aria-label="Pages of the list" className={styles.pager}>
      <Button disabled={after === ''} onClick={() => onGo('')}>
        {first}
      </Button>
      <Button disabled={next === undefined} onClick={() => onGo(next ?? '')}>
        {more}
      </Button>
    </nav>
  );
}
