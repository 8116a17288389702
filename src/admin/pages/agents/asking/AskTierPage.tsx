import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useLocation, useSearchParams } from 'wouter';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { useDraft, useHere } from '../../../parts/useDraft.ts';
import { TIERS } from '../../../parts/words.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { useAgent, useAsk } from '../queries.ts';
import { AskFrame, Group } from './AskFrame.tsx';

const FIELDS = ['agentId', 'connectorId', 'toTier', 'for', 'reason'] as const;
const TIER_IDS = ['readOnly', 'draftOnly', 'delegatedAction'] as const;

const HELP: Readonly<Record<(typeof TIER_IDS)[number], string>> = {
  readOnly: 'It reads, and changes nothing.',
  draftOnly: 'It prepares; a person sends.',
  delegatedAction: 'It acts itself; every send and every write still needs a person’s approval.',
};

type Typed = Readonly<Record<'agentId' | 'connectorId' | 'days' | 'reason', string>> & {
  readonly toTier: (typeof TIER_IDS)[number];
};

/** Asks for a higher tier of one capability, for a while. */
export function AskTierPage() {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const notify = useNotify();
  const draft = useDraft<Typed>(useHere(), {
    agentId: search.get('agent') ?? '',
    connectorId: search.get('connector') ?? '',
    toTier: 'draftOnly',
    days: '30',
    reason: '',
  });
  const { typed, setTyped } = draft;
  const ask = useAsk(draft.forget);
  const errors = fieldErrors(ask.error, FIELDS);
  const send = (): void => {
    const { days, ...rest } = typed;
    ask.mutate(
      { kind: 'tierEscalation', ...rest, for: `P${days.trim() || '0'}D` },
      {
        onSuccess: ({ id }) => {
          notify('success', `${id} was opened`, 'You hear how it comes out.');
          go(`/requests/${id}`);
        },
      },
    );
  };
  return (
    <AskFrame
      title="Ask for a higher tier"
      lead="For a while an agent may do more with one of its connectors. At its date the tier goes back by itself."
      backTo={typed.agentId === '' ? '/agents' : `/agents/${typed.agentId}`}
      back={typed.agentId === '' ? 'Agents' : typed.agentId}
      send="Send the request"
      whom="It goes to the agent’s owner, then to security; in production a board member too. They have five working days."
      isBusy={ask.isPending}
      error={ask.error}
      fields={FIELDS}
      draft={draft}
      onSend={send}
    >
      <Group title="What is asked for">
        <Field
          label="Agent"
          hint="Its id, such as crm-assistant"
          required
          validationMessage={errors.of('agentId')}
        >
          <Input
            value={typed.agentId}
            onChange={(_event, { value }) => setTyped({ ...typed, agentId: value.trim() })}
          />
        </Field>
        <ConnectorField
          agentId={typed.agentId}
          value={typed.connectorId}
          mistake={errors.of('connectorId')}
          onChange={(connectorId) => setTyped({ ...typed, connectorId })}
        />
        <Field
          label="Tier"
          hint={HELP[typed.toTier]}
          required
          validationMessage={errors.of('toTier')}
        >
          <Select
            value={typed.toTier}
            onChange={(_event, { value }) =>
              setTyped({ ...typed, toTier: TIER_IDS.find((one) => one === value) ?? 'draftOnly' })
            }
          >
            {TIER_IDS.map((tier) => (
              <option key={tier} value={tier}>
                {TIERS[tier]}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label="For how many days"
          hint="90 at most"
          required
          validationMessage={errors.of('for')}
        >
          <Input
            inputMode="numeric"
            value={typed.days}
            onChange={(_event, { value }) => setTyped({ ...typed, days: value })}
          />
        </Field>
        <Field
          label="Why"
          hint="What went well so far, and what gets better with it?"
          required
          validationMessage={errors.of('reason')}
        >
          <Textarea
            value={typed.reason}
            resize="vertical"
            rows={4}
            onChange={(_event, { value }) => setTyped({ ...typed, reason: value })}
          />
        </Field>
      </Group>
    </AskFrame>
  );
}

interface ConnectorFieldProps {
  readonly agentId: string;
  readonly value: string;
  readonly mistake: string | null;
  readonly onChange: (connectorId: string) => void;
}

/** The connectors that the agent has, where it is known; any other id can be typed. */
function ConnectorField({ agentId, value, mistake, onChange }: ConnectorFieldProps) {
  const capabilities = useAgent(agentId || '-').data?.capabilities ?? [];
  const isKnown = capabilities.length > 0;
  return (
    <Field label="Connector" required validationMessage={mistake}>
      {isKnown ? (
        <Select value={value} onChange={(_event, chosen) => onChange(chosen.value)}>
          <option value="">Choose one that the agent has</option>
          {capabilities.map(({ connectorId, tier }) => (
            <option key={connectorId} value={connectorId}>
              {connectorId} ({(TIERS[tier] ?? tier).toLowerCase()} today)
            </option>
          ))}
        </Select>
      ) : (
        <Input value={value} onChange={(_event, typed) => onChange(typed.value.trim())} />
      )}
    </Field>
  );
}
