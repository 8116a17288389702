import { Button, Field, makeStyles, Textarea } from '@fluentui/react-components';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { useFixed } from './queries.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '12px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** Asks the reporter whether it is fixed for them. */
export function Fixed({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { typed, setTyped, clear } = useDraft(`answer to ${id}`, { text: '' });
  const say = useFixed(id, clear);
  const answer = (fixed: boolean): void =>
    say.mutate({ fixed, ...(typed.text.trim() !== '' && typed) });
  return (
    <Section title="Is it fixed for you?">
      <div className={styles.form}>
        {say.isError && <ProblemNote error={say.error} />}
        <Field label="In your words (optional)">
          <Textarea
            value={typed.text}
            maxLength={1_000}
            onChange={(_event, { value }) => setTyped({ text: value })}
          />
        </Field>
        <div className={styles.buttons}>
          <Button
            appearance="primary"
            disabledFocusable={say.isPending}
            onClick={() => answer(true)}
          >
            Yes
          </Button>
          <Button disabledFocusable={say.isPending} onClick={() => answer(false)}>
            No, open it again
          </Button>
        </div>
      </div>
    </Section>
  );
}
