import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { BackLink } from '../../../parts/BackLink.tsx';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { PageHead } from '../../../parts/PageHead.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Section } from '../../../parts/Section.tsx';
import { TypedBefore } from '../../../parts/TypedBefore.tsx';
import type { Draft } from '../../../parts/useDraft.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '16px', maxWidth: '760px' },
  notes: { display: 'grid', gap: '8px' },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  faint: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly backTo: string;
  readonly back: string;
  readonly send: string;
  /** Whom it goes to, said beside the button. */
  readonly whom: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Fields that show their own mistakes. */
  readonly fields: readonly string[];
  readonly draft: Pick<Draft<unknown>, 'isOld' | 'clear'>;
  readonly onSend: () => void;
  readonly children: ReactNode;
}

/** The frame of a form that asks for a right; what was typed stays with the form, whatever the answer is. */
export function AskFrame(props: Props) {
  const styles = useStyles();
  const { title, lead, backTo, back, send, whom, isBusy, error, fields, draft, onSend, children } =
    props;
  return (
    <>
      <BackLink to={backTo}>{back}</BackLink>
      <PageHead title={title} lead={lead} />
      <form
        className={styles.form}
        aria-label={title}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        {draft.isOld && <TypedBefore onClear={draft.clear} />}
        {children}
        <div className={styles.notes} role="status">
          <Mistakes error={error} fields={fields} />
        </div>
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
            {send}
          </Button>
          <span className={styles.faint}>{whom}</span>
        </div>
      </form>
    </>
  );
}

function Mistakes({ error, fields }: Pick<Props, 'error' | 'fields'>) {
  if (error === undefined || error === null) return null;
  const { of, rest } = fieldErrors(error, fields);
  const marked = fields.filter((field) => of(field) !== null);
  if (marked.length === 0) return <ProblemNote error={error} />;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        Nothing was sent: {marked.length === 1 ? 'one field needs' : `${marked.length} fields need`}{' '}
        another look. What you typed is still there.
        {rest.length > 0 && ` ${rest.join('; ')}`}
      </MessageBarBody>
    </MessageBar>
  );
}

/** One group of fields under a heading. */
export function Group({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const styles = useGroupStyles();
  return (
    <Section title={title}>
      <div className={styles.group}>{children}</div>
    </Section>
  );
}

const useGroupStyles = makeStyles({ group: { display: 'grid', gap: '14px' } });
