import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { usePeople } from '../../parts/usePeople.ts';
import { When } from '../../parts/When.tsx';
import { type Alarm, useAcknowledge, useAlarms } from './alarms.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
  },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
  form: { display: 'grid', gap: '8px', marginTop: '8px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  past: {
    marginTop: '16px',
    paddingTop: '12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '> summary': { cursor: 'pointer', color: tokens.colorNeutralForeground2 },
    '> ul': { marginTop: '12px' },
  },
});

/** What asks for a look, and what somebody has taken on already. */
export function Alarms({ mayAcknowledge }: { readonly mayAcknowledge: boolean }) {
  const styles = useStyles();
  const found = useAlarms('open');
  const { items = [], more = 0 } = found.data ?? {};
  return (
    <Section title="Alarms">
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="alarms" />}
      {found.data && items.length === 0 && (
        <span className={styles.faint}>Nothing asks for a look that nobody has taken on.</span>
      )}
      <ul className={styles.list}>
        {items.map((alarm) => (
          <Open key={alarm.id} alarm={alarm} mayAcknowledge={mayAcknowledge} />
        ))}
      </ul>
      {more > 0 && <p className={styles.faint}>And {more} more.</p>}
      <Past />
    </Section>
  );
}

function What({ alarm }: { readonly alarm: Alarm }) {
  const styles = useStyles();
  return (
    <>
      <Text weight="semibold">{visible(alarm.what)}</Text>
      <div className={styles.faint}>
        {alarm.todo} Raised <When at={alarm.raisedAt} distance />.
      </div>
    </>
  );
}

interface OpenProps {
  readonly alarm: Alarm;
  readonly mayAcknowledge: boolean;
}

function Open({ alarm, mayAcknowledge }: OpenProps) {
  const styles = useStyles();
  const [isAsking, ask] = useState(false);
  return (
    <li className={styles.words}>
      <What alarm={alarm} />
      {isAsking && <NoteForm alarm={alarm} onClose={() => ask(false)} />}
      {mayAcknowledge && !isAsking && (
        <div className={styles.form}>
          <div>
            <Button size="small" onClick={() => ask(true)} aria-label={`Acknowledge ${alarm.what}`}>
              Acknowledge
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

interface NoteFormProps {
  readonly alarm: Alarm;
  readonly onClose: () => void;
}

/** A field that a button has just opened is where one types. */
const focusOn = (field: { focus(): void } | null): void => field?.focus();

/** Who was first is told by the answer: what was typed stays until then. */
function NoteForm({ alarm, onClose }: NoteFormProps) {
  const styles = useStyles();
  const [note, setNote] = useState('');
  const acknowledge = useAcknowledge(alarm);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        acknowledge.mutate(note);
      }}
    >
      <Field label="Note" hint="What you will do about it; stands in the ledger">
        <Input
          ref={focusOn}
          maxLength={500}
          value={note}
          onChange={(_event, { value }) => setNote(value)}
        />
      </Field>
      {acknowledge.isError && <ProblemNote error={acknowledge.error} />}
      <div className={styles.buttons}>
        <Button
          type="submit"
          size="small"
          appearance="primary"
          disabledFocusable={acknowledge.isPending}
        >
          Acknowledge
        </Button>
        <Button size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** The newest that somebody has taken on. */
function Past() {
  const styles = useStyles();
  const { items = [], more = 0 } = useAlarms('acknowledged').data ?? {};
  const name = usePeople(items.map(({ acknowledged }) => acknowledged?.by));
  if (items.length === 0) return null;
  return (
    <details className={styles.past}>
      <summary>Acknowledged: {items.length + more}</summary>
      <ul className={styles.list}>
        {items.map((alarm) => (
          <li key={alarm.id} className={styles.words}>
            <What alarm={alarm} />
            {alarm.acknowledged && (
              <div>
                {name(alarm.acknowledged.by)}, <When at={alarm.acknowledged.at} />
                {alarm.acknowledged.note !== undefined && `: ${visible(alarm.acknowledged.note)}`}
              </div>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
