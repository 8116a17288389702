import { type Result, refuse } from '../kernel/result.ts';
import type { LocalConfig, Mistakes } from './config.ts';
import type { Env } from './env.ts';
import { everyMode } from './everyMode.ts';
import { isLoopbackHost, isLoopbackStorage } from './loopback.ts';
import { portOf } from './values.ts';

/** Local mode has keys in a folder and an example organisation: it refuses whatever looks like more than this machine. */
export function localConfig(env: Env): Result<LocalConfig, Mistakes> {
  const mistakes = notThisMachine(env);
  const config: LocalConfig = {
    ...everyMode(env, { mode: 'local', host: '127.0.0.1', rateLimits: false }, mistakes),
    mode: 'local',
    azuritePort: portOf(env, 'AZURITE_PORT', undefined, mistakes),
    playgroundPort: portOf(env, 'PLAYGROUND_PORT', 56_150, mistakes),
  };
  return mistakes.length > 0 ? refuse(mistakes) : { ok: true, value: config };
}

function notThisMachine(env: Env): string[] {
  const mistakes: string[] = [];
  if (env.HOST !== undefined && !isLoopbackHost(env.HOST))
    mistakes.push(
      `Local mode listens on this machine only: set HOST to 127.0.0.1, not ${JSON.stringify(env.HOST)}.`,
    );
  for (const name of ['WEBSITE_INSTANCE_ID', 'IDENTITY_ENDPOINT'] as const)
    if (env[name] !== undefined)
      mistakes.push(
        `${name} is set, so this is an Azure host: local mode does not run here. Set COUNTERSIGN_MODE to azure.`,
      );
  if (env.TABLES_ENDPOINT !== undefined)
    mistakes.push(
      'TABLES_ENDPOINT is for azure mode: in local mode set TABLES_CONNECTION_STRING, or neither.',
    );
  const storage = env.TABLES_CONNECTION_STRING;
  if (storage !== undefined && !isLoopbackStorage(storage))
    mistakes.push(
      'Local mode keeps its ledger on this machine: TABLES_CONNECTION_STRING must name a table endpoint on 127.0.0.1, and none elsewhere.',
    );
  return mistakes;
}
