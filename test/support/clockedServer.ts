import { readFileSync } from 'node:fs';
import { pinoLog } from '../../src/adapters/log/pinoLog.ts';
import { configOf } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/env.ts';
import { readSecrets } from '../../src/config/secrets.ts';
import { type Clock, plus, systemClock } from '../../src/kernel/instant.ts';
import { fillExample } from '../../src/run/fillExample.ts';
import { openLocal } from '../../src/run/localParts.ts';
import { serve } from '../../src/run/serve.ts';
import { connectionStringOf, localSettings } from '../../src/run/settings.ts';

/**
 * A process of its own that serves as `node src/main.ts serve` does, save that its time is the machine's and as many
 * milliseconds as the file says that CLOCK_OFFSET_FILE names. So weeks pass for several servers at once.
 */
const file = process.env['CLOCK_OFFSET_FILE'];
const config = configOf(readEnv(process.env));
if (file === undefined || !config.ok || config.value.mode !== 'local')
  throw new Error('set CLOCK_OFFSET_FILE, and what a local server needs');

const clock: Clock = {
  now: () => plus(systemClock.now(), Number(readFileSync(file, 'utf8'))),
};
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

const log = pinoLog();
const secrets = readSecrets(readEnv(process.env));
const tables = await connectionStringOf(config.value, secrets.tablesConnectionString);
const own = { tablesConnectionString: tables, version: 'test', log, secrets };
const opened = await openLocal({ ...localSettings(config.value, own), clock });
const around = { log, signal: stopping.signal };
const running = await serve(opened, { ...config.value, fill: fillExample }, around);
stopping.signal.addEventListener('abort', () => void running.stop().then(() => process.exit(0)));
