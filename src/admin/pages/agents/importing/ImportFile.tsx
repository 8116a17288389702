import { Field, Link, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Section } from '../../../parts/Section.tsx';
import { save } from '../../../parts/save.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { useApi } from '../../../shell/reach.ts';
import { ImportWork } from './ImportWork.tsx';
import { exampleTable, type ImportAs, useImport } from './importing.ts';

const useStyles = makeStyles({
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
  faint: { color: tokens.colorNeutralForeground2 },
});

const WAYS: Readonly<Record<ImportAs, string>> = {
  json: 'Agents and connectors, as JSON',
  agents: 'Agents, a table as CSV',
  connectors: 'Connectors, a table as CSV',
};
const isWay = (value: string): value is ImportAs => value in WAYS;

interface Chosen {
  readonly name: string;
  readonly text: string;
}

/** An inventory out of a file, which is looked at as soon as it is chosen. */
export function ImportFile() {
  const styles = useStyles();
  const [way, setWay] = useState<ImportAs>('json');
  const [file, setFile] = useState<Chosen>();
  const work = useImport();
  const look = (as: ImportAs, text: string): void => work.look({ as, text });
  const choose = async (picked: File | undefined): Promise<void> => {
    if (!picked) return;
    const chosen = { name: picked.name, text: await picked.text() };
    const as = picked.name.endsWith('.csv') ? (way === 'json' ? 'agents' : way) : 'json';
    setFile(chosen);
    setWay(as);
    look(as, chosen.text);
  };
  return (
    <>
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
      <ImportWork
        work={work}
        name={file?.name ?? ''}
        mend="correct what is refused and choose the file again."
      />
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
