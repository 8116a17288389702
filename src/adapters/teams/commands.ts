import type { BotCommand, ChatContext, Reply } from '../../kernel/chat.ts';
import { MAX_TEXT, splitCommand } from './grammar.ts';

export type Commands = ReadonlyMap<string, BotCommand>;

export const commandsOf = (list: readonly BotCommand[]): Commands =>
  new Map(list.map((command) => [command.name, command]));

export const sentence = (text: string): Reply => ({ kind: 'text', text });

export const TOO_LONG = sentence(
  `That is longer than ${MAX_TEXT.toLocaleString('en')} characters, so it was not read. Write help to see what you can say.`,
);
export const NOT_PLAIN = sentence(
  'Only plain text of your own is read as a command: no quoted lines, no formatting. Write help to see what you can say.',
);

/** What a command answers; a near miss answers with the right form and does nothing. */
export async function runCommand(
  commands: Commands,
  text: string,
  speaker: ChatContext,
): Promise<Reply> {
  const said = splitCommand(text);
  const command = said && commands.get(said.word);
  if (said === undefined || command === undefined) return sentence(didYouMean(commands, text));
  const args = command.parse(said.rest);
  if (args === undefined) return sentence(`That is not quite the form. Write: ${command.usage}`);
  return command.run(args, speaker);
}

function didYouMean(commands: Commands, text: string): string {
  const command = nearest(commands, text);
  return command === undefined
    ? 'That is no command of mine. Write help to see what you can say.'
    : `That is no command of mine. Did you mean: ${command.usage}? Write help to see all.`;
}

/** A command that the text names further on, or the one that its first word almost spells. */
function nearest(commands: Commands, text: string): BotCommand | undefined {
  const words = text.slice(0, 400).toLowerCase().split(/\s+/u).slice(0, 20);
  const named = words.map((word) => commands.get(word.replace(/[^a-z-]/g, '')));
  const first = named.find((command) => command !== undefined);
  if (first !== undefined) return first;
  const [start = ''] = words;
  const ranked = [...commands.values()]
    .map((command) => ({ command, distance: editDistance(start.slice(0, 40), command.name) }))
    .sort((a, b) => a.distance - b.distance);
  return ranked.find(({ command, distance }) => distance <= Math.min(2, command.name.length - 2))
    ?.command;
}

/** Levenshtein's: insertions, deletions and replacements of UTF-16 units. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, unit] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      const [above = 0, left = 0, diagonal = 0] = [row[j + 1], next[j], row[j]];
      next.push(Math.min(above + 1, left + 1, diagonal + (unit === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
