import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, answeredPage } from '../../api/client.ts';
import { freshly } from '../../api/freshly.ts';
import type { Paths } from '../../contract/paths.ts';
import { useApi, useMe, useReach } from '../../shell/reach.ts';
import type { Agent, AgentsQuery } from './model.ts';

const OFTEN_MS = 20_000;

export function useAgents(query: AgentsQuery) {
  const api = useApi();
  return useQuery({
    queryKey: ['agents', query],
    queryFn: ({ signal }) => answeredPage(api.GET('/api/v1/agents', { params: { query }, signal })),
    placeholderData: (before) => before,
  });
}

export function useAgent(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['agent', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/agents/{id}', { params: { path: { id } }, signal })),
    refetchInterval: OFTEN_MS,
  });
}

/** Who answers for an agent, and who late in their place. */
export type Answerable = Pick<Agent, 'businessOwner' | 'technicalOwner'> & {
  readonly backupOwner: string | undefined;
  readonly escalationPath: NonNullable<Agent['escalationPath']>;
};

/** Names them in the record as it is at that moment: what else changed meanwhile stays. */
export function useNameOwners(id: string, onSent: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { path: { id } };
  return useMutation({
    mutationFn: async ({ backupOwner, escalationPath, ...owners }: Answerable) => {
      const now = await answered(api.GET('/api/v1/agents/{id}', { params }));
      const { backupOwner: _backup, escalationPath: _path, ...rest } = now;
      const body = {
        ...rest,
        ...owners,
        ...(backupOwner !== undefined && { backupOwner }),
        ...(escalationPath.length > 0 && { escalationPath }),
      };
      return answered(api.PUT('/api/v1/agents/{id}', { params, body }));
    },
    onSuccess: () => {
      onSent();
      return Promise.all(
        ['agent', 'agents', 'history'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
}

export function useFactSheet(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['agent', id, 'factsheet'],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/agents/{id}/factsheet', { params: { path: { id } }, signal })),
  });
}

export function useAccumulation(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['agent', id, 'accumulation'],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/agents/{id}/accumulation', { params: { path: { id } }, signal })),
  });
}

type ConnectorStatus = 'approved' | 'probation' | 'rejected' | 'revoked';

export function useConnectors(
  status: ConnectorStatus,
  after: string,
  order: 'name' | '-name' = 'name',
) {
  const api = useApi();
  const query = { status, order, limit: 50, ...(after !== '' && { after }) };
  return useQuery({
    queryKey: ['connectors', query],
    queryFn: ({ signal }) =>
      answeredPage(api.GET('/api/v1/connectors', { params: { query }, signal })),
    placeholderData: (before) => before,
  });
}

export function useConnector(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['connector', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/connectors/{id}', { params: { path: { id } }, signal })),
  });
}

/** The pauses in force, for whom they are for; nothing is asked for anybody else. */
export function usePausesInForce() {
  const api = useApi();
  const may = useMe().data?.may.includes('listPauses') ?? false;
  return useQuery({
    queryKey: ['pauses'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/pauses', { signal })),
    enabled: may,
    refetchInterval: OFTEN_MS,
  });
}

export function usePendingOf(agentId: string) {
  const api = useApi();
  const query = { agentId, status: 'pending', limit: 50 } as const;
  return useQuery({
    queryKey: ['requests', query],
    queryFn: ({ signal }) =>
      answeredPage(api.GET('/api/v1/requests', { params: { query }, signal })),
    refetchInterval: OFTEN_MS,
  });
}

/** Every grant in force that this person may see. */
export function useGrants() {
  const api = useApi();
  return useQuery({
    queryKey: ['grants'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/grants', { params: {}, signal })),
  });
}

/** The register of exceptions, as far as this person may see it. */
export function useExceptions() {
  const api = useApi();
  return useQuery({
    queryKey: ['exceptions'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/exceptions', { params: {}, signal })),
  });
}

export function useGrantsOf(agentId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['grants', agentId],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/grants', { params: { query: { agentId } }, signal })),
  });
}

/** What changes when something is stopped or set going again. */
function useStale() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['pauses', 'agent', 'agents', 'requests', 'history'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

export interface PauseWish {
  readonly target: string;
  readonly reason: string;
  readonly for?: string;
}

/** Starts a pause; what was typed is the form's to keep until it has succeeded. */
export function useStartPause(onSuccess: () => void) {
  const api = useApi();
  const onSettled = useStale();
  return useMutation({
    mutationFn: (body: PauseWish) => answered(api.POST('/api/v1/pauses', { body, params: {} })),
    onSuccess,
    onSettled,
  });
}

/** Lifts a pause; one of the board's, or of more than one agent, may take a fresh sign-in. */
export function useLiftPause(id: string, onSuccess: () => void) {
  const { api, session } = useReach();
  const onSettled = useStale();
  return useMutation({
    mutationFn: (reason: string) =>
      freshly(
        () =>
          answered(
            api.POST('/api/v1/pauses/{id}/lift', { params: { path: { id } }, body: { reason } }),
          ),
        session.stepUp,
      ),
    onSuccess,
    onSettled,
  });
}

type Ask = Paths['/api/v1/requests']['post']['requestBody']['content']['application/json'];
export type ConnectorAsk = Extract<Ask, { kind: 'connector' }>;
export type RightAsk = Extract<
  Ask,
  { kind: 'standingGrant' | 'promotion' | 'deviation' | 'boundsChange' | 'modelList' }
>;
export type TierAsk = Extract<Ask, { kind: 'tierEscalation' }>;

/** Asks for a right. What was typed is the form's to keep until it has succeeded. */
export function useAsk(onSent: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ConnectorAsk | TierAsk | RightAsk) =>
      answered(api.POST('/api/v1/requests', { body, params: {} })),
    onSuccess: () => {
      onSent();
      return queries.invalidateQueries({ queryKey: ['requests'] });
    },
  });
}
