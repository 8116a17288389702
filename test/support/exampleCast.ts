import {
  EXAMPLE_BOT,
  EXAMPLE_DOMAIN,
  EXAMPLE_TENANT,
  type ExamplePerson,
  examplePeople,
} from '../../src/adapters/local/exampleOrganisation.ts';

/** Somebody of the example organisation, by the name before the @. */
export function examplePerson(name: string): ExamplePerson {
  const found = examplePeople.find(({ upn }) => upn === `${name}@${EXAMPLE_DOMAIN}`);
  if (found === undefined) throw new RangeError(`nobody is ${name}@${EXAMPLE_DOMAIN}`);
  return found;
}

/** A playground whose window is the owner's. */
export const ownersPlayground = {
  tenantId: EXAMPLE_TENANT,
  botId: EXAMPLE_BOT,
  botName: 'Countersign',
  current: examplePerson('owner'),
  others: [
    examplePerson('admin'),
    examplePerson('owner2'),
    examplePerson('pilot'),
    examplePerson('board'),
    examplePerson('security'),
  ],
} as const;
