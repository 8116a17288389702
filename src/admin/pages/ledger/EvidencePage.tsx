import { Button, makeStyles } from '@fluentui/react-components';
import { PrintRegular } from '@fluentui/react-icons';
import type { LedgerLine } from '../../events/line.ts';
import { useHistory } from '../../events/useHistory.ts';
import { BackLink } from '../../parts/BackLink.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { StatusBadge } from '../../parts/StatusBadge.tsx';
import { agentOf, type RequestItem, wishOf } from '../requests/model.ts';
import { useRequest } from '../requests/queries.ts';
import { Answers, Asked, Content } from './EvidenceContent.tsx';
import { EvidenceEvents } from './EvidenceEvents.tsx';

const useStyles = makeStyles({
  // On paper everything is smaller, so that an ordinary request takes one sheet.
  page: { '@media print': { zoom: 0.75 } },
  stack: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media print': { display: 'block', '> *': { marginTop: '8px' } },
  },
  pair: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media print': {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      gap: '8px',
      breakInside: 'avoid',
    },
  },
  print: { '@media print': { display: 'none' } },
});

/** One page that proves a request: who asked for exactly what, who answered when, what became of it, and where it is written. */
export function EvidencePage({ id }: { readonly id: string }) {
  const request = useRequest(id);
  const history = useHistory(id);
  const error = request.error ?? history.error;
  return (
    <>
      <BackLink to={`/ledger?subject=${id}`}>Ledger</BackLink>
      {error && (
        <>
          <PageHead title={`Evidence of ${id}`} />
          <ProblemNote error={error} onRetry={() => void request.refetch()} />
        </>
      )}
      {!error && !(request.data && history.data) && (
        <Loading what={`what is written about ${id}`} />
      )}
      {request.data && history.data && (
        <Whole request={request.data} lines={history.data.lines.toReversed()} />
      )}
    </>
  );
}

interface Props {
  readonly request: RequestItem;
  readonly lines: readonly LedgerLine[];
}

function Whole({ request, lines }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <PageHead
        title={`Evidence of ${request.id}`}
        beside={<StatusBadge status={request.status} held={request.heldBy !== undefined} />}
        lead={`${agentOf(request)} ${wishOf(request)}`}
        actions={
          <Button
            className={styles.print}
            appearance="primary"
            icon={<PrintRegular />}
            onClick={() => print()}
          >
            Print
          </Button>
        }
      />
      <div className={styles.stack}>
        <div className={styles.pair}>
          <Asked request={request} />
          <Answers request={request} />
        </div>
        <Content request={request} lines={lines} />
        <EvidenceEvents lines={lines} />
      </div>
    </div>
  );
}
