import path from 'node:path';
import { runDemo } from '../adapters/local/demoAgent.ts';
import type { LocalConfig } from '../config/config.ts';
import { type Around, localOf } from './around.ts';
import { readLocalFile } from './localFile.ts';
import { LOCAL_ORGANISATION } from './settings.ts';
import { tokenFor } from './token.ts';

/** A small agent that asks, waits, redeems, and only then acts. */
export async function demoCommand(_args: readonly string[], around: Around): Promise<number> {
  const config = localOf(around);
  const token = await tokenFor(['agent:crm-assistant'], {
    dataDir: config.dataDir,
    ...LOCAL_ORGANISATION,
  });
  const server = await serverOf(config);
  const folder = path.join(config.dataDir, 'mail');
  const now = () => new Date();
  const end = await runDemo({ ...around, server, token: token ?? '', folder, now }).catch(
    (error: unknown) => {
      if (around.signal.aborted) return undefined;
      throw error;
    },
  );
  if (end === undefined) {
    around.say('Stopped. Nothing was sent; the request goes on waiting.');
    return 130;
  }
  if (end.kind === 'sent') return 0;
  around.say(`Nothing was sent. ${end.because}`);
  return 1;
}

/** The server that is set by HOST and PORT, or the one that `npm start` runs here. */
const serverOf = async (config: LocalConfig): Promise<string> =>
  (await readLocalFile(config.dataDir))?.server ?? `http://${config.host}:${config.port}`;
