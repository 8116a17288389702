import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
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

const NARROW = '@media screen and (max-width: 719px)';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', [NARROW]: { display: 'block' } },
  head: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden' } },
  label: {
    padding: '4px 12px 4px 0',
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  body: { [NARROW]: { display: 'block' } },
  row: {
    breakInside: 'avoid',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    [NARROW]: { display: 'block', padding: '8px 0' },
  },
  cell: {
    padding: '6px 12px 6px 0',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    [NARROW]: { display: 'block', padding: 0 },
    '@media print': { padding: '2px 12px 2px 0' },
  },
  place: { whiteSpace: 'nowrap' },
  leaf: { width: '36%', [NARROW]: { width: 'auto' } },
  faint: { color: tokens.colorNeutralForeground2 },
  hash: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  covered: {
    marginTop: '16px',
    display: 'grid',
    gap: '10px',
    breakInside: 'avoid',
    '@media print': { marginTop: '8px', gap: '4px' },
  },
  screen: { '@media print': { display: 'none' } },
  // A long history runs over several sheets.
  long: { '@media print': { breakInside: 'auto' } },
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
    <Section title="Where it is written" className={styles.long}>
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
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr>
          {['Place', 'What', 'When and who', 'Leaf hash'].map((label) => (
            <th key={label} scope="col" className={styles.label}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={styles.body}>
        {lines.map((line) => {
          const content = contentOf(line);
          const path = paths?.get(line.seq);
          return (
            <tr key={`${line.log}/${line.seq}`} className={styles.row}>
              <td className={mergeClasses(styles.cell, styles.place)}>
                {line.log}/{line.seq}
              </td>
              <td className={styles.cell}>{visible(eventWords(line.type, content))}</td>
              <td className={mergeClasses(styles.cell, styles.faint)}>
                {fullTime(line.at)}, {actorWords(content.by, nameOf)}
              </td>
              <td className={mergeClasses(styles.cell, styles.leaf)}>
                <span className={styles.hash}>{line.leaf}</span>
                {path && (
                  <details className={mergeClasses(styles.faint, styles.screen)}>
                    <summary>Audit path of {path.length} hashes</summary>
                    <div className={styles.hash}>{path.join(' ')}</div>
                  </details>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
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
