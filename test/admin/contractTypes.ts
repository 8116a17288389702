import { compile, type JSONSchema } from 'json-schema-to-typescript';

type Schema = { readonly [key: string]: unknown };

/** As much of an OpenAPI document as types are made from. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
}
interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content | { readonly $ref: string }>>;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

const object = (
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const mapped = <T>(
  values: Readonly<Record<string, T>>,
  of: (value: T) => Schema,
): Record<string, Schema> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, of(value)]));

const contentOf = ({ content = {} }: Content): Schema =>
  object({ content: object(mapped(content, ({ schema }) => schema)) });

function parametersOf({ parameters = [] }: Operation): Schema {
  const places = [...new Set(parameters.map((one) => one.in))];
  const part = (place: string): Schema => {
    const own = parameters.filter((one) => one.in === place);
    const optional = own.filter(({ required }) => !required).map(({ name }) => name);
    return object(Object.fromEntries(own.map(({ name, schema }) => [name, schema])), optional);
  };
  return object(
    Object.fromEntries(places.map((place) => [place, part(place)])),
    places.filter((place) => place !== 'path'),
  );
}

/** The document's operations as TypeScript, in the shape that openapi-fetch takes: `Paths`. */
export async function contractTypes({ paths, components }: ApiDocument): Promise<string> {
  const answer = (response: Content | { readonly $ref: string }): Schema =>
    contentOf(
      '$ref' in response
        ? (components.responses[response.$ref.split('/').at(-1) ?? ''] ?? {})
        : response,
    );
  const operation = (one: Operation): Schema =>
    object({
      parameters: parametersOf(one),
      ...(one.requestBody && { requestBody: contentOf(one.requestBody) }),
      responses: object(mapped(one.responses, answer)),
    });
  const whole = {
    ...object(mapped(paths, (methods) => object(mapped(methods, operation)))),
    definitions: mapped(components.schemas, (schema) => ({ ...schema })),
  };
  const text = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/definitions/');
  const types = await compile(JSON.parse(text) as JSONSchema, 'Paths', {
    bannerComment:
      "/* The API's operations, made from its OpenAPI document (test/admin/contract.test.ts -u). */",
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    strictIndexSignatures: true,
    style: { singleQuote: true, printWidth: 100 },
  });
  // Statuses are numbers to openapi-fetch.
  return types.replaceAll(/^( +)"?'?(\d{3})'?"?:/gm, '$1$2:');
}
