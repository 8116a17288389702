import { compose } from '../compose.ts';
import type { Log } from '../kernel/log.ts';
import type { Opened } from './localParts.ts';

/** A server that runs. */
export interface Running {
  readonly url: string;
  /** Takes nothing more, finishes what it has, signs a last checkpoint. */
  stop(): Promise<void>;
}

/** Composes the house, fills an empty ledger, runs what is due and listens. Ready only once all of that stands. */
export async function serve(
  opened: Opened,
  where: {
    readonly host: string;
    readonly port: number;
    readonly fill: (opened: Opened) => Promise<void>;
  },
  log: Log,
): Promise<Running> {
  const { ledger, parts } = opened;
  const stage = { isReady: false };
  const house = compose({
    ...parts,
    ready: async () => stage.isReady && (await isFollowing(opened)),
  });
  const { url } = await house.http.listen(where.host, where.port);
  await where.fill(opened);
  ledger.start(house.features.flatMap(({ jobs }) => jobs));
  stage.isReady = true;
  log.info('server-ready', { url, version: parts.version });
  return {
    url,
    stop: async () => {
      stage.isReady = false;
      await house.http.close();
      await house.teams.idle();
      await ledger.stop();
      await opened.close();
      log.info('server-stopped');
    },
  };
}

/** Whether this server knows governance well enough to decide anything. */
const isFollowing = async ({ ledger }: Opened): Promise<boolean> =>
  ledger.view().then(
    () => true,
    () => false,
  );
