import { Avatar, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { dropDrafts } from '../parts/drafts.ts';
import { useMe, useReach } from './reach.ts';

const useStyles = makeStyles({
  bar: {
    gridArea: 'top',
    position: 'sticky',
    top: 0,
    zIndex: 20,
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    boxSizing: 'border-box',
    height: '48px',
    padding: '0 16px 0 20px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  mark: { display: 'flex', alignItems: 'center', gap: '8px', marginInlineEnd: 'auto' },
  seal: { display: 'flex', color: tokens.colorBrandForeground1 },
  who: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end', minWidth: 0 },
  faint: {
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    maxWidth: '320px',
    '@media (max-width: 479px)': { display: 'none' },
  },
});

/** Whose tab this is, and who is signed in. */
export function TopBar() {
  const styles = useStyles();
  const { session } = useReach();
  const { leave } = session;
  const me = useMe().data;
  return (
    <header className={styles.bar}>
      <span className={styles.mark}>
        <span className={styles.seal} aria-hidden>
          <svg width="22" height="22" viewBox="0 0 22 22">
            <circle cx="11" cy="11" r="9.25" fill="none" stroke="currentColor" strokeWidth="1.75" />
            <path
              d="M6.75 11.4l2.9 2.85 5.6-6"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </span>
        <Text weight="semibold">Countersign</Text>
      </span>
      {me && (
        <>
          <span className={styles.who}>
            <Text size={200} weight="semibold">
              {me.name}
            </Text>
            <Caption1 className={styles.faint}>
              {me.roles.map(({ name }) => name).join(', ') || me.upn}
            </Caption1>
          </span>
          <Avatar aria-hidden name={me.name} size={28} color="colorful" />
        </>
      )}
      {leave && (
        <Button
          size="small"
          appearance="subtle"
          onClick={() => {
            dropDrafts();
            leave();
          }}
        >
          {session.leaving}
        </Button>
      )}
    </header>
  );
}
