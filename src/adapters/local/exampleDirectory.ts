import type { Directory } from '../../kernel/people.ts';
import { examplePeople } from './exampleOrganisation.ts';

/** The example organisation as a directory: always there, and the same for every server. */
export const exampleDirectory: Directory = {
  find: async (nameOrId) => {
    const wanted = nameOrId.toLowerCase();
    return examplePeople.find(({ id, upn }) => id === wanted || upn === wanted);
  },
  rolesOf: async (person) => new Set(examplePeople.find(({ id }) => id === person)?.roles),
  managerOf: async (person) => {
    const manager = examplePeople.find(({ id }) => id === person)?.manager;
    return examplePeople.find(({ id }) => id === manager);
  },
  membersOf: async (role) => examplePeople.filter(({ roles }) => roles.includes(role)),
};
