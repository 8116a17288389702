import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, answeredPage } from '../../api/client.ts';
import { freshly } from '../../api/freshly.ts';
import { useApi, useReach } from '../../shell/reach.ts';
import type { Preset, RequestItem, RequestQuery } from './model.ts';

const OFTEN_MS = 20_000;

export function useRequests(query: RequestQuery) {
  const api = useApi();
  return useQuery({
    queryKey: ['requests', query],
    queryFn: ({ signal }) =>
      answeredPage(api.GET('/api/v1/requests', { params: { query }, signal })),
    refetchInterval: OFTEN_MS,
    placeholderData: (before) => before,
  });
}

export function useRequest(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['request', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/requests/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? OFTEN_MS : false),
  });
}

/** What a person does about a request. */
export type Deed =
  | {
      readonly kind: 'answer';
      readonly answer: 'approve' | 'reject';
      readonly digest: string;
      readonly reason?: string;
      readonly preset?: Preset;
    }
  | { readonly kind: 'undo' | 'withdraw'; readonly reason?: string };

interface DeedEnds {
  readonly onDone: (request: RequestItem) => void;
  readonly onFailed: (error: Error) => void;
}

/** Does it, tells how it came out before any list knows, and lets the lists know. */
export function useDeed(id: string, { onDone, onFailed }: DeedEnds) {
  const { api, session } = useReach();
  const queries = useQueryClient();
  const params = { path: { id } };
  return useMutation({
    mutationFn: (deed: Deed) => {
      const { kind, ...body } = deed;
      if (deed.kind === 'answer') {
        const { answer, digest, reason, preset } = deed;
        const given = { answer, digest, ...(reason && { reason }), ...(preset && { preset }) };
        return freshly(
          () => answered(api.POST('/api/v1/requests/{id}/answer', { params, body: given })),
          session.stepUp,
        );
      }
      return kind === 'undo'
        ? answered(api.POST('/api/v1/requests/{id}/undo', { params, body }))
        : answered(api.POST('/api/v1/requests/{id}/withdraw', { params, body }));
    },
    onSuccess: (request) => {
      onDone(request);
      queries.setQueryData(['request', id], request);
    },
    onError: onFailed,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['requests'] }),
        queries.invalidateQueries({ queryKey: ['request', id] }),
      ]),
  });
}
