import { Badge, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons';
import { Link } from 'wouter';
import { Empty } from '../../parts/Empty.tsx';
import { InLink } from '../../parts/InLink.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { TierBadge } from '../../parts/TierBadge.tsx';
import { When } from '../../parts/When.tsx';
import { SYSTEMS, spelledOut } from '../../parts/words.ts';
import type { ConnectorItem } from './model.ts';
import { useConnectors, useExceptions, useGrants } from './queries.ts';
import { Tabs } from './Tabs.tsx';

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', marginTop: '12px' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '14px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  tools: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginTop: '4px' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
});

/** Patterns that were looked at before: whoever needs the same need not begin anew. */
export function ApprovedPage() {
  const styles = useStyles();
  return (
    <>
      <PageHead
        title="Already allowed"
        lead="What has been looked at and may be used: connectors with what each tool takes, and what goes without asking. Begin with one of these; it is quicker than anything new."
        actions={
          <Link href="/agents/ask" asChild>
            <Button as="a" appearance="primary">
              Ask for something
            </Button>
          </Link>
        }
      />
      <Tabs here="approved" />
      <div className={styles.stack}>
        <Connectors status="approved" title="Connectors" />
        <Connectors
          status="probation"
          title="On probation: in development and pilot, drafts at most"
        />
        <StandingGrants />
        <Exceptions />
      </div>
    </>
  );
}

interface ConnectorsProps {
  readonly status: 'approved' | 'probation';
  readonly title: string;
}

function Connectors({ status, title }: ConnectorsProps) {
  const styles = useStyles();
  const found = useConnectors(status, '');
  const items = found.data?.data.items ?? [];
  if (status === 'probation' && found.data && items.length === 0) return null;
  return (
    <Section
      title={title}
      beside={
        found.data?.next !== undefined && (
          <InLink href={`/agents/connectors?list=${status}`}>All of them</InLink>
        )
      }
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="connectors" />}
      {found.data && items.length === 0 && (
        <Empty icon={<CheckmarkCircleRegular />} title="No connector is approved yet">
          Every call is denied. <InLink href="/agents/ask/connector">Ask for the first one</InLink>
        </Empty>
      )}
      <ul className={styles.list}>
        {items.map((connector) => (
          <One key={connector.id} connector={connector} />
        ))}
      </ul>
    </Section>
  );
}

/** Effects by who stands behind them: what a tier below allows runs by itself, the rest waits for people. */
const BY: Readonly<Record<string, string>> = {
  read: 'by itself',
  draft: 'by itself',
  write: 'a person approves',
  send: 'a person approves',
};

const COLORS: Readonly<Record<string, 'success'>> = { read: 'success', draft: 'success' };

function One({ connector }: { readonly connector: ConnectorItem }) {
  const styles = useStyles();
  const { id, displayName, systemClass, tierCeiling, environments, tools } = connector;
  return (
    <li className={styles.words}>
      <div className={styles.head}>
        <InLink href={`/agents/connectors/${id}`}>{displayName}</InLink>
        <TierBadge tier={tierCeiling} of="At most" />
        <Caption1 className={styles.faint}>
          {SYSTEMS[systemClass] ?? systemClass} · {environments.map(spelledOut).join(', ')}
        </Caption1>
      </div>
      <div className={styles.tools}>
        {tools.map(({ name, effect, dispatch }) => (
          <span key={name}>
            {visible(name)}{' '}
            <Badge
              appearance="tint"
              color={dispatch ? 'informative' : (COLORS[effect] ?? 'warning')}
            >
              {dispatch ? 'as the tool it calls' : (BY[effect] ?? effect)}
            </Badge>
          </span>
        ))}
      </div>
    </li>
  );
}

function StandingGrants() {
  const styles = useStyles();
  const found = useGrants();
  const items = found.data?.items ?? [];
  return (
    <Section title="Standing grants: what goes without asking">
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <span className={styles.faint}>
          None that you may see: everything that leaves the house is asked for.
        </span>
      )}
      <ul className={styles.list}>
        {items.map(
          ({ id, agentId, connectorId, tool, recipients, amountUpTo, currency, until }) => (
            <li key={id} className={styles.words}>
              <InLink href={`/agents/${agentId}`}>{agentId}</InLink> {connectorId}/{visible(tool)}
              {recipients.length > 0 && ` to ${recipients.map(visible).join(', ')}`}
              {amountUpTo !== undefined && `, up to ${amountUpTo} ${currency ?? ''}`}
              <div className={styles.faint}>
                {id}, until <When at={until} />
              </div>
            </li>
          ),
        )}
      </ul>
    </Section>
  );
}

/** The register of deviations; nothing is shown where there is none. */
function Exceptions() {
  const styles = useStyles();
  const items = useExceptions().data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="Exceptions: who differs from a standard">
      <ul className={styles.list}>
        {items.map(({ id, agentId, from, what, until, ageDays }) => (
          <li key={id} className={styles.words}>
            <InLink href={`/agents/${agentId}`}>{agentId}</InLink> {spelledOut(from).toLowerCase()}:{' '}
            {visible(what)}
            <div className={styles.faint}>
              {id}, {ageDays} days old, until <When at={until} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
