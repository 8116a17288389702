import * as z from 'zod';

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Ids of agents and connectors: what a chat command, a row key and an address can all hold. */
export const registryId = z
  .string()
  .regex(
    ID,
    'use 1 to 64 lower-case letters, digits, dots, hyphens or underscores, beginning with a letter or digit',
  );

/** Names of the platforms and directories whose inventories are read. */
export const sourceName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9-]{0,31}$/,
    'use 1 to 32 letters, digits or hyphens, beginning with a small letter',
  );

/** Some text, trimmed. */
export const line = (max: number) => z.string().trim().min(1, 'must not be empty').max(max);

export const tier = z.enum(['readOnly', 'draftOnly', 'delegatedAction']);
export const environment = z.enum(['dev', 'pilot', 'production']);
export const phase = z.enum(['pilot', 'department', 'enterprise']);
export const escalationStep = z.enum(['manager', 'board']);
export const effect = z.enum(['read', 'draft', 'write', 'send']);
export const label = z.enum(['public', 'general', 'confidential', 'highlyConfidential']);
export const systemClass = z.enum([
  'mail',
  'chat',
  'files',
  'calendar',
  'finance',
  'crm',
  'ticketing',
  'knowledge',
  'web',
  'other',
]);

/** A name that is no member of an object: nothing that is kept by name could hold it. */
const ownName = (name: string): boolean => name !== '__proto__';
const UNNAMEABLE = 'this name cannot be used';

const argumentName = z.string().min(1).max(100).refine(ownName, UNNAMEABLE);
const argumentNames = z.array(argumentName).max(50).readonly();

/** A tool as the catalogue describes it. */
export const tool = z.strictObject({
  name: line(128).refine(ownName, UNNAMEABLE),
  effect,
  recipientArguments: argumentNames.exactOptional(),
  amountArgument: argumentName.exactOptional(),
  referenceArguments: argumentNames.exactOptional(),
  contentArguments: argumentNames.exactOptional(),
  reversible: z.boolean().exactOptional(),
  dispatch: z
    .strictObject({ toolArgument: argumentName, argumentsArgument: argumentName })
    .exactOptional(),
});

/** The tools of one connector. */
export const tools = z
  .array(tool)
  .max(300)
  .refine(
    (list) => new Set(list.map(({ name }) => name)).size === list.length,
    'one entry a tool name',
  );
