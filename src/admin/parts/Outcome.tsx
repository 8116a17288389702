import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { ProblemNote } from './ProblemNote.tsx';

const useStyles = makeStyles({
  place: {
    marginBottom: '12px',
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
});

/** How something that a person did came out. */
export type Ended =
  | { readonly kind: 'done'; readonly words: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Says it where the form was; the focus goes there, unless it still has a place of its own after a failure. */
export function Outcome({ ended }: { readonly ended: Ended }) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (ended.kind === 'done' || document.activeElement === document.body) place.current?.focus();
  }, [ended]);
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      {ended.kind === 'done' ? (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{ended.words}</MessageBarBody>
        </MessageBar>
      ) : (
        <ProblemNote error={ended.error} />
      )}
    </div>
  );
}
