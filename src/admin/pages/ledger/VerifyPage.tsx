import {
  Badge,
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { KeyValues } from '../../parts/KeyValues.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { useApi } from '../../shell/reach.ts';
import { fetchCheckpoint, pagesOf } from './queries.ts';
import { Tabs } from './Tabs.tsx';
import { useWork } from './useWork.ts';
import type { Checkpoint } from './verify/note.ts';
import { type Report, verifyLedger } from './verify/verify.ts';
import { WorkNote } from './WorkNote.tsx';

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { margin: '0 0 12px', maxWidth: '72ch' },
  hash: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  logs: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
});

interface Verified {
  readonly checkpoint: Checkpoint;
  readonly report: Report;
}

/** Checks the ledger in this browser: nothing that the server says about itself is believed. */
export function VerifyPage() {
  const styles = useStyles();
  const api = useApi();
  const { work, begin, cancel } = useWork<Verified>();
  const verify = (): void =>
    begin(async (signal, onProgress) => {
      const checkpoint = await fetchCheckpoint(api, signal);
      const fetchPage = pagesOf(api);
      return {
        checkpoint,
        report: await verifyLedger({ checkpoint, fetchPage, signal, onProgress }),
      };
    });
  return (
    <>
      <PageHead
        title="Verify the ledger"
        lead="Your own browser reads every event, makes its hashes and trees, and compares them with what was signed."
      />
      <Tabs here="verify" />
      <div className={styles.stack}>
        <Section title="In this browser">
          <p className={styles.words}>
            It checks the signature of the newest checkpoint, the leaf hash of every line that you
            may read, and the Merkle root of every log. It takes a few seconds for ten thousand
            events, and can be cancelled.
          </p>
          {work.kind === 'running' ? null : (
            <Button appearance="primary" onClick={verify}>
              {work.kind === 'none' ? 'Verify now' : 'Verify again'}
            </Button>
          )}
          <WorkNote work={work} what="events read" onCancel={cancel} />
        </Section>
        {work.kind === 'done' && <Found verified={work.result} />}
      </div>
    </>
  );
}

const number = new Intl.NumberFormat();

function Found({ verified }: { readonly verified: Verified }) {
  const styles = useStyles();
  const { checkpoint, report } = verified;
  const { bad, hashed, hidden, logs } = report;
  return (
    <>
      <MessageBar
        intent={bad ? 'error' : 'success'}
        layout="multiline"
        role={bad ? 'alert' : 'status'}
      >
        <MessageBarBody>
          <MessageBarTitle>
            {bad ? `It does not fit at ${bad.log}/${bad.seq}` : 'Everything fits'}
          </MessageBarTitle>{' '}
          {bad
            ? `${bad.sentence} Keep the checkpoint below, and tell whoever runs this server and the review board.`
            : `${number.format(hashed + hidden)} events are exactly those that were signed.`}
        </MessageBarBody>
      </MessageBar>
      <Section title="What was checked">
        <KeyValues
          items={[
            {
              key: 'Checkpoint',
              value: (
                <>
                  signed <When at={checkpoint.at} />, for {checkpoint.origin}
                </>
              ),
            },
            {
              key: 'Key',
              value: (
                <>
                  {checkpoint.keyId}. The server gave it out itself: compare it with the key of an
                  older export or digest.
                </>
              ),
            },
            { key: 'Hashed here', value: `${number.format(hashed)} lines` },
            ...(hidden > 0
              ? [
                  {
                    key: 'Taken as told',
                    value: `${number.format(hidden)} leaf hashes of lines whose content is not for you or was purged. The roots prove that they are the ones that were signed.`,
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section title="Logs">
        <ul className={styles.logs}>
          {logs.map(({ log, size, root, isGood }) => (
            <li key={log}>
              <Badge appearance="tint" color={isGood ? 'success' : 'danger'}>
                {isGood ? 'Fits' : 'Does not fit'}
              </Badge>{' '}
              {log === 'g' ? 'Governance' : `Decisions, lane ${log}`}: {number.format(size)} events
              <div className={styles.hash}>{root}</div>
            </li>
          ))}
        </ul>
      </Section>
      <span className={styles.faint}>
        What came after the checkpoint is under the next one, a minute later.
      </span>
    </>
  );
}
