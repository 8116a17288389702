import type { DomainEvent } from '../../kernel/events.ts';
import type { Feature } from '../../kernel/feature.ts';
import { isAuthorized, isOutcome } from './domain/events.ts';
import { type GateDeps, gateRoutes } from './routes.ts';
import { gateEventSchemas } from './schemas.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (isAuthorized(event))
    return [
      `agent:${event.data.agent}`,
      ...(event.data.request === undefined ? [] : [event.data.request]),
    ];
  return isOutcome(event) ? [event.data.decision, `agent:${event.data.agent}`] : [];
}

/** Asked before each action: allow, deny, or a person must approve; afterwards, what came of it. */
export const gateFeature = (deps: GateDeps): Feature => ({
  name: 'gate',
  events: gateEventSchemas,
  subjects,
  entities: [],
  commands: [],
  verbs: [],
  dialogs: [],
  routes: gateRoutes(deps),
  jobs: [],
});
