import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { InLink } from '../../parts/InLink.tsx';
import { Section } from '../../parts/Section.tsx';
import { spelledOut } from '../../parts/words.ts';
import { useAgents } from './queries.ts';

const SHOWN = 8;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  row: { display: 'flex', alignItems: 'center', gap: '8px' },
  name: { flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' },
  status: { flexShrink: 0 },
  faint: { color: tokens.colorNeutralForeground2 },
});

const COLOURS = { active: 'success', paused: 'danger', retired: 'informative' } as const;

/** The agents that this person answers for, and whether they run. */
export function YourAgents({ ids }: { readonly ids: readonly string[] }) {
  const styles = useStyles();
  const found = useAgents(ids.slice(0, SHOWN));
  if (ids.length === 0) return null;
  return (
    <Section title="Your agents">
      <ul className={styles.list}>
        {found.map(({ data }, i) => {
          const id = ids[i] ?? '';
          const status = data?.status ?? 'active';
          return (
            <li key={id} className={styles.row}>
              <span className={styles.name}>
                <InLink href={`/agents/${id}`}>{data?.displayName ?? id}</InLink>
                {data && <div className={styles.faint}>{spelledOut(data.environment)}</div>}
              </span>
              {data && (
                <Badge appearance="tint" className={styles.status} color={COLOURS[status]}>
                  {spelledOut(status)}
                </Badge>
              )}
            </li>
          );
        })}
      </ul>
      {ids.length > SHOWN && <InLink href="/agents">All {ids.length} agents of yours</InLink>}
    </Section>
  );
}
