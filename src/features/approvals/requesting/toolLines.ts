import type { Effect, Tool } from '../../registry/domain/model.ts';

const EFFECTS: Readonly<Record<string, Effect>> = {
  read: 'read',
  draft: 'draft',
  write: 'write',
  send: 'send',
};

export const TOOL_FORM = 'name: read, draft, write or send';

/** Tools as people write them, one a line, or what is wrong with a line. */
export interface ToolLines {
  readonly tools: readonly Tool[];
  readonly mistakes: readonly string[];
}

const LINE = /^([^\s:,]{1,128})\s*:\s*(.+)$/;

/**
 * `closeTicket: write, reversible` → a tool. What follows the effect may be `reversible`, `to <arguments>` (which arguments
 * name recipients) and `amount <argument>`, in any order, with commas between.
 */
function toolOf(line: string): Tool | undefined {
  const [, name, rest = ''] = LINE.exec(line) ?? [];
  const [first = '', ...options] = rest.split(',').map((part) => part.trim());
  const effect = Object.hasOwn(EFFECTS, first.toLowerCase())
    ? EFFECTS[first.toLowerCase()]
    : undefined;
  if (name === undefined || effect === undefined) return undefined;
  let tool: Tool | undefined = { name, effect };
  for (const option of options) tool = tool && withOption(tool, option);
  return tool;
}

function withOption(tool: Tool, option: string): Tool | undefined {
  const [word = '', ...names] = option.split(/\s+/);
  if (word === 'reversible' && names.length === 0) return { ...tool, reversible: true };
  const [only, ...more] = names;
  if (only === undefined) return undefined;
  if (word === 'to') return { ...tool, recipientArguments: names };
  return word === 'amount' && more.length === 0 ? { ...tool, amountArgument: only } : undefined;
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
