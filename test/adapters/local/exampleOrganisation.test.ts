import { describe, expect, it } from 'vitest';
import {
  exampleConnectors as connectors,
  EXAMPLE_DOMAIN,
  exampleAgents,
  examplePeople as people,
} from '../../../src/adapters/local/exampleOrganisation.ts';
import { importSchema } from '../../../src/features/registry/schemas.ts';

describe('the example organisation', () => {
  it('is one that the registry imports as it stands', () => {
    const given = { agents: exampleAgents, connectors };
    expect(importSchema.parse(given)).toEqual(given);
  });

  it('has people with the object ids, names and roles that the contract gives them', () => {
    const rows = people.map(({ id, upn, roles }) => [upn, id.slice(-4), roles.join(' ')]);
    expect(rows).toEqual([
      ['admin@contoso.example', '0001', 'admin'],
      ['owner@contoso.example', '0002', ''],
      ['owner2@contoso.example', '0003', ''],
      ['pilot@contoso.example', '0004', ''],
      ['board@contoso.example', '0005', 'board compliance'],
      ['security@contoso.example', '0006', 'security board'],
      ['finance1@contoso.example', '0007', 'finance'],
      ['finance2@contoso.example', '0008', 'finance'],
      ['outsider@contoso.example', '0009', ''],
      ['admin2@contoso.example', '000a', 'admin'],
      ['manager@contoso.example', '000b', ''],
    ]);
    for (const { id } of people) expect(id).toMatch(/^00000000-0000-4000-8000-00000000000[1-9ab]$/);
    expect(new Set(people.map(({ name }) => name)).size).toBe(11);
  });

  it('names only people and connectors it has', () => {
    const upns = people.map(({ upn }) => upn);
    const ids = connectors.map(({ id }) => id);
    for (const agent of exampleAgents) {
      expect(upns).toContain(agent.businessOwner);
      expect(upns).toContain(agent.technicalOwner);
      expect(upns).toContain(agent.backupOwner);
      for (const { connectorId } of agent.capabilities) expect(ids).toContain(connectorId);
    }
    for (const upn of upns) expect(upn.endsWith(`@${EXAMPLE_DOMAIN}`)).toBe(true);
  });

  it('gives no capability beyond what its connector allows', () => {
    const tiers = ['readOnly', 'draftOnly', 'delegatedAction'];
    for (const agent of exampleAgents)
      for (const { connectorId, tier } of agent.capabilities) {
        const connector = connectors.find(({ id }) => id === connectorId);
        expect(tiers.indexOf(tier)).toBeLessThanOrEqual(
          tiers.indexOf(connector?.tierCeiling ?? ''),
        );
        expect(connector?.environments).toContain(agent.environment);
      }
  });

  it('has the agents of the contract', () => {
    const rows = exampleAgents.map((agent) =>
      [
        agent.id,
        agent.department,
        agent.phase,
        agent.environment,
        agent.businessOwner.split('@')[0],
        agent.backupOwner.split('@')[0],
        ...agent.capabilities.map(({ connectorId, tier }) => `${connectorId}:${tier}`),
      ].join(' '),
    );
    expect(rows.slice(0, 3)).toEqual([
      'mail-assistant sales pilot pilot owner owner2 mail:draftOnly',
      'crm-assistant sales department production owner owner2 mail:delegatedAction crm:delegatedAction',
      'invoice-agent finance enterprise production finance1 finance2 erp:delegatedAction',
    ]);
  });
});
