import type { AgentIdentity } from '../../kernel/agentIdentities.ts';

/** Agents that somebody in the example organisation made, and that nobody has registered yet. */
export const exampleAgentIdentities: readonly AgentIdentity[] = [
  {
    objectId: '00000000-0000-4000-8000-00000000e001',
    name: 'Travel planner',
    isEnabled: true,
  },
  {
    objectId: '00000000-0000-4000-8000-00000000e002',
    name: 'Contract reader',
    isEnabled: true,
  },
  {
    objectId: '00000000-0000-4000-8000-00000000e003',
    name: 'Spring campaign',
    isEnabled: false,
  },
];
