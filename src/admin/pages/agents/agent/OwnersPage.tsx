import { Field, Input } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { Checks } from '../../../parts/Checks.tsx';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { Loading } from '../../../parts/Loading.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { NotForYou } from '../../../shell/NotForYou.tsx';
import { useNotify } from '../../../shell/Notices.tsx';
import { useMe, whoseIs } from '../../../shell/reach.ts';
import { AskFrame, Group } from '../asking/AskFrame.tsx';
import type { Agent } from '../model.ts';
import { type Answerable, useAgent, useNameOwners } from '../queries.ts';

const FIELDS = ['businessOwner', 'technicalOwner', 'backupOwner', 'escalationPath'] as const;

const STEPS = ['manager', 'board'] as const;
const STEP_WORDS = {
  manager: 'The manager of the business owner, after 90 % of the time',
  board: 'One of the review board, after 95 % of the time',
} as const;

type Typed = Readonly<Record<'businessOwner' | 'technicalOwner' | 'backupOwner', string>> & {
  readonly steps: readonly (typeof STEPS)[number][];
};

/** What each field is like, where no step is chosen. */
const MODEL: Typed = { businessOwner: '', technicalOwner: '', backupOwner: '', steps: ['board'] };

const typedOf = ({ businessOwner, technicalOwner, backupOwner, escalationPath }: Agent): Typed => ({
  businessOwner,
  technicalOwner,
  backupOwner: backupOwner ?? '',
  steps: STEPS.filter((step) => escalationPath?.includes(step)),
});

function answerableOf({ steps, ...people }: Typed): Answerable {
  const backup = people.backupOwner.trim();
  return {
    businessOwner: people.businessOwner.trim(),
    technicalOwner: people.technicalOwner.trim(),
    backupOwner: backup === '' ? undefined : backup,
    escalationPath: [...steps],
  };
}

/** Names who answers for an agent, and who may answer late in their place. */
export function OwnersPage({ id }: { readonly id: string }) {
  const me = useMe().data;
  const found = useAgent(id);
  const whose = me && whoseIs(me, 'putAgent');
  if (whose !== undefined) return <NotForYou title={`Who answers for ${id}`} whose={whose} />;
  if (found.isError && !found.data)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  return found.data ? <Form agent={found.data} /> : <Loading what={id} />;
}

function Form({ agent }: { readonly agent: Agent }) {
  const [, go] = useLocation();
  const notify = useNotify();
  const draft = useDraft<Typed>(useHere(), typedOf(agent), MODEL);
  const { typed, setTyped } = draft;
  const name = useNameOwners(agent.id, draft.forget);
  const { of } = fieldErrors(name.error, FIELDS);
  const send = (): void =>
    name.mutate(answerableOf(typed), {
      onSuccess: () => {
        notify('success', 'Saved', `It counts for what ${agent.displayName} asks from now on.`);
        go(`/agents/${agent.id}`);
      },
    });
  const person = (field: 'businessOwner' | 'technicalOwner' | 'backupOwner', label: string) => (
    <Field
      label={label}
      hint={
        field === 'backupOwner'
          ? 'Can answer in the owner’s place when time runs out. Empty: nobody'
          : HOW
      }
      required={field !== 'backupOwner'}
      validationMessage={of(field)}
    >
      <Input
        value={typed[field]}
        onChange={(_event, { value }) => setTyped({ ...typed, [field]: value })}
      />
    </Field>
  );
  return (
    <AskFrame
      title={`Who answers for ${agent.displayName}`}
      lead="Old and new owners are told. What waits for an old owner waits for the new one."
      backTo={`/agents/${agent.id}`}
      back={agent.displayName}
      send="Save"
      whom="Whoever names an owner or a step cannot answer in that place themselves."
      isBusy={name.isPending}
      error={name.error}
      fields={FIELDS}
      draft={draft}
      onSend={send}
    >
      <Group title="Owners">
        {person('businessOwner', 'Business owner')}
        {person('backupOwner', 'Backup')}
        {person('technicalOwner', 'Technical owner')}
      </Group>
      <Group title="If nobody answers">
        <Checks
          label="Who is asked late in the owner’s place"
          hint="The backup can answer after 80 % of the time. A step counts for what is asked after it was chosen; silence still ends as expired."
          isStacked
          values={STEPS}
          wordOf={(step) => STEP_WORDS[step]}
          chosen={typed.steps}
          mistake={of('escalationPath')}
          onChange={(steps) => setTyped({ ...typed, steps })}
        />
      </Group>
    </AskFrame>
  );
}

const HOW = 'An address such as owner@contoso.example, or an object id';
