import { readFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { pinoLog } from './adapters/log/pinoLog.ts';
import { feedbackCategories } from './config/categories.ts';
import { type Config, configOf } from './config/config.ts';
import { readEnv } from './config/env.ts';
import { readSecrets } from './config/secrets.ts';
import { Fault } from './kernel/faults.ts';
import { categoryMistakes } from './run/categories.ts';
import { runCommand } from './run/commands.ts';

// A third of a start is compiling. What is kept lies with the packages it was made from; where nothing may be written, nothing is.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/countersign', import.meta.url)));

const [command = '', ...args] = process.argv.slice(2);
const env = readEnv(process.env);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

/** Only `serve` runs in azure mode too, and so must be told which; the other commands are local ones. */
function readConfig(): Config {
  const config = configOf(env, command === 'serve' ? undefined : 'local');
  const mistakes = categoryMistakes(feedbackCategories(env, []));
  if (config.ok && mistakes.length === 0) return config.value;
  const all = config.ok ? mistakes : [...config.refusal, ...mistakes];
  throw new Fault('misconfigured', all.join('\n'));
}

const packageFile: unknown = JSON.parse(
  await readFile(new URL('../package.json', import.meta.url), 'utf8'),
);
const version =
  packageFile instanceof Object && 'version' in packageFile
    ? String(packageFile.version)
    : 'unknown';

try {
  process.exitCode = await runCommand(command, args, {
    config: readConfig(),
    secrets: readSecrets(env),
    version,
    log: pinoLog(),
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    signal: stopping.signal,
  });
} catch (error) {
  const isOurs = error instanceof Fault;
  process.stderr.write(
    `${isOurs ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}
// Whatever a command that failed has left open must not keep the process: its answer is given.
setTimeout(() => process.exit(), 2_000).unref();
