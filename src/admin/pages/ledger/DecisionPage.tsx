import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, QuestionCircleRegular } from '@fluentui/react-icons';
import { DetailPage } from '../../parts/DetailPage.tsx';
import { InLink } from '../../parts/InLink.tsx';
import { type KeyValue, KeyValues } from '../../parts/KeyValues.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Quoted, visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { spelledOut, TIERS } from '../../parts/words.ts';
import { OUTCOMES } from './outcomes.ts';
import { type Decision, useDecision } from './queries.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { margin: 0, display: 'grid', gap: '16px' },
  item: { display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr)', gap: '0 10px' },
  icon: { display: 'flex', fontSize: '20px', gridRow: '1 / 3' },
  yes: { color: tokens.colorPaletteGreenForeground1 },
  question: { fontWeight: tokens.fontWeightSemibold },
  answer: { margin: '2px 0 0', overflowWrap: 'anywhere' },
  hash: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

/** One decision: the five questions of an audit, answered from the ledger alone. */
export function DecisionPage({ id }: { readonly id: string }) {
  const found = useDecision(id);
  return (
    <DetailPage title={`Decision ${id}`} back="Decisions" backTo="/ledger/decisions" found={found}>
      {(decision) => <Whole decision={decision} />}
    </DetailPage>
  );
}

function Whole({ decision }: { readonly decision: Decision }) {
  const styles = useStyles();
  const { id, at, agentId, connectorId, tool, outcome, questions } = decision;
  const { triggeredBy, why, permission, humanApproval, outputUsed } = questions;
  const all = [triggeredBy, why, permission, humanApproval, outputUsed];
  const open = all.filter(({ known }) => !known).length;
  return (
    <>
      <PageHead
        title={`Decision ${id}`}
        beside={
          <Badge appearance="tint" color={OUTCOMES[outcome].color}>
            {OUTCOMES[outcome].word}
          </Badge>
        }
        lead={
          <>
            {agentId} with {connectorId}/{visible(tool)}, <When at={at} />
          </>
        }
      />
      <div className={styles.stack}>
        <Section
          title="The five questions"
          beside={open === 0 ? 'All answered' : `${open} not answered yet`}
        >
          <dl className={styles.list}>
            {all.map((one) => (
              <Question key={one.question} one={one} />
            ))}
          </dl>
        </Section>
        <Section title="What the decision rests on">
          <KeyValues items={factsOf(decision, styles.hash)} />
        </Section>
      </div>
    </>
  );
}

function Question({ one }: { readonly one: Decision['questions']['why'] }) {
  const styles = useStyles();
  const { question, answer, known, link } = one;
  const to = link === undefined ? undefined : pageOf(link);
  return (
    <div className={styles.item}>
      <span className={styles.icon} aria-hidden>
        {known ? <CheckmarkCircleFilled className={styles.yes} /> : <QuestionCircleRegular />}
      </span>
      <dt className={styles.question}>
        {question}
        {!known && ' (not known yet)'}
      </dt>
      <dd className={styles.answer}>
        {visible(answer)}
        {to !== undefined && (
          <>
            {' '}
            <InLink href={to}>See it</InLink>
          </>
        )}
      </dd>
    </div>
  );
}

/** A link of the API, `/requests/AR-7`, as an address of the app; undefined where it has no page for it. */
function pageOf(link: string): string | undefined {
  const path = link.replace(/^\/api\/v1/, '');
  const connector = /^\/connectors\/([\w.-]+)$/.exec(path)?.[1];
  if (connector !== undefined) return `/agents/connectors/${connector}`;
  const decision = /^\/decisions\/(D-[\w-]+)$/.exec(path)?.[1];
  if (decision !== undefined) return `/ledger/decisions/${decision}`;
  return /^\/(requests\/AR-\d+|agents\/[\w.-]+)$/.test(path) ? path : undefined;
}

const given = (key: string, value: string | undefined): readonly KeyValue[] =>
  value === undefined || value === '' ? [] : [{ key, value: visible(value) }];

const AUDIENCES: Readonly<Record<string, string>> = {
  internal: 'people of the organisation',
  customer: 'customers',
  vendor: 'vendors',
  regulator: 'regulators',
  unknown: 'people on no list',
};

const wordsOf = (labels: readonly string[] | undefined): string | undefined =>
  labels && (labels.map(spelledOut).join(', ') || 'Nothing labelled');

function factsOf(decision: Decision, hash: string): readonly KeyValue[] {
  const { agentId, because, policies, permission, requestId, identity, dataDomains } = decision;
  const { environment, phase, labels, dataLabels, audiences } = decision;
  const { agentVersion, model, workflow, surface, sessionId, bundle, actionDigest, grant } =
    decision;
  return [
    { key: 'Agent', value: <InLink href={`/agents/${agentId}`}>{agentId}</InLink> },
    ...given('Version', agentVersion),
    ...given('Model', model),
    ...given('Workflow', workflow),
    ...given('Surface', surface),
    ...given('Session', sessionId),
    ...given('Identity', identity && `${identity.kind} ${identity.objectId}`),
    { key: 'Because', value: <Quoted words={because} /> },
    ...given('Rules', policies.join(', ')),
    ...given('Tier', permission && (TIERS[permission.tier] ?? permission.tier)),
    ...given('Environment', environment && spelledOut(environment)),
    ...given('Phase', phase && spelledOut(phase)),
    ...given('Data', dataDomains?.join(', ')),
    ...given('Connector may hold', wordsOf(labels)),
    ...given('Agent may handle', wordsOf(dataLabels)),
    ...given('Would have reached', audiences?.map((one) => AUDIENCES[one] ?? one).join(', ')),
    ...(requestId === undefined
      ? []
      : [{ key: 'Request', value: <InLink href={`/requests/${requestId}`}>{requestId}</InLink> }]),
    ...(grant === undefined
      ? []
      : [{ key: 'Grant', value: <InLink href={`/requests/${grant}`}>{grant}</InLink> }]),
    { key: 'Policy bundle', value: <span className={hash}>{bundle}</span> },
    { key: 'Action digest', value: <span className={hash}>{actionDigest}</span> },
  ];
}
