import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useLocation } from 'wouter';

const useStyles = makeStyles({
  tabs: { marginInlineStart: '-12px', flexWrap: 'wrap', minWidth: 0, maxWidth: '100%' },
});

const PLACES = {
  agents: ['/agents', 'Agents'],
  connectors: ['/agents/connectors', 'Connectors'],
  approved: ['/agents/approved', 'Already allowed'],
  reviews: ['/agents/reviews', 'Reviews'],
  releases: ['/agents/releases', 'Release windows'],
} as const;

type Place = keyof typeof PLACES;

const isPlace = (value: unknown): value is Place => typeof value === 'string' && value in PLACES;

/** What is governed, what it may do already, and what its owners look through. */
export function Tabs({ here }: { readonly here: Place }) {
  const styles = useStyles();
  const [, go] = useLocation();
  return (
    <TabList
      aria-label="What to look at"
      className={styles.tabs}
      selectedValue={here}
      onTabSelect={(_event, { value }) => isPlace(value) && go(PLACES[value][0])}
    >
      {Object.entries(PLACES).map(([place, [, name]]) => (
        <Tab key={place} value={place}>
          {name}
        </Tab>
      ))}
    </TabList>
  );
}
