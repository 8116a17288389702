import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import { spelledOut } from '../../../parts/words.ts';
import { type Freeze, type Lists, nameOfDay, type Window } from './calendarForm.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
});

/** The windows and freezes of a calendar, in two parts of the page. */
export function CalendarLists({ lists: { windows, freezes } }: { readonly lists: Lists }) {
  return (
    <>
      <Section title="Every week">
        <WindowList windows={windows} />
      </Section>
      <Section title="Freezes">
        <FreezeList freezes={freezes} />
      </Section>
    </>
  );
}

export function WindowList({ windows }: Pick<Lists, 'windows'>) {
  return (
    <Entries none="No windows: outside freezes changes may take effect at any hour.">
      {windows.map((one) => (
        <Entry key={one.id} id={one.id} scope={one}>
          {one.days.map(nameOfDay).join(', ')}, {one.from} to {one.to}
          {one.to <= one.from && ' on the next day'} ({one.timeZone})
        </Entry>
      ))}
    </Entries>
  );
}

export function FreezeList({ freezes }: Pick<Lists, 'freezes'>) {
  return (
    <Entries none="No freezes.">
      {freezes.map((one) => (
        <Entry key={one.id} id={one.id} scope={one}>
          <When at={one.from} /> to <When at={one.to} />: {visible(one.reason)}
        </Entry>
      ))}
    </Entries>
  );
}

function Entries({
  none,
  children,
}: {
  readonly none: string;
  readonly children: readonly ReactNode[];
}) {
  const styles = useStyles();
  return children.length === 0 ? (
    <span className={styles.faint}>{none}</span>
  ) : (
    <ul className={styles.list}>{children}</ul>
  );
}

interface EntryProps {
  readonly id: string;
  readonly scope: Pick<Window | Freeze, 'environments' | 'department' | 'agentId'>;
  readonly children: ReactNode;
}

function Entry({ id, scope: { environments, department, agentId }, children }: EntryProps) {
  const styles = useStyles();
  const places = environments.map(spelledOut).join(', ');
  return (
    <li className={styles.words}>
      <Text weight="semibold">{id}</Text>
      <div>{children}</div>
      <div className={styles.faint}>
        {places}
        {department !== undefined && `, department ${visible(department)}`}
        {agentId !== undefined && `, agent ${agentId}`}
      </div>
    </li>
  );
}
