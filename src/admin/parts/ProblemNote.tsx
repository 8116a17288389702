import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { toldOf } from '../api/problem.ts';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, in the API's own words, and a way to try again. */
export function ProblemNote({ error, onRetry }: Props) {
  const { title, detail, fields } = toldOf(error);
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {detail}
        {fields.length > 0 && (
          <ul>
            {fields.map(({ path, message }) => (
              <li key={path + message}>{path === '' ? message : `${path}: ${message}`}</li>
            ))}
          </ul>
        )}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
