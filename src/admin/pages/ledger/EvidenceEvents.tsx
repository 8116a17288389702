import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { actorWords } from '../../events/EventList.tsx';
import { contentOf, type LedgerLine, peopleIn } from '../../events/line.ts';
import { eventWords } from '../../events/words.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { fullTime } from '../../parts/times.ts';
import { usePeople } from '../../parts/usePeople.ts';
import { useApi } from '../../shell/reach.ts';
import { fetchCheckpoint, pagesOf, useCheckpoint } from './queries.ts';
import { useWork } from './useWork.ts';
import type { Checkpoint } from './verify/note.ts';
import { type Report, verifyLedger } from './verify/verify.ts';
import { WorkNote } from './WorkNote.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' },
  item: { breakInside: 'avoid', overflowWrap: 'anywhere' },
  faint: { color: tokens.colorNeutralForeground2 },
  hash: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  covered: { marginTop: '16px', display: 'grid', gap: '10px' },
  screen: { '@media print': { display: 'none' } },
});

interface Proven {
  readonly checkpoint: Checkpoint;
  readonly report: Report;
}

/** Every event of a request with its leaf hash, and the checkpoint that covers them. */
export function EvidenceEvents({ lines }: { readonly lines: readonly LedgerLine[] }) {
  const styles = useStyles();
  const api = useApi();
  const newest = useCheckpoint();
  const { work, begin, cancel } = useWork<Proven>();
  const proven = work.kind === 'done' ? work.result : undefined;
  const checkpoint = proven?.checkpoint ?? newest.data;
  const prove = (): void =>
    begin(async (signal, onProgress) => {
      const signed = await fetchCheckpoint(api, signal);
      const seqs = lines.filter(({ log }) => log === 'g').map(({ seq }) => seq);
      const report = await verifyLedger({
        checkpoint: signed,
        fetchPage: pagesOf(api),
        signal,
        onProgress,
        only: ['g'],
        prove: seqs,
      });
      return { checkpoint: signed, report };
    });
  return (
    <Section title="Where it is written">
      <Lines lines={lines} proven={proven} />
      <div className={styles.covered}>
        {newest.isError && <ProblemNote error={newest.error} />}
        {checkpoint && <Covered lines={lines} checkpoint={checkpoint} proven={proven} />}
        {work.kind !== 'running' && !proven && (
          <div className={styles.screen}>
            <Button onClick={prove}>Prove it in this browser</Button>
          </div>
        )}
        <WorkNote work={work} what="events read" onCancel={cancel} />
      </div>
    </Section>
  );
}

interface LinesProps {
  readonly lines: readonly LedgerLine[];
  readonly proven: Proven | undefined;
}

function Lines({ lines, proven }: LinesProps) {
  const styles = useStyles();
  const nameOf = usePeople(lines.flatMap(peopleIn));
  const paths = proven?.report.logs[0]?.paths;
  return (
    <ol className={styles.list}>
      {lines.map((line) => {
        const content = contentOf(line);
        const path = paths?.get(line.seq);
        return (
          <li key={`${line.log}/${line.seq}`} className={styles.item}>
            <div>{visible(eventWords(line.type, content))}</div>
            <div className={styles.faint}>
              {fullTime(line.at)}, {actorWords(content.by, nameOf)}
            </div>
            <div>
              {line.log}/{line.seq}, leaf <span className={styles.hash}>{line.leaf}</span>
            </div>
            {path && (
              <details className={styles.faint}>
                <summary>Audit path of {path.length} hashes</summary>
                <div className={styles.hash}>{path.join(' ')}</div>
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface CoveredProps extends LinesProps {
  readonly checkpoint: Checkpoint;
}

function Covered({ lines, checkpoint, proven }: CoveredProps) {
  const styles = useStyles();
  const { at, logs, keyId, keyName } = checkpoint;
  const governance = logs.find(({ log }) => log === 'g');
  if (!governance) return null;
  const { size, root } = governance;
  const isWhole = lines.every(({ seq }) => seq <= size);
  return (
    <>
      <div>
        {isWhole
          ? 'All of it stands under the checkpoint'
          : 'Its newest events are not under a checkpoint yet; the others stand under the one'}{' '}
        signed {fullTime(at)} by {keyName} ({keyId}), whose signature this browser has checked: log
        g, {size} events, root <span className={styles.hash}>{root}</span>
      </div>
      {proven && (
        <div role="status">
          {proven.report.bad === undefined
            ? `Proven in this browser: each leaf leads by its audit path to the signed root of ${size} events.`
            : `It could not be proven: ${proven.report.bad.sentence}`}
        </div>
      )}
    </>
  );
}
