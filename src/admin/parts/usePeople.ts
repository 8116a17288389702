import { useQuery } from '@tanstack/react-query';
import { answered } from '../api/client.ts';
import { useApi } from '../shell/reach.ts';

const LONG_MS = 600_000;
const MOST = 100;

/** Names for object ids and user principal names; whoever is not known keeps the end of the id. */
export function usePeople(who: readonly (string | undefined)[]): (one: string) => string {
  const api = useApi();
  const asked = [...new Set(who.flatMap((one) => (one ? [one] : [])))]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .slice(0, MOST)
    .join(',');
  const { data } = useQuery({
    queryKey: ['names', asked],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/names', { params: { query: { who: asked } }, signal })),
    enabled: asked !== '',
    staleTime: LONG_MS,
    placeholderData: (before) => before,
  });
  const names = new Map(data?.items.map(({ who: one, name }) => [one, name]));
  return (one) => names.get(one) ?? (one.length === 36 ? `Somebody (…${one.slice(-4)})` : one);
}
