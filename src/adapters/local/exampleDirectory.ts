import type { Directory, Person } from '../../kernel/people.ts';
import { type ExamplePerson, examplePeople } from './exampleOrganisation.ts';

/** Without what only the organisation knows. */
const plain = (found: ExamplePerson | undefined): Person | undefined => {
  if (!found) return undefined;
  const { roles: _roles, manager: _manager, ...person } = found;
  return person;
};

/** The example organisation as a directory: always there, and the same for every server. */
export const exampleDirectory: Directory = {
  rolesFrom: { source: 'example' },
  find: async (nameOrId) => {
    const wanted = nameOrId.toLowerCase();
    return plain(examplePeople.find(({ id, upn }) => id === wanted || upn === wanted));
  },
  rolesOf: async (person) => new Set(examplePeople.find(({ id }) => id === person)?.roles),
  managerOf: async (person) => {
    const manager = examplePeople.find(({ id }) => id === person)?.manager;
    return plain(examplePeople.find(({ id }) => id === manager));
  },
  membersOf: async (role) => examplePeople.filter(({ roles }) => roles.includes(role)),
};
