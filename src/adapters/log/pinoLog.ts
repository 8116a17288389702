import { type DestinationStream, pino } from 'pino';
import { type Log, type LogFields, logLine } from '../../kernel/log.ts';

/**
 * JSON lines with time, level and event, to `stream`. Where none is given, to standard output: written behind the
 * callers' backs, many lines at a time where there are many, the last of them when the process ends.
 */
export function pinoLog(stream?: DestinationStream): Log {
  const options = {
    base: null,
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = pino(options, stream ?? pino.destination({ dest: 1, sync: false }));
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void =>
      logger[level](logLine(fields), event);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
