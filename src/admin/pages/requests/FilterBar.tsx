import { makeStyles } from '@fluentui/react-components';
import { AgentFilter } from '../../parts/AgentFilter.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { KINDS, STATUS } from '../../parts/words.ts';
import { type Filters, KIND_CHOICES, STATUSES } from './filters.ts';

const useStyles = makeStyles({
  bar: { marginInlineStart: 'auto' },
  choice: { minWidth: '132px' },
});

interface Props {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
}

/** Narrows the list of requests. */
export function FilterBar({ filters, onChange }: Props) {
  const styles = useStyles();
  return (
    <AgentFilter
      label="Filters"
      className={styles.bar}
      agent={filters.agent}
      onAgent={(agent) => onChange({ agent })}
    >
      <Choice
        className={styles.choice}
        label="Kind"
        all="All kinds"
        values={KIND_CHOICES}
        wordOf={(kind) => KINDS[kind] ?? kind}
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {filters.show === 'all' && (
        <Choice
          className={styles.choice}
          label="Outcome"
          all="All outcomes"
          values={STATUSES}
          wordOf={(status) => STATUS[status]?.word ?? status}
          value={filters.status}
          onChange={(status) => onChange({ status })}
        />
      )}
    </AgentFilter>
  );
}
