import {
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Textarea,
} from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { Loading } from '../../../parts/Loading.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { NotForYou } from '../../../shell/NotForYou.tsx';
import { useNotify } from '../../../shell/Notices.tsx';
import { useMe, whoseIs } from '../../../shell/reach.ts';
import { AskFrame, Group } from '../asking/AskFrame.tsx';
import {
  bodyOf,
  type CalendarTyped,
  type Effect,
  type Lists,
  MODEL,
  typedOf,
} from './calendarForm.ts';
import { FreezeFields, WindowFields } from './EntryFields.tsx';
import { useCalendar, usePreview, useSetCalendar } from './queries.ts';

const TITLE = 'Change windows and freezes';

/** Changes the calendar of releases: says first whether that holds at once or waits for the board. */
export function ChangePage() {
  const me = useMe().data;
  const found = useCalendar();
  const whose = me && whoseIs(me, 'putReleaseCalendar');
  if (whose !== undefined) return <NotForYou title={TITLE} whose={whose} />;
  if (found.isError && !found.data)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  return found.data ? <Form inForce={found.data} /> : <Loading what="release windows" />;
}

const SEND = {
  set: 'Set it now',
  proposed: 'Propose it to the board',
  kept: 'See what it would come to',
} as const;

function Form({ inForce }: { readonly inForce: Lists }) {
  const [, go] = useLocation();
  const notify = useNotify();
  const draft = useDraft<CalendarTyped>(useHere(), typedOf(inForce), MODEL);
  const { typed, setTyped } = draft;
  const preview = usePreview();
  const set = useSetCalendar(draft.forget);
  const body = bodyOf(typed);
  const seen =
    JSON.stringify(preview.data?.body) === JSON.stringify(body) ? preview.data : undefined;
  const error = preview.error ?? set.error;
  const fields = fieldsOf(typed);
  const { of } = fieldErrors(error, fields);
  const change = (part: Partial<CalendarTyped>): void => setTyped({ ...typed, ...part });
  const send = (): void => {
    if (seen === undefined || seen.effect === 'kept') {
      set.reset();
      preview.mutate(body);
      return;
    }
    set.mutate(body, {
      onSuccess: () => {
        notify('success', seen.effect === 'set' ? 'It holds from now on' : 'The board is asked');
        go('/agents/releases');
      },
    });
  };
  return (
    <AskFrame
      title={TITLE}
      lead="Windows are hours of every week in which changes may take effect. In a freeze nothing does. Without any window only freezes hold changes back."
      backTo="/agents/releases"
      back="Release windows"
      send={SEND[seen?.effect ?? 'kept']}
      whom="What only narrows holds at once. What opens wider waits for one of the board, other than you."
      isBusy={preview.isPending || set.isPending}
      error={error}
      fields={fields}
      draft={draft}
      onSend={send}
    >
      <Group title="Every week">
        <WindowFields
          windows={typed.windows}
          mistakeOf={of}
          onChange={(windows) => change({ windows })}
        />
      </Group>
      <Group title="Freezes">
        <FreezeFields
          freezes={typed.freezes}
          mistakeOf={of}
          onChange={(freezes) => change({ freezes })}
        />
      </Group>
      <Group title="Why">
        <Field
          label="Reason"
          hint="Stands in the ledger; the board reads it too"
          required
          validationMessage={of('reason')}
        >
          <Textarea
            value={typed.reason}
            maxLength={300}
            resize="vertical"
            onChange={(_event, { value }) => change({ reason: value })}
          />
        </Field>
      </Group>
      <div role="status">{seen && <WouldBe effect={seen} />}</div>
    </AskFrame>
  );
}

/** Every field that shows its own mistakes. */
const fieldsOf = ({ windows, freezes }: CalendarTyped): readonly string[] => [
  'reason',
  ...windows.flatMap((_, i) => WINDOW_PARTS.map((part) => `windows.${i}.${part}`)),
  ...freezes.flatMap((_, i) => FREEZE_PARTS.map((part) => `freezes.${i}.${part}`)),
];
const SCOPE_PARTS = ['id', 'environments', 'department', 'agentId', 'from', 'to'] as const;
const WINDOW_PARTS = [...SCOPE_PARTS, 'days', 'timeZone'] as const;
const FREEZE_PARTS = [...SCOPE_PARTS, 'reason'] as const;

/** What sending it comes to, before it is sent. */
function WouldBe({ effect: { effect, widens } }: { readonly effect: Effect }) {
  if (effect === 'kept')
    return (
      <MessageBar layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Nothing would change</MessageBarTitle> This calendar is in force already.
        </MessageBarBody>
      </MessageBar>
    );
  if (effect === 'set')
    return (
      <MessageBar layout="multiline" intent="success">
        <MessageBarBody>
          <MessageBarTitle>It only narrows</MessageBarTitle> It holds as soon as you set it.
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <MessageBar layout="multiline" intent="warning">
      <MessageBarBody>
        <MessageBarTitle>It opens wider, so the board decides</MessageBarTitle> Until then
        everything stays as it is.
        <ul>
          {widens.map((one) => (
            <li key={one}>It {one}</li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
