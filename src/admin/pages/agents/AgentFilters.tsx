import { Input, makeStyles } from '@fluentui/react-components';
import { PersonRegular, SearchRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { Choice } from '../../parts/Choice.tsx';
import { PLATFORMS, spelledOut } from '../../parts/words.ts';
import { ENVIRONMENTS, type Filters, PHASES, PLATFORM_IDS, STATUSES } from './filters.ts';

const useStyles = makeStyles({
  bar: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(148px, 1fr))',
    alignItems: 'center',
    gap: '8px',
    width: '100%',
  },
  find: { minWidth: 0 },
  choice: { minWidth: 0 },
  input: { minWidth: 0 },
});

interface Props {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
}

/** Narrows the inventory; a search begins with Enter or on leaving the field. */
export function AgentFilters({ filters, onChange }: Props) {
  const styles = useStyles();
  const { find, owner } = filters;
  const [typed, setTyped] = useState({ find, owner });
  useEffect(() => setTyped({ find, owner }), [find, owner]);
  const searched = (): void => {
    const wanted = { find: typed.find.trim(), owner: typed.owner.trim() };
    if (wanted.find !== find || wanted.owner !== owner) onChange(wanted);
  };
  return (
    <form
      role="search"
      aria-label="Agents"
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault();
        searched();
      }}
    >
      <Input
        className={styles.find}
        input={{ className: styles.input }}
        aria-label="Name or id"
        placeholder="Name or id"
        contentBefore={<SearchRegular aria-hidden />}
        value={typed.find}
        onChange={(_event, { value }) => setTyped({ ...typed, find: value })}
        onBlur={searched}
      />
      <Input
        className={styles.find}
        input={{ className: styles.input }}
        aria-label="Owner (address or object id)"
        placeholder="Owner@…"
        contentBefore={<PersonRegular aria-hidden />}
        value={typed.owner}
        onChange={(_event, { value }) => setTyped({ ...typed, owner: value })}
        onBlur={searched}
      />
      <Choice
        label="Status"
        all="Any status"
        values={STATUSES}
        className={styles.choice}
        wordOf={wordOf}
        value={filters.status}
        onChange={(status) => onChange({ status })}
      />
      <Choice
        label="Environment"
        all="Everywhere"
        values={ENVIRONMENTS}
        className={styles.choice}
        wordOf={wordOf}
        value={filters.environment}
        onChange={(environment) => onChange({ environment })}
      />
      <Choice
        label="Phase"
        all="Any phase"
        values={PHASES}
        className={styles.choice}
        wordOf={wordOf}
        value={filters.phase}
        onChange={(phase) => onChange({ phase })}
      />
      <Choice
        label="Platform"
        all="Any platform"
        values={PLATFORM_IDS}
        className={styles.choice}
        wordOf={wordOf}
        value={filters.platform}
        onChange={(platform) => onChange({ platform })}
      />
      {/* With two fields to type in, Enter needs a button to press. */}
      <input type="submit" hidden />
    </form>
  );
}

const wordOf = (value: string): string => PLATFORMS[value] ?? spelledOut(value);
