import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { type Api, answered, answeredText } from '../../api/client.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Section } from '../../parts/Section.tsx';
import { save } from '../../parts/save.ts';
import { useApi } from '../../shell/reach.ts';
import { Tabs } from './Tabs.tsx';
import { type Progress, useWork } from './useWork.ts';
import { WorkNote } from './WorkNote.tsx';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px', maxWidth: '560px' },
  words: { margin: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

const PAGE = 1_000;

/** The lines of a subject, or of the whole ledger, as they come: NDJSON. */
async function linesFile(
  api: Api,
  subject: string,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: Progress },
): Promise<{ readonly parts: readonly string[]; readonly rows: number }> {
  const parts: string[] = [];
  let [rows, after]: [number, string | undefined] = [0, undefined];
  do {
    const query: { limit: number; subject?: string; after?: string } = { limit: PAGE };
    if (subject !== '') query.subject = subject;
    if (after !== undefined) query.after = after;
    const page = await answeredText(
      api.GET('/api/v1/ledger/events', { params: { query }, parseAs: 'text', signal }),
    );
    parts.push(page.data);
    rows += page.data.split('\n').length - 1;
    onProgress(rows, undefined);
    after = page.next;
  } while (after !== undefined);
  return { parts, rows };
}

/** Saves what the ledger says as a file that any program can read, with the checkpoint that covers it. */
export function ExportPage() {
  const styles = useStyles();
  const api = useApi();
  const [search, setSearch] = useSearchParams();
  const [subject, setSubject] = useState(search.get('subject') ?? '');
  const { work, begin, cancel } = useWork<number>();
  const wanted = subject.trim();
  const run = (): void =>
    begin(async (signal, onProgress) => {
      const { parts, rows } = await linesFile(api, wanted, { signal, onProgress });
      const name = wanted === '' ? 'ledger' : wanted.replaceAll(/[^\w.-]/g, '-');
      save(`countersign-${name}.ndjson`, 'application/x-ndjson', parts);
      return rows;
    });
  const saveCheckpoint = async (): Promise<void> => {
    const note = await answered<string>(api.GET('/api/v1/ledger/checkpoint', { parseAs: 'text' }));
    save('countersign-checkpoint.txt', 'text/plain', [note]);
  };
  return (
    <>
      <PageHead
        title="Export the ledger"
        lead="For an auditor, an archive or a system that watches: one event a line, with its leaf hash."
      />
      <Tabs here="export" />
      <Section title="What to save">
        <form
          className={styles.form}
          aria-label="Export"
          onSubmit={(event) => {
            event.preventDefault();
            setSearch(wanted === '' ? {} : { subject: wanted });
            run();
          }}
        >
          <Field label="Subject" hint="AR-7, agent:crm-assistant, …; empty for everything">
            <Input value={subject} onChange={(_event, { value }) => setSubject(value)} />
          </Field>
          <p className={styles.words}>
            Content that is not for you is left out and marked. The complete export with proofs,
            keys and a manifest is made on the server: npm run ledger -- export.
          </p>
          <div className={styles.buttons}>
            <Button type="submit" appearance="primary" disabledFocusable={work.kind === 'running'}>
              Save as NDJSON
            </Button>
            <Button onClick={() => begin(() => saveCheckpoint().then(() => 0))}>
              Save the checkpoint
            </Button>
          </div>
          <WorkNote work={work} what="lines fetched" onCancel={cancel} />
          {work.kind === 'done' && (
            <span role="status">
              {work.result === 0 ? 'Saved.' : `Saved: ${work.result} lines.`}
            </span>
          )}
        </form>
      </Section>
    </>
  );
}
