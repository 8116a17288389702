import { Field, Input } from '@fluentui/react-components';
import { useLocation, useSearchParams } from 'wouter';
import { BackLink } from '../../../parts/BackLink.tsx';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { Loading } from '../../../parts/Loading.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { Entry } from '../Entry.tsx';
import type { Connector } from '../model.ts';
import { useAsk, useConnector } from '../queries.ts';
import { AskFrame, Group } from './AskFrame.tsx';
import { BOUNDS, type BoundsTyped, changesOf, typedToday } from './connectorBounds.ts';

/** Asks for wider bounds of the connector that the address names; beside each field stands what holds today. */
export function AskConnectorBoundsPage({ id }: { readonly id: string }) {
  const found = useConnector(id);
  if (found.data) return <Form key={id} connector={found.data} />;
  return (
    <>
      <BackLink to={`/agents/connectors/${id}`}>{id}</BackLink>
      <PageHead title={`Ask for wider bounds of ${id}`} />
      {found.isPending && <Loading what={id} />}
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
    </>
  );
}

const FIELDS = ['agentId', 'reason', ...BOUNDS.map(({ name }) => `changes.${name}`)];

type Typed = BoundsTyped & Readonly<Record<'agentId' | 'reason', string>>;

function Form({ connector }: { readonly connector: Connector }) {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const notify = useNotify();
  const draft = useDraft<Typed>(useHere(), {
    agentId: search.get('agent') ?? '',
    reason: '',
    ...typedToday(connector),
  });
  const { typed, setTyped } = draft;
  const { agentId, reason } = typed;
  const ask = useAsk(draft.forget);
  const errors = fieldErrors(ask.error, FIELDS);
  const { id, displayName } = connector;
  const send = (): void =>
    ask.mutate(
      {
        kind: 'boundsChange',
        agentId: agentId.trim(),
        connectorId: id,
        changes: changesOf(typed, connector),
        reason: reason.trim(),
      },
      {
        onSuccess: ({ id: request }) => {
          notify('success', `${request} was opened`, 'You hear how it comes out.');
          go(`/requests/${request}`);
        },
      },
    );
  return (
    <AskFrame
      title={`Ask for wider bounds of ${displayName}`}
      lead="They hold for every agent that uses it. Change what is to become wider and leave the rest; tighter bounds need nobody: an admin writes them."
      backTo={`/agents/connectors/${id}`}
      back={displayName}
      send="Send the request"
      whom="It goes to the agent’s owner and to security; compliance looks too where the data asks for it."
      isBusy={ask.isPending}
      error={ask.error}
      fields={FIELDS}
      draft={draft}
      onSend={send}
    >
      <Group title="For whom, and why">
        <Field
          label="Agent"
          hint="Its id, such as crm-assistant; its owner answers first"
          required
          validationMessage={errors.of('agentId')}
        >
          <Input
            value={agentId}
            onChange={(_event, { value }) => setTyped({ ...typed, agentId: value })}
          />
        </Field>
        <Field
          label="Why"
          hint="What cannot be done today because of them"
          required
          validationMessage={errors.of('reason')}
        >
          <Entry
            kind="text"
            value={reason}
            onChange={(value) => setTyped({ ...typed, reason: value })}
          />
        </Field>
      </Group>
      <Group title="As it would be">
        {BOUNDS.map(({ name, label, hint, ...entry }) => (
          <Field
            key={name}
            label={label}
            hint={hint}
            validationMessage={errors.of(`changes.${name}`)}
          >
            <Entry
              {...entry}
              value={typed[name] ?? ''}
              onChange={(value) => setTyped({ ...typed, [name]: value })}
            />
          </Field>
        ))}
      </Group>
    </AskFrame>
  );
}
