import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { EventList } from '../../../events/EventList.tsx';
import { useHistory } from '../../../events/useHistory.ts';
import { InLink } from '../../../parts/InLink.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Section } from '../../../parts/Section.tsx';
import { useMe, whoseIs } from '../../../shell/reach.ts';

const STEP = 12;

const useStyles = makeStyles({
  faint: { color: tokens.colorNeutralForeground2 },
  links: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px' },
  more: { marginTop: '12px' },
});

/** What the ledger says about one subject, the newest first. */
export function History({ subject }: { readonly subject: string }) {
  const styles = useStyles();
  const me = useMe().data;
  const found = useHistory(subject);
  const [shown, setShown] = useState(STEP);
  const whose = me && whoseIs(me, 'ledgerEvents');
  if (whose !== undefined)
    return (
      <Section title="History" beside={<Decisions subject={subject} />}>
        <span className={styles.faint}>The ledger is for: {whose}.</span>
      </Section>
    );
  const lines = found.data?.lines ?? [];
  return (
    <Section
      title="History"
      beside={
        <span className={styles.links}>
          <Decisions subject={subject} />
          <InLink href={`/ledger?subject=${encodeURIComponent(subject)}`}>In the ledger</InLink>
        </span>
      }
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="its history" />}
      {found.data && lines.length === 0 && (
        <span className={styles.faint}>Nothing happened to it yet.</span>
      )}
      <EventList lines={lines.slice(0, shown)} />
      {lines.length > shown && (
        <Button className={styles.more} size="small" onClick={() => setShown(shown + 4 * STEP)}>
          Show more of {lines.length}
        </Button>
      )}
    </Section>
  );
}

/** An agent’s calls stand in lists of their own: there may be thousands a minute. */
function Decisions({ subject }: { readonly subject: string }) {
  const [kind, id] = subject.split(':');
  if (kind !== 'agent' || id === undefined) return null;
  return (
    <InLink href={`/ledger/decisions?agent=${encodeURIComponent(id)}`}>
      What it was allowed and denied
    </InLink>
  );
}
