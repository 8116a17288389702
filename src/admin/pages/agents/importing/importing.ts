import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Api, answered } from '../../../api/client.ts';
import type { Paths } from '../../../contract/paths.ts';
import { useApi } from '../../../shell/reach.ts';

export type ImportAs = 'json' | 'agents' | 'connectors';

type Import = Paths['/api/v1/import/sources/{source}']['post'];
type Answer = Import['responses'][200]['content']['application/json'];
export type Preview = Extract<Answer, { preview: true }>;

/** What is said of all new agents of a source. */
export type SourceSays = Import['requestBody']['content']['application/json'];
export type Unread = NonNullable<Preview['unread']>[number];

type Sources = Paths['/api/v1/import/sources']['get'];
export type SourceItem = Sources['responses'][200]['content']['application/json']['items'][number];

/** A file as it is, or the agents of a source with what is said of them. */
export type Inventory =
  | { readonly as: ImportAs; readonly text: string }
  | { readonly source: string; readonly says: SourceSays };

/** Where agents can be imported from beside a file. */
export function useSources(isWanted: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/import/sources', { signal })),
    enabled: isWanted,
  });
}

interface Sending {
  readonly preview: 'true' | 'false';
  readonly signal?: AbortSignal;
}

/** Sent as the file has it: the API says what is wrong with it, row by row. */
function sent(api: Api, inventory: Inventory, { preview, signal }: Sending): Promise<Answer> {
  const query = { preview };
  const until = signal && { signal };
  if ('source' in inventory) {
    const { source, says: body } = inventory;
    const params = { path: { source }, query };
    return answered(api.POST('/api/v1/import/sources/{source}', { params, body, ...until }));
  }
  const { as, text } = inventory;
  const params = { query };
  const headers = { 'content-type': 'text/csv' };
  const table = { params, body: text, headers, bodySerializer: (csv: string) => csv, ...until };
  if (as === 'agents') return answered(api.POST('/api/v1/import/agents', table));
  if (as === 'connectors') return answered(api.POST('/api/v1/import/connectors', table));
  return answered(
    api.POST('/api/v1/import', {
      params,
      body: {},
      headers: { 'content-type': 'application/json' },
      bodySerializer: () => text,
      ...until,
    }),
  );
}

/** A small table that is taken as it stands. */
export const exampleTable = (api: Api, list: 'agents' | 'connectors'): Promise<string> =>
  answered(
    list === 'agents'
      ? api.GET('/api/v1/import/agents/example', { parseAs: 'text' })
      : api.GET('/api/v1/import/connectors/example', { parseAs: 'text' }),
  );

const isPreview = (answer: Answer): answer is Preview => 'preview' in answer;

/** First what an inventory would change, which can be stopped, then the change itself, which is made group by group whoever waits. */
export function useImport(onDone?: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const looking = useRef<AbortController>(undefined);
  useEffect(() => () => looking.current?.abort(), []);
  const preview = useMutation({
    mutationFn: async (inventory: Inventory): Promise<Preview> => {
      looking.current?.abort();
      looking.current = new AbortController();
      const { signal } = looking.current;
      const answer = await sent(api, inventory, { preview: 'true', signal });
      if (isPreview(answer)) return answer;
      throw new TypeError('the server imported instead of looking');
    },
  });
  const run = useMutation({
    mutationFn: (inventory: Inventory) => sent(api, inventory, { preview: 'false' }),
    onSuccess: () => {
      onDone?.();
      return Promise.all(
        ['agents', 'connectors', 'agent', 'connector', 'controls'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
  const stop = (): void => {
    looking.current?.abort();
    preview.reset();
  };
  const reset = (): void => {
    stop();
    run.reset();
  };
  return {
    preview,
    run,
    stop,
    reset,
    look: (inventory: Inventory): void => {
      run.reset();
      preview.mutate(inventory);
    },
    /** Imports what was looked at last. */
    apply: (onSuccess: () => void): void => {
      if (preview.variables) run.mutate(preview.variables, { onSuccess });
    },
  };
}
