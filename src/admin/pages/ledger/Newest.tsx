import { makeStyles } from '@fluentui/react-components';
import { EventList } from '../../events/EventList.tsx';
import type { LedgerLine } from '../../events/line.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { InLink } from '../../parts/InLink.tsx';
import { KeyValues } from '../../parts/KeyValues.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { useCheckpoint, useNewest } from './queries.ts';
import type { Checkpoint } from './verify/note.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    gap: '16px',
    alignItems: 'start',
    '@media (max-width: 959px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

const number = new Intl.NumberFormat();

interface Props {
  readonly onOpen: (line: LedgerLine) => void;
}

/** Where nobody looks for anything: what was signed last, and what was written last. */
export function Newest({ onOpen }: Props) {
  const styles = useStyles();
  const checkpoint = useCheckpoint();
  const newest = useNewest(checkpoint.data);
  return (
    <div className={styles.columns}>
      <Section title="Newest checkpoint" beside={<InLink href="/ledger/verify">Verify it</InLink>}>
        {checkpoint.isError && (
          <ProblemNote error={checkpoint.error} onRetry={() => void checkpoint.refetch()} />
        )}
        {checkpoint.isPending && <Loading what="the checkpoint" />}
        {checkpoint.data && <Signed checkpoint={checkpoint.data} />}
      </Section>
      <Section title="Newest events of governance">
        {newest.isError && (
          <ProblemNote error={newest.error} onRetry={() => void newest.refetch()} />
        )}
        {newest.isLoading && <Loading what="events" />}
        {newest.data && <EventList lines={newest.data} onOpen={onOpen} />}
      </Section>
    </div>
  );
}

function Signed({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const { at, logs } = checkpoint;
  const governance = logs.find(({ log }) => log === 'g');
  const decisions = logs.filter(({ log }) => log !== 'g');
  const sum = decisions.reduce((all, { size }) => all + size, 0);
  return (
    <KeyValues
      items={[
        { key: 'Signed', value: <When at={at} distance /> },
        { key: 'Governance', value: `${number.format(governance?.size ?? 0)} events` },
        {
          key: 'Root',
          value: governance ? <Copyable value={governance.root} what="the root" /> : 'None yet',
        },
        {
          key: 'Decisions',
          value: `${number.format(sum)} events in ${decisions.length} ${decisions.length === 1 ? 'lane' : 'lanes'}`,
        },
      ]}
    />
  );
}
