import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import { type Child, comesUp, startChild } from './child.ts';
import { readIfThere, replaceFile } from './files.ts';
import { isFree, LOOPBACK } from './loopback.ts';
import { type PlaygroundCast, personalChatOf, playgroundConfig } from './playgroundConfig.ts';
import { whoListens } from './processes.ts';

export interface PlaygroundSettings extends PlaygroundCast {
  readonly port: number;
  /** Its configuration and log lie in `<dataDir>/playground`. */
  readonly dataDir: string;
  /** Where it sends activities: the channel signer. */
  readonly endpoint: string;
}

export interface Playground extends Pick<Child, 'ended' | 'stop'> {
  /** What to open in a browser. */
  readonly url: string;
}

const UP_WITHIN_MS = 30_000;
const DOWN_WITHIN_MS = 5_000;

/** Origin of the playground's pages, and the service URL of its activities, which the signer must know before it starts. */
export const playgroundUrls = (port: number) => ({
  origin: `http://${LOOPBACK}:${port}`,
  serviceUrl: `http://${LOOPBACK}:${port}/_connector`,
});

/**
 * Starts the Microsoft 365 Agents Playground on 127.0.0.1, as `current` of the cast. Rejects with a sentence that says
 * what to do where the port is taken; nothing is left running then.
 */
export async function startPlayground(settings: PlaygroundSettings): Promise<Playground> {
  const { port, dataDir, endpoint, current } = settings;
  const folder = resolve(dataDir, 'playground');
  const { origin, serviceUrl } = playgroundUrls(port);
  if (!(await isFree(port))) throw await portTaken(port);
  const config = join(folder, '.m365agentsplayground.yml');
  const log = join(folder, 'playground.log');
  await replaceFile(config, playgroundConfig(settings));
  const child = startChild({
    preload: new URL('./playgroundPreload.ts', import.meta.url),
    script: createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js'),
    args: ['start', '-e', endpoint, '-c', 'msteams', '-p', `${port}`, '--su', serviceUrl, '--dt'],
    cwd: folder,
    env: {
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
      M365_AGENTS_PLAYGROUND_LOGFILE: log,
    },
    graceMs: DOWN_WITHIN_MS,
  });
  if (await comesUp(child, () => isPlaygroundOf(current.id, serviceUrl), UP_WITHIN_MS))
    return { url: `${origin}/`, ended: child.ended, stop: child.stop };
  await child.stop();
  if (child.said().includes('port-lost')) throw await portTaken(port);
  throw new Fault('channel-unavailable', `The playground did not start: ${await why(child, log)}`);
}

async function portTaken(port: number): Promise<Fault> {
  const holder = (await whoListens(port)) ?? 'another program';
  return new Fault(
    'misconfigured',
    `Port ${port} for the Teams playground is taken by ${holder}. Stop it, or set PLAYGROUND_PORT to another port.`,
  );
}

const members = z.array(z.object({ objectId: z.string() }));

/** It says that it listens before it has read its configuration, which may yet end it. */
async function isPlaygroundOf(personId: string, serviceUrl: string): Promise<boolean> {
  const chat = encodeURIComponent(personalChatOf(personId));
  try {
    const answer = await fetch(`${serviceUrl}/v3/conversations/${chat}/members`, {
      signal: AbortSignal.timeout(1_000),
    });
    const read = members.safeParse(await answer.json());
    return read.data?.some(({ objectId }) => objectId === personId) ?? false;
  } catch {
    return false;
  }
}

/** It tells its errors to its log, and its console nothing. */
async function why(child: Child, log: string): Promise<string> {
  const lines = ((await readIfThere(log)) ?? '').split('\n');
  const errors = lines.filter((line) => line.startsWith('error ')).map((line) => line.slice(6));
  return (errors.length > 0 ? errors.join(' ') : child.said()).trim();
}
