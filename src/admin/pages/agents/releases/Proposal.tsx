import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { type Ended, Outcome } from '../../../parts/Outcome.tsx';
import { Quoted, visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { usePeople } from '../../../parts/usePeople.ts';
import { When } from '../../../parts/When.tsx';
import { useMe } from '../../../shell/reach.ts';
import { FreezeList, WindowList } from './CalendarLists.tsx';
import type { Calendar } from './calendarForm.ts';
import { useAnswerProposal } from './queries.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '12px' },
  list: { margin: 0, paddingInlineStart: '20px', display: 'grid', gap: '4px' },
  faint: { color: tokens.colorNeutralForeground2, marginBottom: '4px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

type Proposed = NonNullable<Calendar['proposal']>;

/** The calendar that waits for the board, with its buttons for whom they are for; afterwards what became of it. */
export function Proposal({ proposal }: { readonly proposal: Proposed | undefined }) {
  const [ended, setEnded] = useState<Ended>();
  const answer = useAnswerProposal();
  const give = (word: 'adopt' | 'reject', digest: string): void =>
    answer.mutate(
      { answer: word, digest },
      {
        onSuccess: () =>
          setEnded({
            kind: 'done',
            words:
              word === 'adopt' ? 'Adopted: it holds from now on.' : 'It was taken off the table.',
          }),
        onError: (error) => setEnded({ kind: 'failed', error }),
      },
    );
  if (!proposal && !ended) return null;
  return (
    <Section title="Proposed instead">
      {ended && <Outcome ended={ended} />}
      {proposal && <Waiting proposal={proposal} isBusy={answer.isPending} onAnswer={give} />}
    </Section>
  );
}

interface WaitingProps {
  readonly proposal: Proposed;
  readonly isBusy: boolean;
  readonly onAnswer: (word: 'adopt' | 'reject', digest: string) => void;
}

function Waiting({ proposal, isBusy, onAnswer }: WaitingProps) {
  const styles = useStyles();
  const me = useMe().data;
  const { proposedBy, proposedAt, until, reason, widens, digest, windows, freezes } = proposal;
  const nameOf = usePeople([proposedBy]);
  const isOwn = me?.id === proposedBy;
  const isBoard = me?.roles.some(({ id }) => id === 'board') ?? false;
  return (
    <div className={styles.stack}>
      <div>
        {nameOf(proposedBy)} proposed it, <When at={proposedAt} />. The board decides until{' '}
        <When at={until} />
        {isOwn && ', and somebody else than you'}.
      </div>
      <Quoted words={reason} />
      <ul className={styles.list}>
        {widens.map((one) => (
          <li key={one}>It {visible(one)}</li>
        ))}
      </ul>
      <div>
        <div className={styles.faint}>Every week</div>
        <WindowList windows={windows} />
      </div>
      <div>
        <div className={styles.faint}>Freezes</div>
        <FreezeList freezes={freezes} />
      </div>
      <div className={styles.buttons}>
        {isBoard && !isOwn && (
          <Button
            appearance="primary"
            disabledFocusable={isBusy}
            onClick={() => onAnswer('adopt', digest)}
          >
            Adopt
          </Button>
        )}
        {(isBoard || isOwn) && (
          <Button disabledFocusable={isBusy} onClick={() => onAnswer('reject', digest)}>
            {isOwn ? 'Take it back' : 'Turn down'}
          </Button>
        )}
      </div>
    </div>
  );
}
