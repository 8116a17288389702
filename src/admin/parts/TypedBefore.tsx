import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';

/** Says whence the words in a form come that nobody has typed just now, and takes them away. */
export function TypedBefore({ onClear }: { readonly onClear: () => void }) {
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>You typed this before, and it was not sent.</MessageBarBody>
      <MessageBarActions>
        <Button onClick={onClear}>Empty the form</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
