import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { InLink } from '../../parts/InLink.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { targetWords } from '../../parts/targets.ts';
import { When } from '../../parts/When.tsx';
import { capital } from '../../parts/words.ts';
import { type Pause, usePauses } from './queries.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
});

/** What stands still, why and until when. */
export function Paused() {
  const styles = useStyles();
  const found = usePauses(true);
  return (
    <Section title="Paused">
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="pauses" />}
      {found.data?.items.length === 0 && (
        <span className={styles.faint}>
          Nothing is paused. To stop an agent, open it under <InLink href="/agents">Agents</InLink>.
        </span>
      )}
      <ul className={styles.list}>
        {found.data?.items.map((pause) => (
          <Item key={pause.id} pause={pause} />
        ))}
      </ul>
    </Section>
  );
}

function Item({ pause }: { readonly pause: Pause }) {
  const styles = useStyles();
  const { id, target, reason, byName, at, until, complete } = pause;
  const agent = /^agent:(.+)$/.exec(target)?.[1];
  return (
    <li className={styles.words}>
      {agent === undefined ? (
        <Text weight="semibold">{capital(visible(targetWords(target)))}</Text>
      ) : (
        <InLink href={`/agents/${agent}`}>{agent}</InLink>
      )}
      : {visible(reason)}
      <div className={styles.faint}>
        {id}
        {byName !== undefined && `, ${byName}`}, since <When at={at} />
        {until !== undefined && (
          <>
            , until <When at={until} />
          </>
        )}
        {!complete && '. Not every system has been asked back yet.'}
      </div>
    </li>
  );
}
