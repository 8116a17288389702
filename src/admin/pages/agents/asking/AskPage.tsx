import { makeStyles, tokens } from '@fluentui/react-components';
import { useSearchParams } from 'wouter';
import { BackLink } from '../../../parts/BackLink.tsx';
import { InLink } from '../../../parts/InLink.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { Section } from '../../../parts/Section.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '16px' },
  faint: { color: tokens.colorNeutralForeground2 },
});

const KINDS = [
  ['connector', 'A connector', 'A way to reach a system. It begins with thirty days of probation.'],
  ['tier', 'A higher tier', 'More with a connector that the agent has, for ninety days at most.'],
  ['grant', 'A standing grant', 'One call, within limits, without asking each time.'],
  [
    'bounds',
    'Wider bounds',
    'Quotas, models or the agent’s last day. Those of a connector: on its page.',
  ],
  ['models', 'More models', 'For a business group: what its agents may run on.'],
  ['promotion', 'A promotion', 'To production, or to more people.'],
  ['rules', 'Other rules', 'Admins and the board propose them, tried on what was asked of late.'],
  ['deviation', 'A deviation from a standard', 'For a while, with somebody who answers for it.'],
] as const;

/** Everything that can be asked for, each with its own form. */
export function AskPage() {
  const styles = useStyles();
  const [search] = useSearchParams();
  const agent = search.get('agent');
  const on = agent === null ? '' : `?agent=${encodeURIComponent(agent)}`;
  return (
    <>
      <BackLink to={agent === null ? '/agents' : `/agents/${agent}`}>{agent ?? 'Agents'}</BackLink>
      <PageHead
        title="Ask for something"
        lead="Each goes to the people who answer for it. Until they have said yes, nothing changes."
      />
      <Section title={agent === null ? 'What for' : `For ${agent}`}>
        <ul className={styles.list}>
          {KINDS.map(([kind, name, words]) => (
            <li key={kind}>
              <InLink href={`/agents/ask/${kind}${on}`}>{name}</InLink>
              <div className={styles.faint}>{words}</div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
