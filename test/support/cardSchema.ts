import { join } from 'node:path';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const TYPES = join(import.meta.dirname, '../../node_modules/@microsoft/teams.cards/dist/core.d.ts');

interface Definition {
  properties?: Record<string, { const?: unknown } | undefined>;
  required?: string[];
}

/** The types leave an input's id open; without one Teams neither validates nor sends it. */
function requireInputIds(definitions: Readonly<Record<string, Definition>>): number {
  const inputs = Object.values(definitions).filter(({ properties }) =>
    String(properties?.['type']?.const).startsWith('Input.'),
  );
  for (const input of inputs) input.required = [...(input.required ?? []), 'id'];
  return inputs.length;
}

function compile(): ValidateFunction {
  const generator = createGenerator({
    path: TYPES,
    expose: 'all',
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const schema = generator.createSchema('IAdaptiveCard');
  const inputs = requireInputIds((schema.definitions ?? {}) as Record<string, Definition>);
  if (inputs < 6) throw new Error(`only ${inputs} inputs found in the schema of Teams cards`);
  return new Ajv({ strict: false, allErrors: false, verbose: false }).compile(
    schema as AnySchemaObject,
  );
}

let validate: ValidateFunction | undefined;

/** What the types of `@microsoft/teams.cards` do not allow in a card: `path: message`; none for a card Teams knows. */
export function cardMistakes(card: object): readonly string[] {
  validate ??= compile();
  if (validate(card)) return [];
  const errors = validate.errors ?? [];
  return errors.map(
    ({ instancePath, message, params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`,
  );
}
