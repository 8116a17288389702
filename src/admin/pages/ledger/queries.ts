import { useQuery } from '@tanstack/react-query';
import { type Api, answered, answeredPage, answeredText } from '../../api/client.ts';
import type { Paths } from '../../contract/paths.ts';
import { linesOf } from '../../events/line.ts';
import { useApi } from '../../shell/reach.ts';
import { type Checkpoint, checkedNote, type Jwk } from './verify/note.ts';
import type { FetchPage } from './verify/verify.ts';

export type Decision =
  Paths['/api/v1/decisions/{id}']['get']['responses'][200]['content']['application/json'];

type Decisions = Paths['/api/v1/decisions']['get']['responses'][200]['content']['application/json'];
export type DecisionLine = Decisions['items'][number];

export const PAGE_SIZE = 50;

interface DecisionsAsked {
  readonly agent: string;
  readonly outcome: DecisionLine['outcome'] | '';
  readonly after: string;
}

export function useDecisions({ agent, outcome, after }: DecisionsAsked) {
  const api = useApi();
  return useQuery({
    queryKey: ['decisions', agent, outcome, after],
    queryFn: ({ signal }) => {
      const query = {
        limit: PAGE_SIZE,
        ...(agent !== '' && { agentId: agent }),
        ...(outcome !== '' && { outcome }),
        ...(after !== '' && { after }),
      };
      return answeredPage<Decisions>(api.GET('/api/v1/decisions', { params: { query }, signal }));
    },
    placeholderData: (before) => before,
  });
}

export function useLines(subject: string, after: string, isAsked: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['lines', subject, after],
    enabled: isAsked,
    queryFn: async ({ signal }) => {
      const query = {
        limit: PAGE_SIZE,
        ...(subject !== '' && { subject }),
        ...(after !== '' && { after }),
      };
      const page = await answeredText(
        api.GET('/api/v1/ledger/events', { params: { query }, parseAs: 'text', signal }),
      );
      return { lines: linesOf(page.data), next: page.next };
    },
    placeholderData: (before) => before,
  });
}

export function useDecision(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['decision', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/decisions/{id}', { params: { path: { id } }, signal })),
  });
}

/** The newest checkpoint, its signature checked here against the keys that the server publishes. */
export async function fetchCheckpoint(api: Api, signal: AbortSignal): Promise<Checkpoint> {
  const note = await answered<string>(
    api.GET('/api/v1/ledger/checkpoint', { parseAs: 'text', signal }),
  );
  const response = await fetch('/.well-known/jwks.json', { signal });
  const { keys } = (await response.json()) as { readonly keys: readonly Jwk[] };
  return checkedNote(note, keys);
}

export function useCheckpoint() {
  const api = useApi();
  return useQuery({
    queryKey: ['checkpoint'],
    queryFn: ({ signal }) => fetchCheckpoint(api, signal),
  });
}

const SHOWN = 12;

/** The last events of governance, the newest first; asked for once it is known how long the log is. */
export function useNewest(checkpoint: Checkpoint | undefined) {
  const api = useApi();
  const size = checkpoint?.logs.find(({ log }) => log === 'g')?.size ?? 0;
  return useQuery({
    queryKey: ['lines', 'newest', size],
    enabled: checkpoint !== undefined,
    queryFn: async ({ signal }) => {
      const from = size - SHOWN - 1;
      const query = { limit: MOST_NEW, ...(from >= 0 && { after: `g/${from}` }) };
      const page = await answeredText(
        api.GET('/api/v1/ledger/events', { params: { query }, parseAs: 'text', signal }),
      );
      const written = linesOf(page.data).filter(({ log }) => log === 'g');
      return written.slice(-SHOWN).toReversed();
    },
  });
}

/** What came after the checkpoint is read too. */
const MOST_NEW = 100;

const MOST = 1_000;

/** Pages of the ledger as the verifier and the export read them. */
export const pagesOf =
  (api: Api, subject = ''): FetchPage =>
  async (after, signal) => {
    const query = {
      limit: MOST,
      ...(subject !== '' && { subject }),
      ...(after !== undefined && { after }),
    };
    const page = await answeredText(
      api.GET('/api/v1/ledger/events', { params: { query }, parseAs: 'text', signal }),
    );
    return { lines: linesOf(page.data), next: page.next };
  };
