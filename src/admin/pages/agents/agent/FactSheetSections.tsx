import { Badge, Link, makeStyles } from '@fluentui/react-components';
import { InLink } from '../../../parts/InLink.tsx';
import { type KeyValue, KeyValues } from '../../../parts/KeyValues.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import { spelledOut } from '../../../parts/words.ts';
import { useMe } from '../../../shell/reach.ts';
import { Elsewhere } from '../Elsewhere.tsx';
import type { Agent, FactSheet } from '../model.ts';
import { useFactSheet } from '../queries.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: '20px', display: 'grid', gap: '4px' },
  plain: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' },
  address: { overflowWrap: 'anywhere' },
});

/** The rest of the fact sheet: what it cannot do, who answers for it, what it is for. */
export function FactSheetSections({ agent }: { readonly agent: Agent }) {
  const sheet = useFactSheet(agent.id).data;
  const mayName = useMe().data?.may.includes('putAgent') ?? false;
  if (!sheet) return null;
  return (
    <>
      <Section title="What it cannot do">
        <Texts items={sheet.cannot} />
      </Section>
      <Section
        title="About it"
        beside={
          mayName && <InLink href={`/agents/${agent.id}/owners`}>Change who answers for it</InLink>
        }
      >
        <KeyValues items={aboutOf(agent, sheet)} />
      </Section>
      {sheet.modelRuns.length > 0 && <ModelRuns runs={sheet.modelRuns} />}
      {sheet.examples.length > 0 && <Examples examples={sheet.examples} />}
      <Section title="When something goes wrong">
        {sheet.howToReport} <InLink href={`/feedback/report?agent=${agent.id}`}>Report here</InLink>
      </Section>
    </>
  );
}

const given = (key: string, value: string | undefined): readonly KeyValue[] =>
  value === undefined || value === '' ? [] : [{ key, value: visible(value) }];

function aboutOf(agent: Agent, sheet: FactSheet): readonly KeyValue[] {
  const { owners, useCase, contentRules, limits } = sheet;
  return [
    ...given('Business owner', owners.business),
    ...given('Backup', owners.backup ?? 'Nobody'),
    ...(owners.escalation === undefined
      ? []
      : [{ key: 'If nobody answers', value: <Texts items={owners.escalation} /> }]),
    ...given('Technical owner', owners.technical),
    ...given('Sponsor', sheet.identity.sponsor ?? 'Nobody'),
    ...given('Department', agent.department),
    ...given('Outcome', useCase.outcome),
    ...given('Measured by', useCase.successMetric),
    ...given('Fails as', useCase.failureMode),
    ...given('Criticality', spelledOut(sheet.criticality)),
    { key: 'Content', value: <Texts items={contentRules} /> },
    ...(limits.length > 0 ? [{ key: 'Limits', value: <Texts items={limits} /> }] : []),
    ...given(
      'Conversations',
      agent.threadsStoredIn === undefined ? 'Nobody said where they are stored' : undefined,
    ),
    ...rolesOf(agent),
    { key: 'Runs in', value: <Elsewhere platform={agent.platform} /> },
    {
      key: 'Countersign may',
      value:
        'Stop it and read back that it stands still. It has no right to what the agent reads and writes.',
    },
    ...(sheet.identity.created === undefined
      ? []
      : [{ key: 'Registered', value: <When at={sheet.identity.created} /> }]),
    { key: 'Reviewed last', value: sheet.identity.lastReviewed ?? 'Never' },
    ...given('Review by', sheet.identity.reviewBy),
    { key: 'Ends', value: sheet.identity.expires ?? 'No end is set' },
    ...given('Version', sheet.version),
    ...given('Listed as', listedAs(agent)),
    ...(agent.reported ?? []).map(
      (report): KeyValue => ({
        key: `Reported by ${visible(report.source)}`,
        value: <Reported report={report} />,
      }),
    ),
  ];
}

const listedAs = ({ listedAs: all = [] }: Agent): string =>
  all.map(({ source, id }) => `${id} in ${source}`).join(', ');

/** What another platform says of the agent, which need not be what its record says. */
function Reported({ report }: { readonly report: NonNullable<Agent['reported']>[number] }) {
  const { version, lastActive } = report;
  return (
    <>
      {version === undefined ? 'No version' : `Version ${visible(version)}`}
      {lastActive !== undefined && (
        <>
          , last active <When at={lastActive} />
        </>
      )}
    </>
  );
}

/** Who has which part where the agent was built. */
function rolesOf({ platformRoles: roles }: Agent): readonly KeyValue[] {
  return [
    ...given('Account owner', roles?.accountOwner),
    ...given('Project manager', roles?.projectManager),
    ...given('Project users', roles?.projectUsers?.join(', ')),
  ];
}

function Texts({ items }: { readonly items: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={items.length > 1 ? styles.list : styles.plain}>
      {items.map((item) => (
        <li key={item}>{visible(item)}</li>
      ))}
    </ul>
  );
}

/** The address is its own text: what is read is where it leads. */
function ModelRuns({ runs }: { readonly runs: FactSheet['modelRuns'] }) {
  const styles = useStyles();
  return (
    <Section title="Last regression runs">
      <ul className={styles.plain}>
        {runs.map(({ suite, model, agentVersion, passed, failed, at, link }) => (
          <li key={suite}>
            <Badge appearance="tint" color={failed === 0 ? 'success' : 'danger'}>
              {failed === 0 ? 'None failed' : `${failed} failed`}
            </Badge>{' '}
            {visible(suite)}: {passed} of {passed + failed} passed on {visible(model)}, version{' '}
            {visible(agentVersion)}, <When at={at} />
            {link !== undefined && (
              <>
                {'. '}
                <Link
                  inline
                  href={link}
                  target="_blank"
                  rel="noreferrer"
                  className={styles.address}
                >
                  {visible(link)}
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Examples({ examples }: Pick<FactSheet, 'examples'>) {
  const styles = useStyles();
  return (
    <Section title="What people decided before">
      <ul className={styles.plain}>
        {examples.map(({ request, does, outcome, because }) => (
          <li key={request}>
            <Badge appearance="tint" color={outcome === 'allowed' ? 'success' : 'danger'}>
              {spelledOut(outcome)}
            </Badge>{' '}
            It wanted to {does} (<InLink href={`/requests/${request}`}>{request}</InLink>)
            {because !== undefined && `: ${visible(because)}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
