import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { AskFrame, Group } from '../asking/AskFrame.tsx';
import { useStartReview } from './reviewing.ts';

const FIELDS = ['department', 'due'] as const;
const DAYS = 30;
const DAY_MS = 86_400_000;

/** `2026-12-20`, as a date field writes it, so many days from now. */
const dayIn = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** The end of the working day there; what is no day is left to the API to refuse. */
function dueOf(day: string): string {
  const at = new Date(`${day}T17:00`);
  return Number.isNaN(at.getTime()) ? day : at.toISOString();
}

/** Begins an access review: every owner is asked what their agents are to keep. */
export function StartReviewPage() {
  const [, go] = useLocation();
  const notify = useNotify();
  const draft = useDraft(useHere(), { department: '', day: dayIn(DAYS), quarterly: false });
  const { typed, setTyped } = draft;
  const start = useStartReview(draft.forget);
  const errors = fieldErrors(start.error, FIELDS);
  const send = (): void => {
    const { department, day, quarterly } = typed;
    const of = department.trim();
    start.mutate(
      { due: dueOf(day), ...(of !== '' && { department: of }), ...(quarterly && { quarterly }) },
      {
        onSuccess: ({ id }) => {
          notify('success', `${id} has begun`, 'Every owner is asked in chat.');
          go('/agents/reviews');
        },
      },
    );
  };
  return (
    <AskFrame
      title="Begin an access review"
      lead="Every owner says what their agents are to keep. What is taken away is gone at once; what nobody answers stays open and is told."
      backTo="/agents/reviews"
      back="Reviews"
      send="Begin the review"
      whom="The owners of every active agent of that department are asked, in chat and here."
      isBusy={start.isPending}
      error={start.error}
      fields={FIELDS}
      draft={draft}
      onSend={send}
    >
      <Group title="What is reviewed">
        <Field
          label="Department"
          hint="As it is written on the agents, such as sales. Empty: every department"
          validationMessage={errors.of('department')}
        >
          <Input
            value={typed.department}
            onChange={(_event, { value }) => setTyped({ ...typed, department: value })}
          />
        </Field>
        <Field
          label="Last day to answer"
          hint="180 days from now at most"
          required
          validationMessage={errors.of('due')}
        >
          <Input
            type="date"
            value={typed.day}
            onChange={(_event, { value }) => setTyped({ ...typed, day: value })}
          />
        </Field>
        <Checkbox
          label="Again each quarter"
          checked={typed.quarterly}
          onChange={(_event, { checked }) => setTyped({ ...typed, quarterly: checked === true })}
        />
      </Group>
    </AskFrame>
  );
}
