import path from 'node:path';
import { examplePeople } from '../adapters/local/exampleOrganisation.ts';
import { freePort } from '../adapters/local/loopback.ts';
import { type Around, aborted, localOf } from './around.ts';
import { readLocalFile } from './localFile.ts';
import { openWindow } from './window.ts';

const people = examplePeople.map(({ upn, name }) => `  ${nameOf(upn).padEnd(10)} ${name}`);

const USAGE = `npm run playground -- <who>   another window beside npm start, as somebody else\n${people.join('\n')}`;

function nameOf(word: string): string {
  const [name = ''] = word.split('@');
  return name;
}

/** Beside a running `npm start`: the playground as somebody else, on a port of its own, until Ctrl-C. */
export async function playgroundCommand(args: readonly string[], around: Around): Promise<number> {
  const { dataDir } = localOf(around);
  const who = nameOf(args[0] ?? '');
  if (args.length !== 1 || !examplePeople.some(({ upn }) => nameOf(upn) === who)) {
    around.complain(USAGE);
    return 2;
  }
  const file = await readLocalFile(dataDir);
  if (file === undefined) {
    around.complain('Nothing runs here: run npm start first, in another terminal.');
    return 1;
  }
  const folder = path.join(dataDir, 'windows', who);
  const port = await freePort();
  const window = await openWindow({ who, port, dataDir, folder, server: file.server });
  if (window === undefined) return 2;
  around.say(`Open ${window.url} — you are ${window.person.name}. Ctrl-C closes it.`);
  try {
    await aborted(around.signal);
    return 0;
  } finally {
    await window.stop();
  }
}
