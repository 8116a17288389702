import { Button, Field, makeStyles, Textarea } from '@fluentui/react-components';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { type FieldErrors, fieldErrors } from '../../parts/fieldErrors.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { TypedBefore } from '../../parts/TypedBefore.tsx';
import type { Draft } from '../../parts/useDraft.ts';
import { useNotify } from '../../shell/Notices.tsx';
import type { ReportTyped } from './model.ts';

const useStyles = makeStyles({ form: { display: 'grid', gap: '14px', maxWidth: '640px' } });

interface Props<T> {
  readonly label: string;
  readonly draft: Draft<ReportTyped>;
  readonly report: UseMutationResult<{ readonly id: string }, Error, T>;
  readonly body: T;
  /** Fields of this report, its words included. */
  readonly fields: readonly string[];
  /** What stands above its words. */
  readonly children: (errorOf: FieldErrors['of']) => ReactNode;
}

/** A report of any kind: its fields, then what happened in the reporter's own words. Who sent one is led to its case. */
export function ReportFrame<T>({ label, draft, report, body, fields, children }: Props<T>) {
  const styles = useStyles();
  const [, go] = useLocation();
  const notify = useNotify();
  const { typed, setTyped, isOld, clear } = draft;
  const { of } = fieldErrors(report.error, fields);
  const isMarked = fields.some((field) => of(field) !== null);
  const send = (): void =>
    report.mutate(body, {
      onSuccess: ({ id }) => {
        notify('success', `Thank you: it is ${id}`);
        go(`/feedback/${id}`);
      },
    });
  return (
    <form
      className={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {isOld && <TypedBefore onClear={clear} />}
      {report.isError && !isMarked && <ProblemNote error={report.error} />}
      {children(of)}
      <Field label="In your words" required validationMessage={of('text')}>
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
