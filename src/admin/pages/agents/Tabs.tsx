import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useLocation } from 'wouter';

const useStyles = makeStyles({ tabs: { marginInlineStart: '-12px' } });

/** Which of the two inventories. */
export function Tabs({ here }: { readonly here: 'agents' | 'connectors' }) {
  const styles = useStyles();
  const [, go] = useLocation();
  return (
    <TabList
      aria-label="Which inventory"
      className={styles.tabs}
      selectedValue={here}
      onTabSelect={(_event, { value }) =>
        go(value === 'connectors' ? '/agents/connectors' : '/agents')
      }
    >
      <Tab value="agents">Agents</Tab>
      <Tab value="connectors">Connectors</Tab>
    </TabList>
  );
}
