import { Button, Field, MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { Section } from '../../../parts/Section.tsx';
import { TypedBefore } from '../../../parts/TypedBefore.tsx';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { Entry } from '../Entry.tsx';
import { ImportWork } from './ImportWork.tsx';
import { type SourceItem, useImport } from './importing.ts';
import { BLANK, fieldsOf, type SourceTyped, saidOf } from './sourceForm.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '16px' },
  fields: {
    display: 'grid',
    gap: '14px 16px',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    alignItems: 'start',
  },
});

/** The agents of a platform. It knows their names; the rest is said here, of all that are new. */
export function ImportSource({ source }: { readonly source: SourceItem }) {
  if (source.needs === undefined) return <Form source={source} />;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        This server does not read {source.name}. {source.needs}
      </MessageBarBody>
    </MessageBar>
  );
}

function Form({ source }: { readonly source: SourceItem }) {
  const styles = useStyles();
  const draft = useDraft<SourceTyped>(useHere(), BLANK);
  const work = useImport(draft.forget);
  const fields = fieldsOf(source);
  const errors = fieldErrors(
    work.preview.error,
    fields.map(({ path }) => path),
  );
  const isMarked = fields.some(({ path }) => errors.of(path) !== null);
  return (
    <>
      <Section title="What holds for all its new agents">
        <form
          className={styles.form}
          aria-label="What holds for all its new agents"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            work.look({ source: source.id, says: saidOf(draft.typed, source) });
          }}
        >
          <div>
            Their names and ids come from the source. They come in without any right: connectors are
            asked for one by one.
          </div>
          {draft.isOld && <TypedBefore onClear={draft.clear} />}
          <div className={styles.fields}>
            {fields.map(({ name, path, label, hint, choices, isOptional }) => (
              <Field
                key={name}
                label={label}
                {...(hint !== undefined && { hint })}
                required={!isOptional}
                validationMessage={errors.of(path)}
              >
                <Entry
                  kind={choices ? 'choice' : 'line'}
                  {...(choices && { choices })}
                  value={draft.typed[name]}
                  onChange={(value) => {
                    work.reset();
                    draft.setTyped({ ...draft.typed, [name]: value });
                  }}
                />
              </Field>
            ))}
          </div>
          {isMarked && (
            <MessageBar intent="error" layout="multiline">
              <MessageBarBody>
                Nothing was looked at: some fields need another look. What you typed is still there.
              </MessageBarBody>
            </MessageBar>
          )}
          <div>
            <Button type="submit" disabledFocusable={work.preview.isPending}>
              See what would change
            </Button>
          </div>
        </form>
      </Section>
      <ImportWork
        work={work}
        name={source.name}
        mend="correct above what is refused, and look again."
        isTold={isMarked}
      />
    </>
  );
}
