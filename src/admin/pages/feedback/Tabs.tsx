import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useLocation } from 'wouter';

const useStyles = makeStyles({ tabs: { marginInlineStart: '-12px' } });

/** What people report, or what the week came to. */
export function Tabs({ here }: { readonly here: 'backlog' | 'digests' }) {
  const styles = useStyles();
  const [, go] = useLocation();
  return (
    <TabList
      aria-label="Feedback or digests"
      className={styles.tabs}
      selectedValue={here}
      onTabSelect={(_event, { value }) =>
        go(value === 'digests' ? '/feedback/digests' : '/feedback')
      }
    >
      <Tab value="backlog">Backlog</Tab>
      <Tab value="digests">Digests</Tab>
    </TabList>
  );
}
