import { Button, Field, Input, makeStyles, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { fieldErrors } from '../../parts/fieldErrors.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useNotify } from '../../shell/Notices.tsx';
import { useShadowReport } from './queries.ts';

const useStyles = makeStyles({ form: { display: 'grid', gap: '14px', maxWidth: '640px' } });

const FIELDS = ['what', 'where', 'text'] as const;

/** Says that people use an agent, source or workaround that nobody registered. */
export function ShadowForm() {
  const styles = useStyles();
  const [, go] = useLocation();
  const notify = useNotify();
  const [typed, setTyped] = useState({ what: '', where: '', text: '' });
  const report = useShadowReport();
  const errors = fieldErrors(report.error, FIELDS);
  const isMarked = FIELDS.some((field) => errors.of(field) !== null);
  const { where, ...needed } = typed;
  const send = (): void =>
    report.mutate(where.trim() === '' ? needed : typed, {
      onSuccess: ({ id }) => {
        notify('success', `Thank you: it is ${id}`);
        go(`/feedback/${id}`);
      },
    });
  return (
    <form
      className={styles.form}
      aria-label="Report what nobody registered"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {report.isError && !isMarked && <ProblemNote error={report.error} />}
      <Field
        label="What is it called"
        hint="An agent, a source of data or a workaround; not the name of a person"
        required
        validationMessage={errors.of('what')}
      >
        <Input
          value={typed.what}
          onChange={(_event, { value }) => setTyped({ ...typed, what: value })}
        />
      </Field>
      <Field
        label="Where is it used"
        hint="A team, a site or a chat, if you know"
        validationMessage={errors.of('where')}
      >
        <Input
          value={typed.where}
          onChange={(_event, { value }) => setTyped({ ...typed, where: value })}
        />
      </Field>
      <Field label="In your words" required validationMessage={errors.of('text')}>
        <Textarea
          rows={5}
          resize="vertical"
          value={typed.text}
          onChange={(_event, { value }) => setTyped({ ...typed, text: value })}
        />
      </Field>
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={report.isPending}>
          Send
        </Button>
      </div>
    </form>
  );
}
