import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'wouter';
import { Columns } from '../../../parts/Columns.tsx';
import { DetailPage } from '../../../parts/DetailPage.tsx';
import { type KeyValue, KeyValues } from '../../../parts/KeyValues.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { TierBadge } from '../../../parts/TierBadge.tsx';
import { When } from '../../../parts/When.tsx';
import { SYSTEMS, spelledOut } from '../../../parts/words.ts';
import { History } from '../agent/History.tsx';
import { DATA_QUESTIONS, LABEL_WORDS } from '../asking/connectorForm.ts';
import type { Connector } from '../model.ts';
import { useConnector } from '../queries.ts';
import { Ends } from './ConnectorListPage.tsx';

const useStyles = makeStyles({
  tools: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  faint: { color: tokens.colorNeutralForeground2 },
});

/** One connector: on which list it stands, what its tools do, and its history. */
export function ConnectorDetailPage({ id }: { readonly id: string }) {
  const found = useConnector(id);
  return (
    <DetailPage title={id} back="Connectors" backTo="/agents/connectors" found={found}>
      {(connector) => <Whole connector={connector} />}
    </DetailPage>
  );
}

const LOOK = {
  approved: 'success',
  probation: 'warning',
  rejected: 'danger',
  revoked: 'danger',
} as const;

function Whole({ connector }: { readonly connector: Connector }) {
  const styles = useStyles();
  const { id, displayName, status, systemClass, tools } = connector;
  return (
    <>
      <PageHead
        title={displayName}
        beside={
          <Badge appearance="tint" color={LOOK[status]}>
            {spelledOut(status)}
          </Badge>
        }
        lead={`${id} · ${SYSTEMS[systemClass] ?? systemClass}`}
        actions={
          <div className={styles.actions}>
            <Link href={`/agents/connectors/${id}/bounds`} asChild>
              <Button as="a">Ask for wider bounds</Button>
            </Link>
            <Link href={`/agents/ask/connector?connector=${id}`} asChild>
              <Button as="a">Ask for it for another agent</Button>
            </Link>
          </div>
        }
      />
      <Columns
        main={
          <>
            <Section title="What it is">
              <KeyValues items={factsOf(connector)} />
            </Section>
            <Section title="Tools" beside={<span className={styles.faint}>{tools.length}</span>}>
              {tools.length === 0 && (
                <span className={styles.faint}>None: nothing can be called.</span>
              )}
              <ul className={styles.tools}>
                {tools.map((tool) => (
                  <ToolLine key={tool.name} tool={tool} />
                ))}
              </ul>
            </Section>
          </>
        }
        side={<History subject={`connector:${id}`} />}
      />
    </>
  );
}

const given = (key: string, value: string | undefined): readonly KeyValue[] =>
  value === undefined || value === '' ? [] : [{ key, value: visible(value) }];

function factsOf(connector: Connector): readonly KeyValue[] {
  const { environments, tierCeiling, labels, probationEnds, status, scopes } = connector;
  return [
    { key: 'At most', value: <TierBadge tier={tierCeiling} /> },
    { key: 'Usable in', value: environments.map(spelledOut).join(', ') || 'No environment' },
    { key: 'May hold', value: labels.map(spelledOut).join(', ') || 'Nothing labelled' },
    ...(status === 'probation' && probationEnds !== undefined
      ? [
          {
            key: 'Probation',
            value: (
              <>
                <Ends connector={connector} /> (<When at={probationEnds} />)
              </>
            ),
          },
        ]
      : []),
    ...given('Vendor', connector.vendor),
    ...given('Contract', connector.contract),
    ...given('Business group', connector.businessGroup),
    ...given(
      'Connection',
      connector.connection === undefined
        ? undefined
        : connector.connection === 'shared'
          ? 'Shared: several projects act through the same identity'
          : 'For one project only',
    ),
    ...given('Data domains', connector.dataDomains?.join(', ')),
    ...given('Classified as', classOf(connector)),
    ...given('Reaches', connector.scopeLevel && SCOPE_LEVELS[connector.scopeLevel]),
    ...given('Signs in as', identityOf(connector)),
    ...(scopes === undefined || scopes.length === 0
      ? []
      : [{ key: 'Scopes', value: <Scopes scopes={scopes} /> }]),
    ...given('Content from', connector.contentSources?.allow?.join(', ')),
    ...given('Never from', connector.contentSources?.deny?.join(', ')),
  ];
}

/** How far the connector reaches by itself, whatever an agent may do with it. */
const SCOPE_LEVELS: Readonly<Record<NonNullable<Connector['scopeLevel']>, string>> = {
  item: 'Single items',
  library: 'One library',
  site: 'One site',
  project: 'One project',
  resourceGroup: 'A resource group: everything a team runs there',
  subscription: 'A subscription: for a central team alone',
  tenant: 'The whole tenant: for a central team alone',
};

const REACHED = [
  'confidentialNotes',
  'executiveMailboxes',
  'hrDocuments',
  'legalCorrespondence',
] as const;

function classOf({ dataClassification: data }: Connector): string | undefined {
  if (data === undefined) return undefined;
  const reached = REACHED.filter((name) => data[name]).map((name) =>
    DATA_QUESTIONS[name].toLowerCase().replace('hr ', 'HR '),
  );
  return `${LABEL_WORDS[data.label]} at most${reached.length > 0 ? `; reaches ${reached.join(', ')}` : ''}`;
}

const IDENTITIES = {
  user: 'The person who asks',
  agentIdentity: 'An identity of the agent',
  managedIdentity: 'A managed identity',
  servicePrincipal: 'A service principal',
  key: 'Whoever has the key',
} as const;

function identityOf({ brokeredIdentity: as }: Connector): string | undefined {
  if (as === undefined) return undefined;
  const more = [
    as.userPassthrough ? 'the person’s own rights count' : 'the same rights for everybody',
    ...(as.shortLived === true ? ['its credentials live for hours'] : []),
  ];
  return `${IDENTITIES[as.kind]}; ${more.join('; ')}`;
}

type ScopeItem = NonNullable<Connector['scopes']>[number];

function Scopes({ scopes }: { readonly scopes: readonly ScopeItem[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.tools}>
      {scopes.map(({ name, reason, mailboxWide }) => (
        <li key={name}>
          {visible(name)}{' '}
          {mailboxWide === true && (
            <Badge appearance="tint" color="warning">
              whole mailboxes
            </Badge>
          )}
          {reason !== undefined && <div className={styles.faint}>“{visible(reason)}”</div>}
        </li>
      ))}
    </ul>
  );
}

function ToolLine({ tool }: { readonly tool: Connector['tools'][number] }) {
  const styles = useStyles();
  const { name, effect, recipientArguments = [], amountArgument, reversible } = tool;
  const { referenceArguments = [], contentArguments = [], dispatch } = tool;
  const more = [
    dispatch
      ? `its name: ${dispatch.toolArgument} · its arguments: ${dispatch.argumentsArgument}`
      : '',
    recipientArguments.length > 0 ? `to whom: ${recipientArguments.join(', ')}` : '',
    amountArgument === undefined ? '' : `amount: ${amountArgument}`,
    referenceArguments.length > 0 ? `points at content: ${referenceArguments.join(', ')}` : '',
    contentArguments.length > 0 ? `takes content from: ${contentArguments.join(', ')}` : '',
    reversible ? 'can be reversed' : '',
  ].filter((one) => one !== '');
  const acts = effect === 'write' || effect === 'send';
  return (
    <li>
      {visible(name)}{' '}
      <Badge appearance="tint" color={acts && !dispatch ? 'warning' : 'informative'}>
        {dispatch ? 'calls another tool' : effect}
      </Badge>
      {more.length > 0 && <div className={styles.faint}>{more.join(' · ')}</div>}
    </li>
  );
}
