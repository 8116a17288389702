import { Field } from '@fluentui/react-components';
import { useLocation, useSearchParams } from 'wouter';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { Entry } from '../Entry.tsx';
import { useAsk } from '../queries.ts';
import { AskFrame, Group } from './AskFrame.tsx';
import type { RightForm } from './rightForm.ts';

type Typed = Readonly<Record<string, string>>;

/** What the address says already, such as the agent whose page led here. */
const freshOf = ({ fields }: RightForm, search: URLSearchParams): Typed =>
  Object.fromEntries(
    fields.map(({ name, fresh = '' }) => [
      name,
      search.get(name.replace(/Id$/, '')) ?? search.get(name) ?? fresh,
    ]),
  );

/** A request whose form is a list of fields. */
export function AskRightPage({ form }: { readonly form: RightForm }) {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const notify = useNotify();
  const draft = useDraft<Typed>(useHere(), freshOf(form, search));
  const { typed, setTyped } = draft;
  const ask = useAsk(draft.forget);
  const names = form.fields.map(({ name, path = name }) => path);
  const errors = fieldErrors(ask.error, names);
  const agent = search.get('agent');
  const send = (): void =>
    ask.mutate(form.body(typed, new Date()), {
      onSuccess: ({ id }) => {
        notify('success', `${id} was opened`, 'You hear how it comes out.');
        go(`/requests/${id}`);
      },
    });
  return (
    <AskFrame
      title={form.title}
      lead={form.lead}
      backTo={agent === null ? '/agents' : `/agents/${agent}`}
      back={agent ?? 'Agents'}
      send="Send the request"
      whom={form.whom}
      isBusy={ask.isPending}
      error={ask.error}
      fields={names}
      draft={draft}
      onSend={send}
    >
      <Group title="What is asked for">
        {form.fields.map((field) => (
          <Field
            key={field.name}
            label={field.label}
            {...(field.hint !== undefined && { hint: field.hint })}
            required={field.optional !== true}
            validationMessage={errors.of(field.path ?? field.name)}
          >
            <Entry
              kind={field.kind}
              {...(field.choices && { choices: field.choices })}
              value={typed[field.name] ?? ''}
              onChange={(value) => setTyped({ ...typed, [field.name]: value })}
            />
          </Field>
        ))}
      </Group>
    </AskFrame>
  );
}
