import { Link as FluentLink, makeStyles } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { Link } from 'wouter';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { StatusBadge } from '../../parts/StatusBadge.tsx';
import { agentOf, wishOf } from './model.ts';
import { useRequest } from './queries.ts';
import { RequestDetail } from './RequestDetail.tsx';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: '6px', marginBottom: '8px' },
});

/** One request with everything that this person may know of it, and what they can do about it. */
export function RequestDetailPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const found = useRequest(id);
  const request = found.data;
  return (
    <>
      <Link href="/requests" asChild>
        <FluentLink className={styles.back}>
          <ArrowLeftRegular aria-hidden /> Requests
        </FluentLink>
      </Link>
      {found.isError && !request && (
        <>
          <PageHead title={id} />
          <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
        </>
      )}
      {found.isPending && <Loading what={id} />}
      {request && (
        <>
          <PageHead
            title={`${agentOf(request)} ${wishOf(request)}`}
            lead={
              <>
                {request.id}{' '}
                <StatusBadge status={request.status} held={request.heldBy !== undefined} />
              </>
            }
          />
          <RequestDetail request={request} />
        </>
      )}
    </>
  );
}
