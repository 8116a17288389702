/** Something against a candidate, by the file and the line that it is about, as far as it can be told. */
export interface Against {
  /** Undefined: about the candidate as a whole. */
  readonly file: string | undefined;
  /** From 1. */
  readonly line: number | undefined;
  readonly message: string;
}

interface FileText {
  readonly name: string;
  readonly text: string;
}

/** The line, from 1, that a part of a text is on first; undefined where it is on none. */
function lineWith(text: string, fits: (line: string) => boolean): number | undefined {
  const at = text.split('\n').findIndex(fits);
  return at < 0 ? undefined : at + 1;
}

/** The line on which the case begins that comes after so many others. */
function lineOfCase(text: string, index: number): number | undefined {
  const starts = text.split('\n').flatMap((line, i) => (/^\s*-\s/.test(line) ? [i + 1] : []));
  return starts[index];
}

/** Where a sentence points to: a line by number, a case by its place, a rule by its id, a case by its name. */
function lineOf({ text }: FileText, sentence: string): number | undefined {
  const numbered = /\bline (\d+)\b/.exec(sentence)?.[1];
  if (numbered !== undefined) return Number(numbered);
  const place = /\bcases\.(\d+)\b/.exec(sentence)?.[1];
  if (place !== undefined) return lineOfCase(text, Number(place));
  const rule = /^([\w-]+):/.exec(sentence)?.[1];
  if (rule !== undefined) return lineWith(text, (line) => line.includes(`@id("${rule}")`));
  return undefined;
}

/** The name of a case that a sentence is about, where one of this file is. */
const namedCase = ({ text }: FileText, sentence: string): number | undefined =>
  lineWith(text, (line) => {
    const name = /\bname:\s*["']?(.+?)["']?\s*$/.exec(line)?.[1];
    return name !== undefined && sentence.includes(name);
  });

/** Where a sentence of the API belongs: those about a file begin with its name. */
export function placeOf(sentence: string, files: readonly FileText[]): Against {
  const file = files.find(({ name }) => sentence.startsWith(`${name}: `));
  if (file) {
    const message = sentence.slice(file.name.length + 2);
    return { file: file.name, line: lineOf(file, message) ?? namedCase(file, message), message };
  }
  for (const one of files) {
    const line = one.name.endsWith('.yaml') ? namedCase(one, sentence) : undefined;
    if (line !== undefined) return { file: one.name, line, message: sentence };
  }
  return { file: undefined, line: undefined, message: sentence };
}
