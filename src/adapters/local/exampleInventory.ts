import type { FoundAgent, InventorySource } from '../../kernel/inventorySource.ts';

const identity = (id: string, name: string, isEnabled = true): FoundAgent => ({
  id,
  name,
  isEnabled,
  identity: id,
});

/** Agents that somebody in the example organisation made, and that nobody has registered yet. */
const agents: readonly FoundAgent[] = [
  identity('00000000-0000-4000-8000-00000000e001', 'Travel planner'),
  identity('00000000-0000-4000-8000-00000000e002', 'Contract reader'),
  identity('00000000-0000-4000-8000-00000000e003', 'Spring campaign', false),
];

/** The example organisation has a directory and no platform beside it. */
export const exampleSources: readonly InventorySource[] = [
  { id: 'entra', read: async () => ({ agents, unread: [] }) },
];
