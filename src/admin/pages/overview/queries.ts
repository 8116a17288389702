import { useQueries, useQuery } from '@tanstack/react-query';
import { answered } from '../../api/client.ts';
import type { Paths } from '../../contract/paths.ts';
import { useApi } from '../../shell/reach.ts';

const OFTEN_MS = 30_000;

type Answer<P extends keyof Paths> = Paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;

export type Week = Answer<'/api/v1/metrics'>['weeks'][number];
export type Metric = Week['metrics'][number];
export type Pause = Answer<'/api/v1/pauses'>['items'][number];

export function usePauses(enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['pauses'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/pauses', { signal })),
    refetchInterval: OFTEN_MS,
    enabled,
  });
}

export type Control = Answer<'/api/v1/controls'>['items'][number];

export function useControls() {
  const api = useApi();
  return useQuery({
    queryKey: ['controls'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/controls', { signal })),
    staleTime: 30_000,
  });
}

export type PostureCheck = Answer<'/api/v1/posture'>['items'][number];

export function usePosture() {
  const api = useApi();
  return useQuery({
    queryKey: ['posture'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/posture', { signal })),
    staleTime: 30_000,
  });
}

const WEEKS = 8;

export function useWeeks(enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['metrics', WEEKS],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/metrics', { params: { query: { weeks: WEEKS } }, signal })),
    staleTime: 60_000,
    enabled,
  });
}

/** `week` is undefined while it is not known which one. */
export function useDigest(week: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['digest', week],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/digests/{week}', { params: { path: { week: week ?? '' } }, signal }),
      ),
    staleTime: 60_000,
    enabled: week !== undefined,
  });
}

export function useAgents(ids: readonly string[]) {
  const api = useApi();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['agent', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answered(api.GET('/api/v1/agents/{id}', { params: { path: { id } }, signal })),
      staleTime: 30_000,
    })),
  });
}
