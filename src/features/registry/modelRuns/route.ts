import * as z from 'zod';
import { type Route, route } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { registryId } from '../domain/fields.ts';
import { type Reported, recordModelRun } from './recording.ts';
import { modelRunBody, modelRunRecordedSchema } from './schemas.ts';

export const modelRunRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'postModelRun',
    method: 'POST',
    path: '/agents/{id}/model-runs',
    summary: 'Record what a regression run of an agent’s model came to',
    callers: ['person', 'gateway'],
    params: z.strictObject({ id: registryId }),
    query: z.strictObject({}),
    body: modelRunBody,
    output: modelRunRecordedSchema,
    success: 200,
    problems: ['not-found'],
    handle: ({ params, body, principal, roles, idempotency }) =>
      recordModelRun(
        { agentId: params.id, result: resultOf(body), principal, roles },
        idempotency,
        deps,
      ),
  });

/** Without what was left out. */
function resultOf({ agentVersion, link, ...rest }: z.output<typeof modelRunBody>): Reported {
  return {
    ...rest,
    ...(agentVersion !== undefined && { agentVersion }),
    ...(link !== undefined && { link }),
  };
}
