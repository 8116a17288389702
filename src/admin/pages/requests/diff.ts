/** A line of two texts beside each other: `+` comes, `-` goes, a blank stays. */
export interface DiffLine {
  readonly mark: '+' | '-' | ' ';
  readonly text: string;
}

interface FileText {
  readonly name: string;
  readonly text: string;
}

export interface FileDiff {
  readonly name: string;
  readonly state: 'added' | 'removed' | 'changed' | 'unchanged';
  readonly lines: readonly DiffLine[];
}

/** Lines compared with each other at most; beyond that a file is shown as gone and come anew. */
const MOST_PAIRS = 1_000_000;

/** Every file of either set, by name, whole: nothing of the candidate is left out. */
export function fileDiffs(
  before: readonly FileText[],
  after: readonly FileText[],
): readonly FileDiff[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].toSorted();
  return names.map((name) => {
    const was = before.find((file) => file.name === name)?.text;
    const is = after.find((file) => file.name === name)?.text;
    return { name, state: stateOf(was, is), lines: diffOf(linesOf(was), linesOf(is)) };
  });
}

function stateOf(was: string | undefined, is: string | undefined): FileDiff['state'] {
  if (was === undefined) return 'added';
  if (is === undefined) return 'removed';
  return was === is ? 'unchanged' : 'changed';
}

const linesOf = (text = ''): readonly string[] => (text === '' ? [] : text.split('\n'));

const marked = (mark: DiffLine['mark'], lines: readonly string[]): readonly DiffLine[] =>
  lines.map((text) => ({ mark, text }));

function diffOf(was: readonly string[], is: readonly string[]): readonly DiffLine[] {
  if (was.length * is.length > MOST_PAIRS) return [...marked('-', was), ...marked('+', is)];
  const common = commonFrom(was, is);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < was.length && j < is.length) {
    const [a = '', b = ''] = [was[i], is[j]];
    if (a === b) {
      lines.push({ mark: ' ', text: a });
      i += 1;
      j += 1;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      lines.push({ mark: '-', text: a });
      i += 1;
    } else {
      lines.push({ mark: '+', text: b });
      j += 1;
    }
  }
  return [...lines, ...marked('-', was.slice(i)), ...marked('+', is.slice(j))];
}

/** `[i][j]`: how many lines `was` from `i` on and `is` from `j` on have in common, in order. */
function commonFrom(was: readonly string[], is: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: was.length + 1 }, () => new Uint32Array(is.length + 1));
  for (let i = was.length - 1; i >= 0; i -= 1) {
    const [row, below] = [table[i], table[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = is.length - 1; j >= 0; j -= 1)
      row[j] =
        was[i] === is[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return table;
}
