import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';

const useStyles = makeStyles({
  text: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

const SHOWN = 12;

/** A long value by its beginning, the whole of it to copy. */
export function Copyable({ value, what }: { readonly value: string; readonly what: string }) {
  const styles = useStyles();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <>
      <span className={styles.text} title={value}>
        {value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value}
      </span>{' '}
      <Button
        size="small"
        appearance="subtle"
        icon={isCopied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={isCopied ? `${what} copied` : `Copy ${what}`}
        // In a frame that may not write to the clipboard the value stays where it is.
        onClick={() => void copy().catch(() => setCopied(false))}
      />
    </>
  );
}
