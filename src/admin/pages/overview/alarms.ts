import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered } from '../../api/client.ts';
import type { Paths } from '../../contract/paths.ts';
import { useNotify } from '../../shell/Notices.tsx';
import { useApi } from '../../shell/reach.ts';

const OFTEN_MS = 30_000;
/** Of those that somebody has taken on, the newest. */
const MOST = 10;

type Answer = Paths['/api/v1/alarms']['get']['responses'][200]['content']['application/json'];
export type Alarm = Answer['items'][number];

export function useAlarms(status: Alarm['status']) {
  const api = useApi();
  const query = { status, ...(status === 'acknowledged' && { limit: MOST }) };
  return useQuery({
    queryKey: ['alarms', status],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/alarms', { params: { query }, signal })),
    refetchInterval: OFTEN_MS,
  });
}

/** Takes an alarm on; whatever the answer is, it is told, and the lists are read again: one that is not open any more leaves them, with its form. */
export function useAcknowledge({ id, what }: Pick<Alarm, 'id' | 'what'>) {
  const notify = useNotify();
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (note: string) => {
      const body = note.trim() === '' ? {} : { note: note.trim() };
      return answered(
        api.POST('/api/v1/alarms/{id}/acknowledge', { params: { path: { id } }, body }),
      );
    },
    onSuccess: () => notify('success', 'The alarm is yours', what),
    onError: (error) => notify('error', 'It was not acknowledged', error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['alarms'] }),
  });
}
