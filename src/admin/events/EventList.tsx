import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { InLink } from '../parts/InLink.tsx';
import { visible } from '../parts/Quoted.tsx';
import { usePeople } from '../parts/usePeople.ts';
import { When } from '../parts/When.tsx';
import { contentOf, type EventActor, type LedgerLine, peopleIn } from './line.ts';
import { eventWords, whereTo } from './words.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '10px' },
  item: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', overflowWrap: 'anywhere' },
  faint: { color: tokens.colorNeutralForeground2 },
  open: { marginInlineStart: '4px' },
});

interface Props {
  readonly lines: readonly LedgerLine[];
  /** Opens one line with all of its bytes. */
  readonly onOpen?: (line: LedgerLine) => void;
}

/** Events in sentences: what, when, by whom. */
export function EventList({ lines, onOpen }: Props) {
  const styles = useStyles();
  const nameOf = usePeople(lines.flatMap(peopleIn));
  return (
    <ol className={styles.list}>
      {lines.map((line) => {
        const content = contentOf(line);
        const to = whereTo(content.data);
        return (
          <li key={`${line.log}/${line.seq}`} className={styles.item}>
            <span>{visible(eventWords(line.type, content))}</span>
            <Caption1 className={styles.faint}>
              <When at={line.at} />, {actorWords(content.by, nameOf)} · {line.log}/{line.seq}
              {to !== undefined && (
                <>
                  {' · '}
                  <InLink href={to.href}>{to.id}</InLink>
                </>
              )}
              {onOpen && (
                <Button
                  className={styles.open}
                  size="small"
                  appearance="transparent"
                  aria-label={`Show the line ${line.log}/${line.seq}`}
                  onClick={() => onOpen(line)}
                >
                  Show the line
                </Button>
              )}
            </Caption1>
          </li>
        );
      })}
    </ol>
  );
}

/** Who did it, in words. */
export function actorWords({ kind, id = '' }: EventActor, nameOf: (id: string) => string): string {
  if (kind === 'person') return nameOf(id);
  if (kind === 'agent') return `${id} itself`;
  if (kind === 'gateway') return 'a gateway';
  if (kind === 'source') return `the platform ${id}`;
  return 'Countersign';
}
