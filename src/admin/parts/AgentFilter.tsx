import { Input, makeStyles, mergeClasses } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useState } from 'react';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  agent: { width: '168px' },
});

interface Props {
  readonly label: string;
  /** It is the search of its page. */
  readonly isSearch?: boolean;
  /** The agent that the list is narrowed to; empty for all. */
  readonly agent: string;
  readonly onAgent: (agent: string) => void;
  readonly className?: string;
  readonly inputClassName?: string;
  /** The other filters. */
  readonly children: ReactNode;
}

/** Narrows a list; an agent's id is searched for with Enter, or on leaving the field. */
export function AgentFilter(props: Props) {
  const { label, isSearch = false, agent, onAgent, className, inputClassName, children } = props;
  const styles = useStyles();
  const [typed, setTyped] = useState(agent);
  useEffect(() => setTyped(agent), [agent]);
  const searched = (): void => {
    if (typed.trim() !== agent) onAgent(typed.trim());
  };
  return (
    <form
      role={isSearch ? 'search' : undefined}
      aria-label={label}
      className={mergeClasses(styles.bar, className)}
      onSubmit={(event) => {
        event.preventDefault();
        searched();
      }}
    >
      <Input
        className={mergeClasses(styles.agent, inputClassName)}
        aria-label="Agent id"
        placeholder="Agent id"
        contentBefore={<SearchRegular aria-hidden />}
        value={typed}
        onChange={(_event, { value }) => setTyped(value)}
        onBlur={searched}
      />
      {children}
    </form>
  );
}
