import * as z from 'zod';

type Schema = Readonly<Record<string, unknown>>;

/** Texts that fit one pattern or another of ours: ids, hashes, dates, durations, names. */
const TEXTS: readonly string[] = [
  'crm-assistant',
  'AR-1',
  'D-g-1',
  'P-1',
  'AL-1a2b3c4d5e6f',
  '08:00',
  'Europe/Berlin',
  'F-1',
  'RV-1',
  '2026-W47',
  'a'.repeat(64),
  '00000000-0000-4000-8000-000000000002',
  '2026-12-01T00:00:00Z',
  '2026-12-01',
  'PT1H',
  'P7D',
  'agent:crm-assistant',
  'owner@contoso.example',
  'https://contoso.example/*',
  'rules.cedar',
  'Some words',
];

const asSchema = (value: unknown): Schema => value as Schema;

/** A value that a schema takes, with as many of its fields as can be there at once, so that each can be spoilt. */
export function sampleOf(type: z.ZodType): unknown {
  let value = sample(z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema);
  for (let issue = wrongIn(type, value); issue !== undefined; issue = wrongIn(type, value))
    value = mended(type, value, issue);
  return value;
}

/** A text for an address: what a schema of parameters takes under this name. */
export const addressOf = (params: z.ZodType, name: string): string =>
  TEXTS.find(
    (text) =>
      !params.safeParse({ [name]: text }).error?.issues.some(({ path }) => path[0] === name),
  ) ?? 'x';

const wrongIn = (type: z.ZodType, value: unknown) => type.safeParse(value).error?.issues[0];

/** Another text where one does not fit a rule that no JSON schema tells; without the field where none fits. */
function mended(type: z.ZodType, value: unknown, { path }: z.core.$ZodIssue): unknown {
  const name = path.at(-1);
  if (name === undefined) throw new TypeError('no sample can be made of this schema');
  const at = (text: unknown) => {
    const copy = structuredClone(value);
    const parent = path
      .slice(0, -1)
      .reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), copy);
    if (text === undefined) Reflect.deleteProperty(Object(parent), name);
    else Reflect.set(Object(parent), name, text);
    return copy;
  };
  const isMended = (copy: unknown): boolean =>
    !type.safeParse(copy).error?.issues.some((issue) => issue.path.join('.') === path.join('.'));
  const fitting = TEXTS.map(at).find(isMended) ?? at(undefined);
  if (!isMended(fitting)) throw new TypeError(`no sample fits at ${path.join('.')}`);
  return fitting;
}

function sample(schema: Schema): unknown {
  if (schema['const'] !== undefined) return schema['const'];
  const options = schema['enum'] ?? schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (Array.isArray(options) && options.length > 0) return sample(asSchema(options[0]));
  switch (schema['type']) {
    case 'object':
      return sampleObject(schema);
    case 'array':
      return schema['items'] === undefined ? [] : [sample(asSchema(schema['items']))];
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return sampleText(schema);
  }
}

function sampleObject({ properties, additionalProperties }: Schema): object {
  const fields = Object.entries((properties ?? {}) as Record<string, Schema>);
  if (fields.length === 0 && typeof additionalProperties === 'object')
    return { to: ['a@b.example'] };
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field)]));
}

function sampleText({ pattern, maxLength }: Schema): string {
  const fitting = TEXTS.filter((text) => text.length <= Number(maxLength ?? Infinity));
  if (typeof pattern !== 'string') return fitting.at(-1) ?? 'x';
  return fitting.find((text) => new RegExp(pattern, 'u').test(text)) ?? 'x';
}
