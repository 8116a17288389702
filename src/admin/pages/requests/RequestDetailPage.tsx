import { DetailPage } from '../../parts/DetailPage.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { StatusBadge } from '../../parts/StatusBadge.tsx';
import { agentOf, wishOf } from './model.ts';
import { useRequest } from './queries.ts';
import { RequestDetail } from './RequestDetail.tsx';

/** One request with everything that this person may know of it, and what they can do about it. */
export function RequestDetailPage({ id }: { readonly id: string }) {
  return (
    <DetailPage title={id} back="Requests" backTo="/requests" found={useRequest(id)}>
      {(request) => (
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
    </DetailPage>
  );
}
