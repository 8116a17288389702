import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { folderOf, nameOf, type RunningProgram, runningPrograms } from './processes.ts';

/**
 * An Azurite that somebody started by hand over the same location, by name. Ours hold a lock on it (`azuritePreload.ts`);
 * others can only be seen among the processes, and only on Linux.
 */
export async function strangersAzurite(location: string): Promise<string | undefined> {
  const wanted = await real(location);
  for (const program of await runningPrograms())
    if (isAzurite(program) && (await locationOf(program)) === wanted) return nameOf(program);
  return undefined;
}

const isAzurite = ({ command }: RunningProgram): boolean =>
  command
    .slice(0, 8)
    .some((part) =>
      /(^|\/)azurite(-table)?$|\/azurite\/dist\/src\/(azurite|table\/main)/.test(part),
    ) && !command.includes('--inMemoryPersistence');

async function locationOf({ pid, command }: RunningProgram): Promise<string | undefined> {
  const folder = await folderOf(pid);
  if (folder === undefined) return undefined;
  const option = command.findIndex((part) => /^(-l|--location)(=|$)/.test(part));
  const [, joined] = command[option]?.split('=') ?? [];
  return real(resolve(folder, joined ?? (option < 0 ? '' : (command[option + 1] ?? ''))));
}

const real = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
