import type {
  AgentRecord,
  AgentState,
  ConnectorRecord,
  ConnectorState,
  Tool,
} from '../../../src/features/registry/domain/model.ts';
import { type Instant, parseInstant } from '../../../src/kernel/instant.ts';
import { personId } from '../../../src/kernel/people.ts';

const someone = personId('00000000-0000-4000-8000-000000000002');
if (!someone) throw new TypeError('a person was expected');
export const at = (text: string): Instant => {
  const instant = parseInstant(text);
  if (!instant) throw new TypeError(text);
  return instant;
};

/** An agent that may send with `post`. */
export const agentWith = (more: Partial<AgentRecord>): AgentState => ({
  record: {
    id: 'writer',
    displayName: 'Writer',
    platform: 'foundry',
    environment: 'production',
    phase: 'enterprise',
    department: 'sales',
    businessOwner: 'owner@contoso.example',
    technicalOwner: 'admin@contoso.example',
    capabilities: [{ connectorId: 'post', tier: 'delegatedAction', reason: 'Writes' }],
    useCase: { outcome: 'o', successMetric: 's', failureMode: 'f' },
    version: '1',
    ...more,
  },
  people: { business: someone, technical: someone },
  status: 'active',
  changedAt: at('2026-11-01T00:00:00Z'),
});
/** The connector `post`, with one tool. */
export const connectorWith = (
  more: Partial<ConnectorRecord>,
  tool: Partial<Tool> = {},
): ConnectorState => ({
  record: {
    id: 'post',
    displayName: 'Post',
    status: 'approved',
    environments: ['production'],
    tierCeiling: 'delegatedAction',
    labels: ['general'],
    systemClass: 'mail',
    tools: [
      {
        name: 'send',
        effect: 'send',
        recipientArguments: ['to'],
        contentArguments: ['from'],
        ...tool,
      },
    ],
    ...more,
  },
  effectSetBy: {},
});
