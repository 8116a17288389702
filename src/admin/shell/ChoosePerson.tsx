import {
  Avatar,
  Body1,
  Caption1,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Title3,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { choose } from '../signIn/local.ts';
import type { LocalPerson, Session, SiteConfig } from '../signIn/session.ts';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    minHeight: '100vh',
    padding: '48px 16px',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  inner: { maxWidth: '640px', margin: '0 auto' },
  list: {
    listStyleType: 'none',
    margin: '24px 0 0',
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(272px, 1fr))',
    gap: '8px',
  },
  person: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    width: '100%',
    height: '100%',
    padding: '12px 16px',
    textAlign: 'start',
    font: 'inherit',
    color: tokens.colorNeutralForeground1,
    cursor: 'pointer',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  faint: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly site: Extract<SiteConfig, { mode: 'local' }>;
  readonly onChosen: (session: Session) => void;
}

/** On this machine nobody signs in: one chooses whom of the example organisation to be. */
export function ChoosePerson({ site, onChosen }: Props) {
  const styles = useStyles();
  const [failure, setFailure] = useState<string>();
  const become = ({ upn }: LocalPerson): void => {
    setFailure(undefined);
    choose(upn).then(onChosen, (error: unknown) =>
      setFailure(error instanceof Error ? error.message : 'The server did not sign you in.'),
    );
  };
  return (
    <main className={styles.page}>
      <div className={styles.inner}>
        <Title3 as="h1" block>
          Who are you today?
        </Title3>
        <Body1 as="p" block className={styles.faint}>
          Countersign runs on this machine with an example organisation. Choose somebody to see what
          they see; in Teams, you are yourself.
        </Body1>
        {failure !== undefined && (
          <MessageBar intent="error">
            <MessageBarBody>{failure}</MessageBarBody>
          </MessageBar>
        )}
        <ul className={styles.list}>
          {site.people.map((person) => (
            <li key={person.upn}>
              <button type="button" className={styles.person} onClick={() => become(person)}>
                <Avatar aria-hidden name={person.name} color="colorful" />
                <span className={styles.words}>
                  <Body1>{person.name}</Body1>
                  <Caption1 className={styles.faint}>{rolesOf(person)}</Caption1>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}

const rolesOf = ({ roles, upn }: LocalPerson): string =>
  roles.length === 0 ? (upn.split('@')[0] ?? '') : roles.join(', ');
