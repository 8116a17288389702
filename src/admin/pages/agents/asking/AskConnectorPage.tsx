import { useLocation, useSearchParams } from 'wouter';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { useAsk } from '../queries.ts';
import { AskFrame, Group } from './AskFrame.tsx';
import { DataFields, PartFields, type PartProps, WhatFields } from './connectorFields.tsx';
import { askOf, type ConnectorTyped, emptyForm, FIELDS } from './connectorForm.ts';
import { ToolFields } from './ToolFields.tsx';

/** Asks for a connector, with the four parts that a review needs. */
export function AskConnectorPage() {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const notify = useNotify();
  const draft = useDraft(
    useHere(),
    emptyForm(search.get('agent') ?? '', search.get('connector') ?? ''),
  );
  const { typed, setTyped } = draft;
  const ask = useAsk(draft.forget);
  const parts: PartProps = {
    typed,
    onType: (change: Partial<ConnectorTyped>) => setTyped((before) => ({ ...before, ...change })),
    mistakeOf: fieldErrors(ask.error, FIELDS).of,
  };
  const send = (): void =>
    ask.mutate(askOf(typed), {
      onSuccess: ({ id }) => {
        notify('success', `${id} was opened`, 'You hear how it comes out.');
        go(`/requests/${id}`);
      },
    });
  return (
    <AskFrame
      title="Ask for a connector"
      lead="A way for one agent to reach a system. It begins with thirty days of probation, drafts at most."
      backTo="/agents/connectors"
      back="Connectors"
      send="Send the request"
      whom="It goes to the agent’s owner, to security and to an admin; compliance looks too where the data asks for it. They have five working days."
      isBusy={ask.isPending}
      error={ask.error}
      fields={FIELDS}
      draft={draft}
      onSend={send}
    >
      <Group title="What it is">
        <WhatFields {...parts} />
        <ToolFields {...parts} />
      </Group>
      <Group title="1. Business justification">
        <PartFields {...parts} fields={['businessJustification']} />
      </Group>
      <Group title="2. Security">
        <PartFields {...parts} fields={['securityNotes']} />
      </Group>
      <Group title="3. Data classification check">
        <DataFields {...parts} />
      </Group>
      <Group title="4. Rollback plan">
        <PartFields {...parts} fields={['rollbackPlan']} />
      </Group>
    </AskFrame>
  );
}
