import { expect, it } from 'vitest';
import { inventoryPlaces } from '../../src/config/inventoryPlaces.ts';

const read = (name: 'COPILOT_STUDIO_ENVIRONMENTS' | 'FOUNDRY_PROJECTS', text: string) => {
  const mistakes: string[] = [];
  return { places: inventoryPlaces({ [name]: text }, name, mistakes), mistakes };
};

it('environments and projects are https addresses of the service itself', () => {
  expect(
    read('COPILOT_STUDIO_ENVIRONMENTS', 'https://a.crm4.dynamics.com/, https://b.crm.dynamics.com'),
  ).toEqual({
    places: ['https://a.crm4.dynamics.com', 'https://b.crm.dynamics.com'],
    mistakes: [],
  });
  const project = 'https://contoso.services.ai.azure.com/api/projects/sales';
  expect(read('FOUNDRY_PROJECTS', `${project},${project}/`)).toEqual({
    places: [project],
    mistakes: [],
  });
  expect(inventoryPlaces({}, 'FOUNDRY_PROJECTS', [])).toEqual([]);
});

it.each([
  ['COPILOT_STUDIO_ENVIRONMENTS', 'http://a.crm.dynamics.com'],
  ['COPILOT_STUDIO_ENVIRONMENTS', 'https://a.crm.dynamics.com.evil.example'],
  ['COPILOT_STUDIO_ENVIRONMENTS', 'https://evil.example/.dynamics.com'],
  ['COPILOT_STUDIO_ENVIRONMENTS', 'https://topsecret@a.crm.dynamics.com'],
  ['COPILOT_STUDIO_ENVIRONMENTS', 'https://a.crm.dynamics.com/api'],
  ['COPILOT_STUDIO_ENVIRONMENTS', 'https://a.crm.dynamics.com:8443'],
  ['FOUNDRY_PROJECTS', 'https://contoso.services.ai.azure.com'],
  ['FOUNDRY_PROJECTS', 'https://evil.example/api/projects/sales'],
  ['FOUNDRY_PROJECTS', 'https://contoso.services.ai.azure.com/api/projects/sales?key=topsecret'],
] as const)('%s does not take %s', (name, text) => {
  const { mistakes } = read(name, text);
  expect(mistakes).toEqual([expect.stringMatching(`^${name}, address 1, must be written like `)]);
  expect(mistakes.join()).not.toContain('topsecret');
});
