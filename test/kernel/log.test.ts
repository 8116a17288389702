import { describe, expect, it } from 'vitest';
import { logLine } from '../../src/kernel/log.ts';

const JWT = `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.${'s'.repeat(86)}`;

describe('what a log line may hold', () => {
  it('keeps listed fields and drops any other, whatever the caller passed', () => {
    const fields = { route: 'authorize', status: 200, body: { to: 'a@b.example' }, token: JWT };
    expect(logLine(fields)).toEqual({ route: 'authorize', status: 200 });
  });

  it('tells an error with its code and its causes', () => {
    const cause = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });
    const { error } = logLine({ error: new Error('storage is away', { cause }) });
    expect(error).toMatch(
      /storage is away[^]*caused by Error: connect refused[^]*\(ECONNREFUSED\)/,
    );
  });

  it('ends a chain of causes that never ends', () => {
    const loop = new Error('again');
    loop.cause = loop;
    expect(String(logLine({ error: loop })['error']).match(/caused by/g)).toHaveLength(5);
  });

  it.each([
    `401 for Authorization: Bearer ${JWT}`,
    `bad token ${JWT}`,
    `AccountName=x;AccountKey=c2VjcmV0==;TableEndpoint=http`,
    'GET https://a.example/t?sv=1&sig=c2VjcmV0%3D&se=2',
    'Authorization: SharedKeyLite devstore:c2VjcmV0',
    'grant_type=x&client_secret=c2VjcmV0&scope=y',
  ])('strikes credentials out: %s', (message) => {
    const line = JSON.stringify(logLine({ error: new Error(message), file: message }));
    expect(line).toContain('[struck]');
    expect(line).not.toMatch(/c2VjcmV0|eyJ/);
  });

  it('survives what is not an error', () => {
    expect(logLine({ error: { toString: null } })).toEqual({ error: 'a thrown object' });
  });
});
