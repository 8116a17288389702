import { Badge, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { InLink } from '../../parts/InLink.tsx';
import type { KeyValue } from '../../parts/KeyValues.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { When } from '../../parts/When.tsx';
import { spelledOut, TIERS } from '../../parts/words.ts';
import { kindRights } from './kindFacts.tsx';
import { agentOf, isOfAgent, type RequestItem } from './model.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' },
});

interface Recipient {
  readonly address: string;
  readonly internal: boolean;
}

/** What the server computed about an action; anything it does not say is left out. */
interface ActionFacts {
  readonly recipients: readonly Recipient[];
  readonly amount?: string;
  readonly environment?: string;
  readonly tier?: string;
  readonly phase?: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

const isRecipient = (value: unknown): value is Recipient =>
  isObject(value) && typeof value['address'] === 'string' && typeof value['internal'] === 'boolean';

function amountText(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const [number, currency] = [textOf(value['value']), textOf(value['currency'])];
  return number === undefined ? undefined : `${number} ${currency ?? '(no currency named)'}`;
}

function actionFacts(facts: unknown): ActionFacts {
  if (!isObject(facts)) return { recipients: [] };
  const recipients = Array.isArray(facts['recipients']) ? facts['recipients'] : [];
  const known = {
    amount: amountText(facts['amount']),
    environment: textOf(facts['environment']),
    tier: textOf(facts['tier']),
    phase: textOf(facts['phase']),
  };
  return {
    recipients: recipients.filter(isRecipient),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  };
}

const given = (key: string, value: ReactNode | undefined): readonly KeyValue[] =>
  value === undefined ? [] : [{ key, value }];

/** What we know about a request ourselves, without the agent's word for any of it. */
export function factsOf(request: RequestItem): readonly KeyValue[] {
  const { environment, because, requester } = request;
  const facts = actionFacts(request.facts);
  const where = facts.environment ?? environment;
  return [
    ...given(
      'To',
      (facts.recipients.length > 0 && <Recipients all={facts.recipients} />) || undefined,
    ),
    ...given('Amount', facts.amount && <strong>{facts.amount}</strong>),
    ...given('With', connectorText(request)),
    ...given('Environment', where && spelledOut(where)),
    ...rights(request),
    ...kindRights(request),
    ...(!isOfAgent(request)
      ? []
      : [
          {
            key: 'Agent',
            value: (
              <>
                <InLink href={`/agents/${request.agentId}`}>{agentOf(request)}</InLink>
                {facts.phase !== undefined && `, ${facts.phase} phase`}
                {facts.tier !== undefined && `, ${(TIERS[facts.tier] ?? facts.tier).toLowerCase()}`}
              </>
            ),
          },
        ]),
    ...given('Why a person is asked', because),
    { key: 'Asked', value: <AskedBy request={request} kind={requester.kind} /> },
  ];
}

function connectorText({ connectorId, connectorName, tool }: RequestItem): string | undefined {
  if (connectorId === undefined) return undefined;
  const place = tool === undefined ? connectorId : `${connectorId}/${tool}`;
  return connectorName === undefined || connectorName === place
    ? place
    : `${connectorName} (${place})`;
}

/** Of a tier, a grant or a connector. */
function rights(request: RequestItem): readonly KeyValue[] {
  const {
    fromTier,
    toTier,
    for: duration,
    until,
    systemClass,
    connection,
    dataClassification,
    recipients,
    amountUpTo,
    currency,
  } = request;
  return [
    ...given('May today', fromTier && TIERS[fromTier]),
    ...given('Would be', toTier && <strong>{TIERS[toTier]}</strong>),
    ...given('For', duration?.replace(/^P(\d+)D$/, '$1 days')),
    ...given('Until', until && <When at={until} />),
    ...given('Recipients covered', recipients?.map(visible).join(', ')),
    ...given('Amount up to', amountUpTo && `${amountUpTo} ${currency ?? ''}`),
    ...given('Kind of system', systemClass && spelledOut(systemClass)),
    ...given(
      'Connection',
      connection &&
        (connection === 'shared' ? 'Shared by several projects' : 'For this project only'),
    ),
    ...given('Data', dataClassification && touched(dataClassification)),
  ];
}

function touched(data: NonNullable<RequestItem['dataClassification']>): string {
  const also = [
    data.confidentialNotes ? 'confidential notes' : '',
    data.executiveMailboxes ? 'executive mailboxes' : '',
    data.hrDocuments ? 'HR documents' : '',
    data.legalCorrespondence ? 'legal correspondence' : '',
  ].filter((name) => name !== '');
  return [spelledOut(data.label), ...also].join(', ');
}

function AskedBy({ request, kind }: { readonly request: RequestItem; readonly kind: string }) {
  return (
    <>
      <When at={request.askedAt} />
      {kind === 'agent'
        ? ', by the agent itself'
        : kind === 'gateway'
          ? ', by a gateway'
          : ', by a person'}
    </>
  );
}

/** Those outside the company first. */
function Recipients({ all }: { readonly all: readonly Recipient[] }) {
  const styles = useStyles();
  const sorted = all.toSorted((a, b) => Number(a.internal) - Number(b.internal));
  return (
    <ul className={styles.list}>
      {sorted.map(({ address, internal }, i) => (
        <li key={`${i} ${address}`}>
          <Badge appearance="tint" color={internal ? 'informative' : 'danger'}>
            {internal ? 'internal' : 'external'}
          </Badge>{' '}
          {visible(address)}
        </li>
      ))}
    </ul>
  );
}
