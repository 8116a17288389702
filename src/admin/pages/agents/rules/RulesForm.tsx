import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { Section } from '../../../parts/Section.tsx';
import { TypedBefore } from '../../../parts/TypedBefore.tsx';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { useWork } from '../../ledger/useWork.ts';
import { FileField } from './FileField.tsx';
import { type FileText, usePropose, useSimulate } from './queries.ts';
import { againstIn, Refused } from './Refused.tsx';
import { type Tried, TriedOut } from './TriedOut.tsx';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: '860px' },
  fields: { display: 'grid', gap: '14px' },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  faint: { color: tokens.colorNeutralForeground2 },
});

/** A file with a key of its own, so that a renamed one keeps its place. */
type KeyedFile = FileText & { readonly key: number };

interface Said {
  readonly title: string;
  readonly justification: string;
}

type Typed = Readonly<Said & Record<'drafts', readonly KeyedFile[]>>;

const MODEL: Typed = { title: '', justification: '', drafts: [{ key: 0, name: '', text: '' }] };
const freshOf = (inForce: readonly FileText[]): Typed => ({
  title: '',
  justification: '',
  drafts: inForce.map((file, key) => ({ ...file, key })),
});

/** The tenant's files as they would be: written, tried, and only then put before the board. Nothing that was typed is lost. */
export function RulesForm({ inForce }: { readonly inForce: readonly FileText[] }) {
  const styles = useStyles();
  const [, go] = useLocation();
  const notify = useNotify();
  const simulate = useSimulate();
  const { typed, setTyped, isOld, forget, clear } = useDraft<Typed>(
    useHere(),
    freshOf(inForce),
    MODEL,
  );
  const { drafts, ...said } = typed;
  const propose = usePropose(forget);
  const { work, begin, cancel } = useWork<Tried>();
  const files = drafts.map(({ name, text }) => ({ name: name.trim(), text }));
  const isTried =
    work.kind === 'done' && JSON.stringify(work.result.files) === JSON.stringify(files);
  const tryIt = (): void => {
    propose.reset();
    begin(async (signal) => ({ files, simulated: await simulate(files, signal) }));
  };
  const send = (): void =>
    propose.mutate(
      { ...said, files },
      {
        onSuccess: ({ id }) => {
          notify('success', `${id} was opened`, 'The board decides.');
          go(`/requests/${id}`);
        },
      },
    );
  const refused = work.kind === 'failed' ? work.error : propose.error;
  return (
    <div className={styles.form}>
      {isOld && <TypedBefore onClear={clear} />}
      <Files
        drafts={drafts}
        refused={refused}
        onChange={(changed) => setTyped({ ...typed, drafts: changed })}
      />
      <TriedOut work={work} files={files} isTried={isTried} onTry={tryIt} onCancel={cancel} />
      <Why
        said={said}
        error={propose.error}
        onChange={(changed) => setTyped({ ...typed, ...changed })}
      />
      <Refused error={propose.error} files={files} />
      <div className={styles.buttons}>
        <Button
          appearance={isTried ? 'primary' : 'secondary'}
          disabled={!isTried}
          disabledFocusable={propose.isPending}
          onClick={send}
        >
          Propose it to the board
        </Button>
        {!isTried && (
          <span className={styles.faint}>Try it first: the board sees the same figures.</span>
        )}
      </div>
    </div>
  );
}

interface FilesProps {
  readonly drafts: readonly KeyedFile[];
  readonly refused: unknown;
  readonly onChange: (drafts: readonly KeyedFile[]) => void;
}

function Files({ drafts, refused, onChange }: FilesProps) {
  const against = againstIn(refused, drafts);
  const add = (): void => {
    const key = Math.max(-1, ...drafts.map((one) => one.key)) + 1;
    onChange([...drafts, { key, name: '', text: '' }]);
  };
  return (
    <>
      {drafts.map(({ key, ...file }) => (
        <FileField
          key={key}
          file={file}
          against={against.filter((one) => one.file === file.name && file.name !== '')}
          onChange={(changed) =>
            onChange(drafts.map((one) => (one.key === key ? { ...changed, key } : one)))
          }
          onRemove={() => onChange(drafts.filter((one) => one.key !== key))}
        />
      ))}
      {drafts.length === 0 && (
        <div>There is no file of the tenant’s own: the shipped rules hold.</div>
      )}
      <div>
        <Button onClick={add}>Add a file</Button>
      </div>
    </>
  );
}

interface WhyProps {
  readonly said: Said;
  readonly error: unknown;
  readonly onChange: (said: Said) => void;
}

function Why({ said, error, onChange }: WhyProps) {
  const styles = useStyles();
  const errors = fieldErrors(error, ['title', 'justification']);
  return (
    <Section title="Why">
      <div className={styles.fields}>
        <Field label="Title" required validationMessage={errors.of('title')}>
          <Input
            value={said.title}
            onChange={(_event, { value }) => onChange({ ...said, title: value })}
          />
        </Field>
        <Field label="Justification" required validationMessage={errors.of('justification')}>
          <Textarea
            rows={4}
            resize="vertical"
            value={said.justification}
            onChange={(_event, { value }) => onChange({ ...said, justification: value })}
          />
        </Field>
      </div>
    </Section>
  );
}
