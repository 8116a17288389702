import type { Tool } from '../../registry/domain/model.ts';
import { TOOL_FORM, toolOf } from '../../registry/domain/toolLine.ts';

export { TOOL_FORM };

/** Tools as people write them, one a line, or what is wrong with a line. */
export interface ToolLines {
  readonly tools: readonly Tool[];
  readonly mistakes: readonly string[];
}

/** The lines of the form's field; empty ones are none. */
export function readTools(text: string): ToolLines {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = lines.map((line) => ({ line, tool: toolOf(line) }));
  return {
    tools: read.flatMap(({ tool }) => (tool ? [tool] : [])),
    mistakes: read.flatMap(({ line, tool }) =>
      tool
        ? []
        : [`Tools: write each on its own line as ${TOOL_FORM}, not “${line.slice(0, 80)}”.`],
    ),
  };
}
