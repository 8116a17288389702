/** What can be read off a Bicep file without its compiler. */
export interface BicepFile {
  readonly parameters: ReadonlyMap<string, { readonly hasDefault: boolean }>;
  readonly outputs: readonly string[];
  readonly modules: readonly BicepModule[];
}

export interface BicepModule {
  readonly name: string;
  readonly path: string;
  readonly given: readonly string[];
}

/** Reads parameters, outputs and the modules called, each with the names of what it is given. */
export function readBicep(text: string): BicepFile {
  const parameters = text.matchAll(/^param (\w+) (?:[^={\n]|\{[^}]*\})+(=)?/gm);
  const modules = text.matchAll(/^module (\w+) '([^']+)' = (?=\{)/gm);
  return {
    parameters: new Map([...parameters].map((m) => [m[1] ?? '', { hasDefault: m[2] === '=' }])),
    outputs: [...text.matchAll(/^output (\w+) /gm)].map((m) => m[1] ?? ''),
    modules: [...modules].map((m) => {
      const body = block(text, m.index + m[0].length);
      return {
        name: m[1] ?? '',
        path: m[2] ?? '',
        given: keys(block(body, body.indexOf('params:') + 8)),
      };
    }),
  };
}

/** The keys of the first object after `opening`, without those of objects inside it. */
export function keysAfter(text: string, opening: string): string[] {
  return keys(block(text, text.indexOf('{', text.indexOf(opening) + opening.length)));
}

/** The text between the brace at `start` and the one that closes it. */
function block(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return text.slice(start + 1, at);
  }
  throw new Error('A brace is not closed.');
}

/** The keys of an object, leaving out those of the objects and lists inside it. */
function keys(body: string): string[] {
  const flat = innermost(innermost(innermost(body)));
  return [...flat.matchAll(/(?:^|[\n,{])\s*(\w+):/g)].map((m) => m[1] ?? '');
}

function innermost(text: string): string {
  return text.replaceAll(/\$\{[^{}]*\}|\{[^{}]*\}|\[[^[\]]*\]/g, '…');
}
