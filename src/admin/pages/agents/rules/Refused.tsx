import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { ApiProblem } from '../../../api/problem.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { type Against, placeOf } from './places.ts';
import type { FileText } from './queries.ts';

/** Fields that show their own mistakes. */
const OWN: readonly string[] = ['title', 'justification'];

const errorsIn = (error: unknown) =>
  error instanceof ApiProblem ? (error.problem.errors ?? []) : [];

/** What the API has against the files. */
export const againstIn = (error: unknown, files: readonly FileText[]): readonly Against[] =>
  errorsIn(error)
    .filter(({ path }) => !OWN.includes(path))
    .map(({ message }) => placeOf(message, files));

interface Props {
  readonly error: unknown;
  readonly files: readonly FileText[];
}

/** Why nothing was done; what belongs to a file or a field stands there. */
export function Refused({ error, files }: Props) {
  if (error === null || error === undefined) return null;
  const errors = errorsIn(error);
  if (errors.length === 0) return <ProblemNote error={error} />;
  const whole = againstIn(error, files).filter(({ file }) => file === undefined);
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        Nothing was done: {errors.length === 1 ? 'one thing needs' : `${errors.length} things need`}{' '}
        another look. What you wrote is still there.
        {whole.map(({ message }) => (
          <div key={message}>{visible(message)}</div>
        ))}
      </MessageBarBody>
    </MessageBar>
  );
}
