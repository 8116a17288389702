import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
} from '@fluentui/react-components';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import type { Work } from './useWork.ts';

const useStyles = makeStyles({
  running: { display: 'grid', gap: '8px', maxWidth: '560px' },
  bar: { height: '6px' },
});

interface Props {
  readonly work: Work<unknown>;
  /** `events read`. */
  readonly what: string;
  /** Said instead of a count, where nothing is counted. */
  readonly says?: string;
  /** Absent: it cannot be stopped any more. */
  readonly onCancel?: () => void;
}

const number = new Intl.NumberFormat();

/** How far a piece of work is, or how it ended without a result. */
export function WorkNote({ work, what, says, onCancel }: Props) {
  const styles = useStyles();
  if (work.kind === 'failed') return <ProblemNote error={work.error} />;
  if (work.kind === 'cancelled')
    return (
      <MessageBar>
        <MessageBarBody>Cancelled. Nothing was changed or kept.</MessageBarBody>
      </MessageBar>
    );
  if (work.kind !== 'running') return null;
  const { done, all } = work;
  return (
    <div className={styles.running}>
      <ProgressBar
        className={styles.bar}
        aria-label={what}
        {...(all !== undefined && all > 0 && { value: done / all })}
      />
      <span role="status">
        {says ??
          `${number.format(done)} ${all === undefined ? '' : `of ${number.format(all)} `}${what}`}
      </span>
      {onCancel && (
        <div>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      )}
    </div>
  );
}
