import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useLocation } from 'wouter';

const useStyles = makeStyles({
  tabs: { marginInlineStart: '-12px', marginBottom: '12px', flexWrap: 'wrap' },
});

const PLACES = {
  search: '/ledger',
  decisions: '/ledger/decisions',
  verify: '/ledger/verify',
  export: '/ledger/export',
} as const;
type Place = keyof typeof PLACES;

const isPlace = (value: unknown): value is Place =>
  typeof value === 'string' && Object.hasOwn(PLACES, value);

/** What can be done with the ledger. */
export function Tabs({ here }: { readonly here: Place }) {
  const styles = useStyles();
  const [, go] = useLocation();
  return (
    <TabList
      aria-label="What to do with the ledger"
      className={styles.tabs}
      selectedValue={here}
      onTabSelect={(_event, { value }) => go(isPlace(value) ? PLACES[value] : PLACES.search)}
    >
      <Tab value="search">Search</Tab>
      <Tab value="decisions">Decisions</Tab>
      <Tab value="verify">Verify</Tab>
      <Tab value="export">Export</Tab>
    </TabList>
  );
}
