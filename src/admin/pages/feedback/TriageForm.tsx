import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Select,
  Textarea,
} from '@fluentui/react-components';
import { fieldErrors } from '../../parts/fieldErrors.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { TypedBefore } from '../../parts/TypedBefore.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { useNotify } from '../../shell/Notices.tsx';
import { type Me, useMe } from '../../shell/reach.ts';
import { type Case, REMEDIES, REMEDY_IDS, STATUS_WORDS, TRIAGED, type Triage } from './model.ts';
import { useTriage } from './queries.ts';

const useStyles = makeStyles({ form: { display: 'grid', gap: '12px' } });

const FIELDS = ['status', 'remedy', 'owner', 'note', 'alike'] as const;

/** Admins, the board and the agent's owner triage; the API has the last word. */
const mayTriage = (me: Me, { agentId }: Case): boolean =>
  me.roles.some(({ id }) => id === 'admin' || id === 'board') ||
  (agentId !== undefined && me.owns.includes(agentId));

type Typed = Readonly<Record<'status' | 'remedy' | 'owner' | 'note', string>> & {
  readonly alike: boolean;
};

const typedOf = ({ status, remedy, owner }: Case): Typed => ({
  status,
  remedy: remedy ?? '',
  owner: owner?.id ?? '',
  note: '',
  alike: false,
});

/** What differs from the case as it stands. */
function triageOf(typed: Typed, one: Case): Triage {
  const was = typedOf(one);
  const status = TRIAGED.find((known) => known === typed.status && known !== was.status);
  const remedy = REMEDY_IDS.find((known) => known === typed.remedy && known !== was.remedy);
  const owner = typed.owner.trim();
  return {
    ...(status && { status }),
    ...(remedy && { remedy }),
    ...(owner !== '' && owner !== was.owner && { owner }),
    ...(typed.note.trim() !== '' && { note: typed.note }),
    ...(typed.alike && { alike: true }),
  };
}

/** Sets owner, remedy and status; its reporter is told of every move. */
export function TriageForm({ one }: { readonly one: Case }) {
  const styles = useStyles();
  const me = useMe().data;
  const { typed, setTyped, isOld, clear } = useDraft<Typed>(`triage of ${one.id}`, typedOf(one));
  const triage = useTriage(one.id, clear);
  const notify = useNotify();
  if (!me || !mayTriage(me, one)) return null;
  const errors = fieldErrors(triage.error, FIELDS);
  const isMarked = FIELDS.some((field) => errors.of(field) !== null);
  const change = triageOf(typed, one);
  const isChanged = Object.keys(change).some((name) => name !== 'alike');
  return (
    <Section title="Triage">
      <form
        className={styles.form}
        aria-label="Triage"
        onSubmit={(event) => {
          event.preventDefault();
          triage.mutate(change, {
            onSuccess: () => notify('success', `${one.id} is saved`, 'Its reporter hears of it.'),
          });
        }}
      >
        {isOld && <TypedBefore onClear={clear} />}
        {triage.isError && !isMarked && <ProblemNote error={triage.error} />}
        <Choices typed={typed} one={one} onType={setTyped} errorOf={errors.of} />
        <Owner typed={typed} me={me} one={one} onType={setTyped} mistake={errors.of('owner')} />
        <Field label="A word to its reporter" validationMessage={errors.of('note')}>
          <Textarea
            value={typed.note}
            maxLength={1_000}
            onChange={(_event, { value }) => setTyped({ ...typed, note: value })}
          />
        </Field>
        <Checkbox
          label="For the other open cases of the same defect too"
          checked={typed.alike}
          onChange={(_event, { checked }) => setTyped({ ...typed, alike: checked === true })}
        />
        <div>
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={triage.isPending || !isChanged}
          >
            Save
          </Button>
        </div>
      </form>
    </Section>
  );
}

interface PartProps {
  readonly typed: Typed;
  readonly one: Case;
  readonly onType: (typed: Typed) => void;
}

function Choices({
  typed,
  one,
  onType,
  errorOf,
}: PartProps & { readonly errorOf: (field: string) => string | null }) {
  const isEnded = !TRIAGED.some((known) => known === one.status);
  return (
    <>
      <Field label="Status" validationMessage={errorOf('status')}>
        <Select
          value={typed.status}
          onChange={(_event, { value }) => onType({ ...typed, status: value })}
        >
          {isEnded && <option value={one.status}>{STATUS_WORDS[one.status]}</option>}
          {TRIAGED.map((status) => (
            <option key={status} value={status}>
              {STATUS_WORDS[status]}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Remedy"
        hint="What is changed so that it does not happen again"
        validationMessage={errorOf('remedy')}
      >
        <Select
          value={typed.remedy}
          onChange={(_event, { value }) => onType({ ...typed, remedy: value })}
        >
          {one.remedy === undefined && <option value="">Not chosen yet</option>}
          {REMEDY_IDS.map((remedy) => (
            <option key={remedy} value={remedy}>
              {REMEDIES[remedy]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

function Owner({
  typed,
  me,
  one,
  onType,
  mistake,
}: PartProps & { readonly me: Me; readonly mistake: string | null }) {
  const name = typed.owner === one.owner?.id ? one.owner.name : undefined;
  return (
    <Field
      label="Owner"
      hint={name ?? 'An address such as owner@contoso.example, or an object id'}
      validationMessage={mistake}
    >
      <Input
        value={typed.owner}
        onChange={(_event, { value }) => onType({ ...typed, owner: value })}
        contentAfter={
          typed.owner === '' ? (
            <Button size="small" onClick={() => onType({ ...typed, owner: me.upn })}>
              Me
            </Button>
          ) : null
        }
      />
    </Field>
  );
}
