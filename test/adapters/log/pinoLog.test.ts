import { describe, expect, it } from 'vitest';
import { pinoLog } from '../../../src/adapters/log/pinoLog.ts';

function lines() {
  const written: string[] = [];
  const log = pinoLog({ write: (line: string) => void written.push(line) });
  return { log, read: () => written.map((line) => JSON.parse(line)) };
}

describe('the log of the process', () => {
  it('writes one JSON line an event, with level and time', () => {
    const { log, read } = lines();
    log.info('call-answered', { route: 'authorize', status: 200, ms: 4 });
    log.warn('try-again', { tries: 2 });
    expect(read()).toEqual([
      {
        level: 'info',
        event: 'call-answered',
        route: 'authorize',
        status: 200,
        ms: 4,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
      { level: 'warn', event: 'try-again', tries: 2, time: expect.any(String) },
    ]);
  });

  it('tells an error as struck text, and nothing that was not listed', () => {
    const { log, read } = lines();
    const hidden = { error: new Error('no: AccountKey=abc123'), headers: { cookie: 'abc123' } };
    log.error('storage-failed', hidden);
    expect(read()[0]).toMatchObject({ level: 'error', event: 'storage-failed' });
    expect(JSON.stringify(read())).not.toContain('abc123');
  });
});
