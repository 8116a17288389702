import { useQuery } from '@tanstack/react-query';
import { answeredText } from '../api/client.ts';
import { useApi, useMe } from '../shell/reach.ts';
import { type LedgerLine, linesOf } from './line.ts';

const PAGE = 500;
/** Beyond these the ledger page goes on. */
const MOST = 2_000;

/** The events of a subject, the newest first; `isCut` where there are more of them. */
export function useHistory(subject: string) {
  const api = useApi();
  const may = useMe().data?.may.includes('ledgerEvents') ?? false;
  return useQuery({
    queryKey: ['history', subject],
    enabled: may,
    queryFn: async ({ signal }) => {
      const lines: LedgerLine[] = [];
      let after: string | undefined;
      do {
        const query = { subject, limit: PAGE, ...(after !== undefined && { after }) };
        const page = await answeredText(
          api.GET('/api/v1/ledger/events', { params: { query }, parseAs: 'text', signal }),
        );
        lines.push(...linesOf(page.data));
        after = page.next;
      } while (after !== undefined && lines.length < MOST);
      return { lines: lines.reverse(), isCut: after !== undefined };
    },
  });
}
