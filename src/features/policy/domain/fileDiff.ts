import type { FileText } from './active.ts';

/** A file of a candidate beside the one in force, as one text to be read: each line with what becomes of it before it. */
export interface FileDiff {
  readonly name: string;
  readonly state: 'added' | 'removed' | 'changed' | 'unchanged';
  /** All lines of both: `+ ` comes, `- ` goes, two blanks stay. */
  readonly text: string;
}

/** Lines compared with each other at most; beyond that a file is shown as gone and come anew. */
const MOST_PAIRS = 4_000_000;

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));

/** Every file of either, by name: nothing of the candidate is left out. */
export function fileDiffs(
  before: readonly FileText[],
  after: readonly FileText[],
): readonly FileDiff[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].toSorted();
  return names.map((name) => {
    const [was, is] = [textIn(before, name), textIn(after, name)];
    return { name, state: stateOf(was, is), text: diffOf(linesOf(was ?? ''), linesOf(is ?? '')) };
  });
}

const textIn = (files: readonly FileText[], name: string): string | undefined =>
  files.find((file) => file.name === name)?.text;

function stateOf(was: string | undefined, is: string | undefined): FileDiff['state'] {
  if (was === undefined) return 'added';
  if (is === undefined) return 'removed';
  return was === is ? 'unchanged' : 'changed';
}

const marked = (mark: string, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${mark} ${line}`);

function diffOf(was: readonly string[], is: readonly string[]): string {
  const first = was.findIndex((line, i) => line !== is[i]);
  const head = first < 0 ? was.length : first;
  const most = Math.min(was.length, is.length) - head;
  let tail = 0;
  while (tail < most && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1;
  const middle = (lines: readonly string[]) => lines.slice(head, lines.length - tail);
  return [
    ...marked(' ', is.slice(0, head)),
    ...betweenOf(middle(was), middle(is)),
    ...marked(' ', is.slice(is.length - tail)),
  ].join('\n');
}

/** The longest common subsequence stays; everything else goes or comes. */
function betweenOf(was: readonly string[], is: readonly string[]): readonly string[] {
  if (was.length * is.length > MOST_PAIRS) return [...marked('-', was), ...marked('+', is)];
  const width = is.length + 1;
  const lengths = new Uint16Array((was.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = was.length - 1; i >= 0; i -= 1)
    for (let j = is.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    const [gone, come] = [was[i], is[j]];
    if (gone !== undefined && gone === come) {
      lines.push(`  ${gone}`);
      i += 1;
      j += 1;
    } else if (come === undefined || (gone !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${gone ?? ''}`);
      i += 1;
    } else {
      lines.push(`+ ${come}`);
      j += 1;
    }
  }
  return lines;
}
