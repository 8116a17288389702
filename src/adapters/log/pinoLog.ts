import { type DestinationStream, pino } from 'pino';
import { type Log, type LogFields, logLine } from '../../kernel/log.ts';

/** JSON lines with time, level and event, to `stream` (standard output where none is given). */
export function pinoLog(stream?: DestinationStream): Log {
  const options = {
    base: null,
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = stream ? pino(options, stream) : pino(options);
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void =>
      logger[level](logLine(fields), event);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
