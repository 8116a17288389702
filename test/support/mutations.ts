/** One thing done to a JSON value, and where. */
export interface Mutation {
  /** Dotted, as problem documents name it. */
  readonly path: string;
  readonly what: string;
  readonly value: unknown;
}

type Path = readonly (string | number)[];

/** Values that are wrong nearly everywhere, and hostile where they are not. */
export const ODD: Readonly<Record<string, unknown>> = {
  null: null,
  true: true,
  zero: 0,
  negative: -1,
  fraction: 1.5,
  huge: 1e308,
  'empty text': '',
  blanks: '   ',
  'long text': 'x'.repeat(5_000),
  'longer text': 'x'.repeat(70_000),
  'a NUL': 'a\u0000b',
  'a line break': 'AR-1\n',
  'a path': '../../etc/passwd',
  'a filter': "' or PartitionKey ne '",
  'a template': `\${name} {{DATE(2026-01-01T00:00:00Z)}}`,
  'a tag': '<img src=x onerror=alert(1)>',
  'another direction': '\u202eevil\u2066',
  __proto__name: '__proto__',
  constructor: 'constructor',
  'an empty list': [],
  'a list of lists': [[[]]],
  'an empty object': {},
  'an object': { toString: 'x', length: 3 },
};

/** Every place in a value, the whole included. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function changed(
  value: unknown,
  at: Path,
  change: (parent: Record<string, unknown>, name: string) => void,
): unknown {
  const copy = structuredClone(value);
  let parent = copy as Record<string, unknown>;
  for (const name of at.slice(0, -1)) parent = parent[String(name)] as Record<string, unknown>;
  change(parent, String(at.at(-1)));
  return copy;
}

const valueAt = (value: unknown, at: Path): unknown =>
  at.reduce((inner, name) => (inner as Record<string, unknown>)[String(name)], value);

/** The value with each field left out, replaced by each odd value, and with a stranger among its fields. */
export function* mutationsOf(
  value: unknown,
  oddities: Readonly<Record<string, unknown>> = ODD,
): Generator<Mutation> {
  for (const at of placesIn(value)) {
    const path = at.join('.');
    for (const [what, odd] of Object.entries(oddities))
      yield {
        path,
        what,
        value:
          at.length === 0 ? odd : changed(value, at, (parent, name) => void (parent[name] = odd)),
      };
    if (at.length > 0)
      yield {
        path,
        what: 'left out',
        value: changed(value, at, (parent, name) => {
          if (Array.isArray(parent)) parent.splice(Number(name), 1);
          else delete parent[name];
        }),
      };
    if (isObject(valueAt(value, at)))
      yield {
        path: [...at, 'stranger'].join('.'),
        what: 'a stranger',
        value: changed(value, [...at, 'stranger'], (parent) => void (parent['stranger'] = 1)),
      };
  }
}
