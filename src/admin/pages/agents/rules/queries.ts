import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered } from '../../../api/client.ts';
import type { Paths } from '../../../contract/paths.ts';
import { useApi } from '../../../shell/reach.ts';

export interface FileText {
  readonly name: string;
  readonly text: string;
}

type Simulation = Paths['/api/v1/policy/simulate']['post'];
export type Simulated = Simulation['responses'][200]['content']['application/json'];

/** Weeks of decisions that a candidate is tried on: those that people are shown when it is proposed. */
const WEEKS = 4;

/** The tenant's own files in force. */
export function useTenantFiles() {
  const api = useApi();
  return useQuery({
    queryKey: ['policy'],
    queryFn: async ({ signal }): Promise<readonly FileText[]> => {
      const { files } = await answered(api.GET('/api/v1/policy/bundle', { signal }));
      return files.filter(({ tenant }) => tenant).map(({ name, text }) => ({ name, text }));
    },
    // What is being written must not be replaced under the writer.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** What a candidate would have decided in the last weeks; it ends when it is aborted. */
export function useSimulate() {
  const api = useApi();
  return (files: readonly FileText[], signal: AbortSignal): Promise<Simulated> => {
    const body = { files: [...files], weeks: WEEKS };
    return answered(api.POST('/api/v1/policy/simulate', { body, params: {}, signal }));
  };
}

export interface Proposal {
  readonly title: string;
  readonly justification: string;
  readonly files: readonly FileText[];
}

/** Puts a candidate before the board. */
export function usePropose(onSent: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ files, ...rest }: Proposal) => {
      const body = { kind: 'policyChange' as const, ...rest, files: [...files] };
      return answered(api.POST('/api/v1/requests', { body, params: {} }));
    },
    onSuccess: () => {
      onSent();
      return queries.invalidateQueries({ queryKey: ['requests'] });
    },
  });
}
