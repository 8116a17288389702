import { Input, makeStyles, Select } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { KINDS, STATUS } from '../../parts/words.ts';
import { type Filters, KIND_CHOICES, STATUSES } from './filters.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    marginInlineStart: 'auto',
  },
  agent: { width: '168px' },
  choice: { minWidth: '132px' },
});

interface Props {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
}

/** Narrows the list; an agent's id is searched for once it has been typed. */
export function FilterBar({ filters, onChange }: Props) {
  const styles = useStyles();
  const [agent, setAgent] = useState(filters.agent);
  useEffect(() => setAgent(filters.agent), [filters.agent]);
  const searched = (): void => {
    if (agent.trim() !== filters.agent) onChange({ agent: agent.trim() });
  };
  return (
    <form
      className={styles.bar}
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        searched();
      }}
    >
      <Input
        className={styles.agent}
        aria-label="Agent id"
        placeholder="Agent id"
        contentBefore={<SearchRegular aria-hidden />}
        value={agent}
        onChange={(_event, { value }) => setAgent(value)}
        onBlur={searched}
      />
      <Select
        className={styles.choice}
        aria-label="Kind"
        value={filters.kind}
        onChange={(_event, { value }) =>
          onChange({ kind: KIND_CHOICES.find((one) => one === value) ?? '' })
        }
      >
        <option value="">All kinds</option>
        {KIND_CHOICES.map((kind) => (
          <option key={kind} value={kind}>
            {KINDS[kind]}
          </option>
        ))}
      </Select>
      {filters.show === 'all' && (
        <Select
          className={styles.choice}
          aria-label="Outcome"
          value={filters.status}
          onChange={(_event, { value }) =>
            onChange({ status: STATUSES.find((one) => one === value) ?? '' })
          }
        >
          <option value="">All outcomes</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {STATUS[status]?.word}
            </option>
          ))}
        </Select>
      )}
    </form>
  );
}
