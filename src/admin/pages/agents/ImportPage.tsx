import { Badge, Button, Field, Link, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { BackLink } from '../../parts/BackLink.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { save } from '../../parts/save.ts';
import { spelledOut } from '../../parts/words.ts';
import { NotForYou } from '../../shell/NotForYou.tsx';
import { useNotify } from '../../shell/Notices.tsx';
import { useApi, useMe, whoseIs } from '../../shell/reach.ts';
import { WorkNote } from '../ledger/WorkNote.tsx';
import { exampleTable, type ImportAs, type Preview, useImport } from './importing.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: '860px' },
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '12px 16px' },
  file: {
    font: 'inherit',
    color: 'inherit',
    maxWidth: '100%',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    '::file-selector-button': {
      marginInlineEnd: '12px',
      padding: '5px 12px',
      font: 'inherit',
      fontWeight: tokens.fontWeightSemibold,
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground1,
      border: `1px solid ${tokens.colorNeutralStroke1}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  words: { overflowWrap: 'anywhere' },
  faint: { color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '16px' },
});

const WAYS: Readonly<Record<ImportAs, string>> = {
  json: 'Agents and connectors, as JSON',
  agents: 'Agents, a table as CSV',
  connectors: 'Connectors, a table as CSV',
};
const isWay = (value: string): value is ImportAs => value in WAYS;

const RUNNING = { kind: 'running', done: 0, all: undefined } as const;

interface Chosen {
  readonly name: string;
  readonly text: string;
}

/** An inventory from a file: first what it would change, then the change. */
export function ImportPage() {
  const styles = useStyles();
  const me = useMe().data;
  const whose = me && whoseIs(me, 'importRegistry');
  const [way, setWay] = useState<ImportAs>('json');
  const [file, setFile] = useState<Chosen>();
  const notify = useNotify();
  const { preview, run, stop } = useImport();
  const look = (as: ImportAs, text: string): void => preview.mutate({ as, text });
  const choose = async (picked: File | undefined): Promise<void> => {
    if (!picked) return;
    const chosen = { name: picked.name, text: await picked.text() };
    const as = picked.name.endsWith('.csv') ? (way === 'json' ? 'agents' : way) : 'json';
    setFile(chosen);
    setWay(as);
    run.reset();
    look(as, chosen.text);
  };
  if (whose !== undefined) return <NotForYou title="Import an inventory" whose={whose} />;
  const isRefused =
    (preview.data?.agents.refused ?? 0) + (preview.data?.connectors.refused ?? 0) > 0;
  return (
    <>
      <BackLink to="/agents">Agents</BackLink>
      <PageHead
        title="Import an inventory"
        lead="New agents and connectors are added; what is known already may only become narrower. Nothing is written before you have seen what would change."
      />
      <div className={styles.stack}>
        <Section title="The file">
          <div className={styles.form}>
            <Field label="What it holds">
              <Select
                value={way}
                onChange={(_event, { value }) => {
                  if (!isWay(value)) return;
                  setWay(value);
                  if (file) look(value, file.text);
                }}
              >
                {Object.entries(WAYS).map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </Select>
            </Field>
            <input
              type="file"
              aria-label="File"
              accept=".json,.csv,application/json,text/csv"
              className={styles.file}
              onChange={(event) => void choose(event.target.files?.[0])}
            />
          </div>
          {!file && <Example as={way} />}
        </Section>
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
        {preview.isError && <Mistakes error={preview.error} />}
        {run.isError && <Mistakes error={run.error} />}
        {preview.data && file && (
          <Section title={run.isSuccess ? 'Imported' : 'What it would change'}>
            <Changes preview={preview.data} />
            {!run.isSuccess && (
              <div className={styles.buttons}>
                <Button
                  appearance="primary"
                  disabled={isRefused}
                  disabledFocusable={run.isPending}
                  onClick={() =>
                    run.mutate(
                      { as: way, text: file.text },
                      {
                        onSuccess: () => notify('success', 'The inventory is imported', file.name),
                      },
                    )
                  }
                >
                  Import {file.name}
                </Button>
                {isRefused && (
                  <span className={styles.faint}>
                    All or nothing: correct what is refused and choose the file again.
                  </span>
                )}
              </div>
            )}
          </Section>
        )}
      </div>
    </>
  );
}

/** A table to begin from; what each column takes is said there by example. */
function Example({ as }: { readonly as: ImportAs }) {
  const styles = useStyles();
  const api = useApi();
  const notify = useNotify();
  if (as === 'json')
    return (
      <p className={styles.faint}>
        One object, {'{"agents": […], "connectors": […]}'}, with the records as the API gives them;
        or choose a table above.
      </p>
    );
  const give = async (): Promise<void> => {
    try {
      save(`${as}.csv`, 'text/csv', [await exampleTable(api, as)]);
    } catch (error) {
      notify(
        'error',
        'The example could not be fetched',
        error instanceof Error ? error.message : '',
      );
    }
  };
  return (
    <p className={styles.faint}>
      The first row names the columns, in any order; entries of one cell are divided by |. A row is
      the whole record: a cell left empty takes away what stood there.{' '}
      <Link as="button" inline onClick={() => void give()}>
        Save an example to begin from
      </Link>
    </p>
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

function Changes({ preview }: { readonly preview: Preview }) {
  const styles = useStyles();
  const { agents, connectors, changes, more } = preview;
  return (
    <>
      <p>
        Agents: {agents.added} new, {agents.narrowed} narrower, {agents.unchanged} as they are,{' '}
        {agents.refused} refused. Connectors: {connectors.added} new, {connectors.narrowed}{' '}
        narrower, {connectors.unchanged} as they are, {connectors.refused} refused.
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
