import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered } from '../../../api/client.ts';
import type { Paths } from '../../../contract/paths.ts';
import { useApi } from '../../../shell/reach.ts';

type Reviews = Paths['/api/v1/reviews']['get']['responses'][200]['content']['application/json'];
export type Review = Reviews['waiting'][number];
export type Choice = Review['items'][number]['choices'][number];

export function useReviews() {
  const api = useApi();
  return useQuery({
    queryKey: ['reviews'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/reviews', { signal })),
  });
}

/** Gives the answers that were chosen, by the key of each item. */
export function useGiveAnswers({ campaign, agentId }: Review) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (chosen: Readonly<Record<string, Choice>>) => {
      const answers = Object.entries(chosen).map(([item, choice]) => ({ item, choice }));
      const params = { path: { id: campaign, agentId } };
      return answered(
        api.POST('/api/v1/reviews/{id}/agents/{agentId}', { params, body: { answers } }),
      );
    },
    onSettled: () =>
      Promise.all(
        ['reviews', 'agent', 'grants', 'controls'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

type StartBody = Paths['/api/v1/reviews']['post']['requestBody']['content']['application/json'];

/** Begins a round; what was typed is the form's to keep until it has succeeded. */
export function useStartReview(onSent: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: StartBody) => answered(api.POST('/api/v1/reviews', { body, params: {} })),
    onSuccess: () => {
      onSent();
      return queries.invalidateQueries({ queryKey: ['reviews'] });
    },
  });
}
