import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Api, answered } from '../../../api/client.ts';
import { useApi } from '../../../shell/reach.ts';
import type { Calendar, CalendarBody, Effect } from './calendarForm.ts';

const KEY = ['release-calendar'];
const OFTEN_MS = 60_000;

/** When changes may take effect, and what is open now. */
export function useCalendar() {
  const api = useApi();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/release-calendar', { signal })),
    refetchInterval: OFTEN_MS,
  });
}

/** What a calendar would come to, beside what was asked about; nothing is changed. */
export function usePreview() {
  const api = useApi();
  return useMutation({
    mutationFn: async (body: CalendarBody): Promise<Effect & { readonly body: CalendarBody }> => {
      const told = await put(api, body, 'true');
      if (!('effect' in told)) throw new Error('The server did not say what would change.');
      return { ...told, body };
    },
  });
}

/** Sets the calendar, or proposes it; what was typed is the form's to keep until it has succeeded. */
export function useSetCalendar(onSent: () => void) {
  const api = useApi();
  const onSuccess = useKnown();
  return useMutation({
    mutationFn: (body: CalendarBody) => put(api, body, 'false'),
    onSuccess: (calendar) => {
      onSent();
      if (!('effect' in calendar)) onSuccess(calendar);
    },
  });
}

const put = (api: Api, body: CalendarBody, preview: 'true' | 'false') =>
  answered(api.PUT('/api/v1/release-calendar', { params: { query: { preview } }, body }));

/** The board's word on what is proposed, or its author's. */
export function useAnswerProposal() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly answer: 'adopt' | 'reject'; readonly digest: string }) =>
      answered(api.POST('/api/v1/release-calendar/answer', { body, params: {} })),
    onSuccess: useKnown(),
    onError: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

function useKnown() {
  const queries = useQueryClient();
  return (calendar: Calendar): void => {
    queries.setQueryData(KEY, calendar);
  };
}
