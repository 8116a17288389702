import type { Around } from './around.ts';

type Command = (args: readonly string[], around: Around) => Promise<number>;

/** Each loads what it needs and no more: a token takes no server. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand,
  serve: async () => (await import('./serveCommand.ts')).serveCommand,
  playground: async () => (await import('./playgroundCommand.ts')).playgroundCommand,
  token: async () => (await import('./tokenCommand.ts')).tokenCommand,
  demo: async () => (await import('./demoCommand.ts')).demoCommand,
  policy: async () => (await import('./policy/command.ts')).policyCommand,
  ledger: async () => (await import('./ledger/command.ts')).ledgerCommand,
};

/** Runs `start`, `serve`, `playground`, `token`, `demo`, `policy` or `ledger`; answers the exit code. */
export async function runCommand(
  name: string,
  args: readonly string[],
  around: Around,
): Promise<number> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) return (await load())(args, around);
  around.complain(
    `There is no command ${JSON.stringify(name)}: use ${Object.keys(COMMANDS).join(', ')}.`,
  );
  return 2;
}
