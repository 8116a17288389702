import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { KeyValues } from '../../../parts/KeyValues.tsx';
import { Section } from '../../../parts/Section.tsx';
import type { Work } from '../../ledger/useWork.ts';
import { WorkNote } from '../../ledger/WorkNote.tsx';
import { figuresOf } from '../../requests/kindFacts.tsx';
import type { FileText, Simulated } from './queries.ts';
import { Refused } from './Refused.tsx';

const useStyles = makeStyles({
  parts: { display: 'grid', gap: '14px' },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  faint: { color: tokens.colorNeutralForeground2 },
});

/** Files with what they would have decided. */
export interface Tried {
  readonly files: readonly FileText[];
  readonly simulated: Simulated;
}

interface Props {
  readonly work: Work<Tried>;
  readonly files: readonly FileText[];
  /** What was tried is what stands there now. */
  readonly isTried: boolean;
  readonly onTry: () => void;
  readonly onCancel: () => void;
}

/** What the files would have decided about what was really asked of late. */
export function TriedOut({ work, files, isTried, onTry, onCancel }: Props) {
  const styles = useStyles();
  return (
    <Section title="What it would have decided">
      <div className={styles.parts}>
        {work.kind === 'failed' ? (
          <Refused error={work.error} files={files} />
        ) : (
          <WorkNote
            work={work}
            what="simulation"
            says="Trying it on what was asked …"
            onCancel={onCancel}
          />
        )}
        {work.kind === 'done' && <KeyValues items={figuresOf(work.result.simulated)} />}
        {work.kind === 'done' && !isTried && (
          <div>The files were changed since: try them again.</div>
        )}
        {work.kind !== 'running' && (
          <div className={styles.buttons}>
            <Button appearance={isTried ? 'secondary' : 'primary'} onClick={onTry}>
              Try it on the last four weeks
            </Button>
            <span className={styles.faint}>
              Every written case is tried too. It changes nothing.
            </span>
          </div>
        )}
      </div>
    </Section>
  );
}
