import {
  Badge,
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ApiProblem } from '../../../api/problem.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { spelledOut } from '../../../parts/words.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { WorkNote } from '../../ledger/WorkNote.tsx';
import type { Preview, Unread, useImport } from './importing.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  notes: { display: 'grid', gap: '8px', marginBottom: '12px' },
  words: { overflowWrap: 'anywhere' },
  faint: { color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '16px' },
});

const RUNNING = { kind: 'running', done: 0, all: undefined } as const;

interface Props {
  readonly work: ReturnType<typeof useImport>;
  /** Of the file, or the source. */
  readonly name: string;
  /** What to do about what is refused, behind "All or nothing:". */
  readonly mend: string;
  /** The mistakes of the first look are told elsewhere. */
  readonly isTold?: boolean;
}

/** What is going on with an import, what it would change, and the button that does it. */
export function ImportWork({ work, name, mend, isTold }: Props) {
  const { preview, run, stop } = work;
  return (
    <>
      {preview.isPending && (
        <WorkNote
          work={RUNNING}
          what="looking"
          says="Looking at what it would change …"
          onCancel={stop}
        />
      )}
      {run.isPending && (
        <WorkNote
          work={RUNNING}
          what="importing"
          says="Importing: it goes on, whether you stay or not …"
        />
      )}
      {preview.isError && !isTold && <Mistakes error={preview.error} />}
      {run.isError && <Mistakes error={run.error} />}
      {preview.data && <Looked {...{ work, name, mend }} preview={preview.data} />}
    </>
  );
}

const NOTHING_NEW = 'Nothing: every agent that it shows is registered already.';
const NOTHING_READ = 'Nothing of what could be read.';

function Looked({ work, name, mend, preview }: Props & { readonly preview: Preview }) {
  const styles = useStyles();
  const notify = useNotify();
  const { run } = work;
  const isRefused = preview.agents.refused + preview.connectors.refused > 0;
  const { unread = [] } = preview;
  const isEmpty = preview.changes.length === 0;
  const done = (): void => notify('success', 'The inventory is imported', name);
  return (
    <Section title={run.isSuccess ? 'Imported' : 'What it would change'}>
      <Places unread={unread} />
      {isEmpty && <p>{unread.length > 0 ? NOTHING_READ : NOTHING_NEW}</p>}
      {!isEmpty && <Changes preview={preview} />}
      {!run.isSuccess && !isEmpty && (
        <div className={styles.buttons}>
          <Button
            appearance="primary"
            disabled={isRefused}
            disabledFocusable={run.isPending}
            onClick={() => work.apply(done)}
          >
            Import {name}
          </Button>
          {isRefused && <span className={styles.faint}>All or nothing: {mend}</span>}
        </div>
      )}
    </Section>
  );
}

/** What could not be read of a source, and why; the rest stands below. */
function Places({ unread }: { readonly unread: readonly Unread[] }) {
  const styles = useStyles();
  if (unread.length === 0) return null;
  return (
    <div className={styles.notes}>
      {unread.map(({ place, because }) => (
        <MessageBar key={place} intent="warning" layout="multiline">
          <MessageBarBody>
            <strong>{place}</strong> was not read. {because}
          </MessageBarBody>
        </MessageBar>
      ))}
    </div>
  );
}

/** By row, in the API’s words. */
function Mistakes({ error }: { readonly error: unknown }) {
  const styles = useStyles();
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  if (errors.length === 0) return <ProblemNote error={error} />;
  return (
    <Section title={errors.length === 1 ? 'One mistake' : `${errors.length} mistakes`}>
      <ul className={styles.list} role="alert">
        {errors.map(({ path, message }) => (
          <li key={path + message} className={styles.words}>
            <strong>{rowOf(path)}</strong> {message}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** `agents.3.phase` → `Agent 4, phase:`; a row of a table is named in its message. */
function rowOf(path: string): string {
  const [, list, row, rest = ''] = /^(agents|connectors)\.(\d+)\.?(.*)$/.exec(path) ?? [];
  if (list === undefined) return path === '' || path.startsWith('rows') ? '' : `${path}:`;
  const what = list === 'agents' ? 'Agent' : 'Connector';
  return `${what} ${Number(row) + 1}${rest === '' ? '' : `, ${rest}`}:`;
}

const COLOURS = {
  added: 'success',
  narrowed: 'warning',
  unchanged: 'informative',
  refused: 'danger',
} as const;

type Counts = Preview['agents'];
const isAny = (counts: Counts): boolean => Object.values(counts).some((count) => count > 0);
const counted = ({ added, narrowed, unchanged, refused }: Counts): string =>
  `${added} new, ${narrowed} narrower, ${unchanged} as they are, ${refused} refused`;

function Changes({ preview }: { readonly preview: Preview }) {
  const styles = useStyles();
  const { agents, connectors, changes, more } = preview;
  return (
    <>
      <p>
        {isAny(agents) && <>Agents: {counted(agents)}. </>}
        {isAny(connectors) && <>Connectors: {counted(connectors)}.</>}
      </p>
      <ul className={styles.list}>
        {changes.map(({ kind, id, change, fields = [], because }) => (
          <li key={`${kind} ${id}`} className={styles.words}>
            <Badge appearance="tint" color={COLOURS[change]}>
              {spelledOut(change)}
            </Badge>{' '}
            {spelledOut(kind)} {visible(id)}
            {fields.length > 0 && `: ${fields.join(', ')}`}
            {because !== undefined && <div className={styles.faint}>{because}</div>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.faint}>and {more} more of them</p>}
    </>
  );
}
