import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, answeredPage } from '../../api/client.ts';
import { useApi } from '../../shell/reach.ts';
import {
  type Case,
  type CaseQuery,
  type Report,
  SHADOW_USE,
  type ShadowReport,
  type Triage,
} from './model.ts';

const LONG_MS = 600_000;

export function useCases(query: CaseQuery) {
  const api = useApi();
  return useQuery({
    queryKey: ['cases', query],
    queryFn: ({ signal }) =>
      answeredPage(api.GET('/api/v1/feedback', { params: { query }, signal })),
    placeholderData: (before) => before,
  });
}

export function useCase(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/feedback/{id}', { params: { path: { id } }, signal })),
  });
}

export function useCategories() {
  const api = useApi();
  return useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/feedback-categories', { signal })),
    staleTime: LONG_MS,
  });
}

/** A category's words; one that the tenant no longer adds is shown by its id. */
export function useCategoryName(): (id: string) => string {
  const { data } = useCategories();
  const names = new Map(data?.items.map(({ id, label }) => [id, label]));
  return (id) => names.get(id) ?? (id === SHADOW_USE ? 'Shadow use' : id);
}

/** What was typed is the form's to keep until it was saved. */
function useKept(id: string, onSaved: () => void) {
  const queries = useQueryClient();
  return {
    onSuccess: (one: Case) => {
      onSaved();
      queries.setQueryData(['case', id], one);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  };
}

export function useTriage(id: string, onSaved: () => void) {
  const api = useApi();
  return useMutation({
    mutationFn: (body: Triage) =>
      answered(api.POST('/api/v1/feedback/{id}/triage', { params: { path: { id } }, body })),
    ...useKept(id, onSaved),
  });
}

/** The reporter's word on whether it is fixed. */
export function useFixed(id: string, onSaved: () => void) {
  const api = useApi();
  return useMutation({
    mutationFn: (body: { readonly fixed: boolean; readonly text?: string }) =>
      answered(api.POST('/api/v1/feedback/{id}/answer', { params: { path: { id } }, body })),
    ...useKept(id, onSaved),
  });
}

/** Reports what an agent got wrong; what was typed is the form's to keep until it has succeeded. */
export function useReport(onSent: () => void) {
  const api = useApi();
  const onSuccess = useReported(onSent);
  return useMutation({
    mutationFn: (body: Report) => answered(api.POST('/api/v1/feedback', { body, params: {} })),
    onSuccess,
  });
}

/** Reports what nobody registered. */
export function useShadowReport(onSent: () => void) {
  const api = useApi();
  const onSuccess = useReported(onSent);
  return useMutation({
    mutationFn: (body: ShadowReport) =>
      answered(api.POST('/api/v1/feedback/shadow-use', { body, params: {} })),
    onSuccess,
  });
}

function useReported(onSent: () => void) {
  const queries = useQueryClient();
  return () => {
    onSent();
    return queries.invalidateQueries({ queryKey: ['cases'] });
  };
}

export function useDigest(week: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['digest', week],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/digests/{week}', { params: { path: { week } }, signal })),
  });
}

/** The figures of the last weeks; nothing is asked for somebody whom they are not for. */
export function useWeeks(weeks: number, isForThem: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['metrics', weeks],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/metrics', { params: { query: { weeks } }, signal })),
    enabled: isForThem,
  });
}
