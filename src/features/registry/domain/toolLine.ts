import type { Effect, Tool } from './model.ts';

const EFFECTS: Readonly<Record<string, Effect>> = {
  read: 'read',
  draft: 'draft',
  write: 'write',
  send: 'send',
};

export const TOOL_FORM = 'name: read, draft, write or send';

const LINE = /^([^\s:,]{1,128})\s*:\s*(.+)$/;

/**
 * `closeTicket: write, reversible` → a tool. What follows the effect may be `reversible`, `to <arguments>` (which arguments
 * name recipients), `amount <argument>`, `refers <arguments>` (which ones only point at content), `content <arguments>` (which
 * ones hold the address of a source) and `dispatches <tool argument> <arguments argument>`, in any order, with commas between.
 */
export function toolOf(line: string): Tool | undefined {
  const [, name, rest = ''] = LINE.exec(line.trim()) ?? [];
  const [first = '', ...options] = rest.split(',').map((part) => part.trim());
  const word = first.toLowerCase();
  const effect = Object.hasOwn(EFFECTS, word) ? EFFECTS[word] : undefined;
  if (name === undefined || effect === undefined) return undefined;
  let tool: Tool | undefined = { name, effect };
  for (const option of options) tool = tool && withOption(tool, option);
  return tool;
}

function withOption(tool: Tool, option: string): Tool | undefined {
  const [word = '', ...names] = option.split(/\s+/);
  const [first, second] = names;
  if (word === 'reversible') return names.length === 0 ? { ...tool, reversible: true } : undefined;
  if (first === undefined) return undefined;
  if (word === 'to') return { ...tool, recipientArguments: names };
  if (word === 'refers') return { ...tool, referenceArguments: names };
  if (word === 'content') return { ...tool, contentArguments: names };
  if (word === 'amount') return names.length === 1 ? { ...tool, amountArgument: first } : undefined;
  if (word !== 'dispatches' || second === undefined || names.length > 2) return undefined;
  return { ...tool, dispatch: { toolArgument: first, argumentsArgument: second } };
}
