import { setTimeout } from 'node:timers/promises';
import { openAntechamber } from '../adapters/http/antechamber.ts';
import { isErrno } from '../adapters/local/files.ts';
import { whoListens } from '../adapters/local/processes.ts';
import { compose } from '../compose.ts';
import { startPolicies } from '../features/policy/starting.ts';
import { startModelLists } from '../features/registry/modelLists/setting.ts';
import { Fault } from '../kernel/faults.ts';
import type { Around } from './around.ts';
import type { Opened } from './localParts.ts';
import { patiently } from './patiently.ts';

/** A server that runs. */
export interface Running {
  readonly url: string;
  /** Takes nothing more, finishes what it has, signs a last checkpoint. */
  stop(): Promise<void>;
}

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What goes on behind answers has this long to end. What Teams does not take is not waited for: the last checkpoint is. */
const GRACE_MS = 300;

type Surroundings = Pick<Around, 'log' | 'signal'>;

/**
 * Opens what needs storage. Where that does not answer yet, callers at the server's place are told so until it does.
 * Undefined where the process is to stop first.
 */
export async function openOnceThere(
  open: () => Promise<Opened>,
  { host, port }: Place,
  around: Surroundings,
): Promise<Opened | undefined> {
  const rooms: { stop(): Promise<void> }[] = [];
  const waiting = async (): Promise<void> => {
    rooms.push(await listening(port, () => openAntechamber(host, port)));
  };
  try {
    return await patiently(open, { ...around, waiting });
  } finally {
    for (const room of rooms) await room.stop();
  }
}

/** Composes the house, fills an empty ledger, runs what is due and listens. Ready only once all of that stands. */
export async function serve(
  opened: Opened,
  { host, port, fill }: Place & { readonly fill: (opened: Opened) => Promise<void> },
  around: Surroundings,
): Promise<Running> {
  const { ledger, parts } = opened;
  const { log } = around;
  const stage = { isReady: false };
  const house = compose({
    ...parts,
    ready: async () => stage.isReady && (await isFollowing(opened)),
    verified: () => ledger.verified,
  });
  const stop = async (): Promise<void> => {
    stage.isReady = false;
    await house.http.close();
    await Promise.race([house.teams.idle(), setTimeout(GRACE_MS, undefined, { ref: false })]);
    await ledger.stop();
    await opened.close();
    log.info('server-stopped');
  };
  try {
    const { url } = await listening(port, () => house.http.listen(host, port));
    await patiently(() => fill(opened), around);
    await patiently(() => openPolicy(opened), around);
    await patiently(() => startModelLists(parts, parts.modelsByGroup), around);
    if (around.signal.aborted) return { url, stop };
    ledger.start(house.features.flatMap(({ jobs }) => jobs));
    stage.isReady = true;
    log.info('server-ready', { url, version: parts.version });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Puts the rules of this server in force, where no newer ones are. */
async function openPolicy({ parts }: Opened): Promise<void> {
  const proposed = await parts.proposedPolicies?.();
  await startPolicies(parts, proposed ?? []);
}

/** Says who has the port, where it is taken. */
async function listening<T>(port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    if (!isErrno(error, 'EADDRINUSE')) throw error;
    throw await portTaken(port);
  }
}

export async function portTaken(port: number): Promise<Fault> {
  const holder = (await whoListens(port)) ?? 'another program';
  return new Fault(
    'misconfigured',
    `Port ${port} for the server is taken by ${holder}. Stop it, or set PORT to another port.`,
  );
}

/** Whether this server knows governance well enough to decide anything. */
const isFollowing = async ({ ledger }: Opened): Promise<boolean> =>
  ledger.view().then(
    () => true,
    () => false,
  );
