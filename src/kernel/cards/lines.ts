import type { Room } from './define.ts';
import { inert, own, type TextRun } from './text.ts';

/** A line of a card: runs side by side. */
export type Line = { readonly runs: readonly TextRun[] };
/** A label of ours and what stands beside it, one line or several. */
export type Fact = { readonly label: string; readonly lines: readonly Line[] };

export const line = (...runs: readonly (TextRun | readonly TextRun[])[]): Line => ({
  runs: runs.flat(),
});
export const fact = (label: string, ...lines: readonly Line[]): Fact => ({ label, lines });

/** Names of a list, as many as there is room for, and how many more there are. */
export function namesLine(names: readonly string[], room: Room): Line {
  const shown = names.slice(0, room.items);
  const runs = shown.flatMap((name, index) => [
    ...(index === 0 ? [] : [own(', ')]),
    ...inert(name, room.name, 'name'),
  ]);
  const more = names.length - shown.length;
  return line(runs, more > 0 ? [own(` and ${more} more`)] : []);
}
