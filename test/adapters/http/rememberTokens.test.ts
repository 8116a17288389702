import { describe, expect, it } from 'vitest';
import { rememberTokens } from '../../../src/adapters/http/rememberTokens.ts';
import { epochMs, MINUTE, SECOND } from '../../../src/kernel/instant.ts';
import type { AuthRefusal, Principal } from '../../../src/kernel/people.ts';
import { handSetClock } from './sampleServer.ts';

const agent: Principal = { kind: 'agent', objectId: 'agent-1' };
const refusal: AuthRefusal = { kind: 'refused', reason: 'signature-wrong' };

const tokenEnding = (epochSeconds: number | undefined, name = 'a'): string =>
  ['{}', JSON.stringify({ exp: epochSeconds, name }), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

function verifier(answer: Principal | AuthRefusal = agent, most?: number) {
  const clock = handSetClock();
  const verified: string[] = [];
  const now = () => epochMs(clock.now()) / SECOND;
  const authenticate = rememberTokens(
    async (token) => {
      verified.push(token);
      return answer;
    },
    clock,
    most,
  );
  return { authenticate, clock, verified, now };
}

describe('a token that was verified', () => {
  it('is not verified again for a minute', async () => {
    const { authenticate, clock, verified, now } = verifier();
    const token = tokenEnding(now() + 3_600);
    expect(await authenticate(token)).toEqual(agent);
    clock.forward(MINUTE - 1);
    expect(await authenticate(token)).toEqual(agent);
    expect(verified).toHaveLength(1);
    clock.forward(1);
    await authenticate(token);
    expect(verified).toHaveLength(2);
  });

  it('is verified again at its own end, and where it says none', async () => {
    const { authenticate, clock, verified, now } = verifier();
    const token = tokenEnding(now() + 10);
    await authenticate(token);
    clock.forward(10 * SECOND);
    await authenticate(token);
    expect(verified).toHaveLength(2);
    const endless = tokenEnding(undefined);
    await authenticate(endless);
    await authenticate(endless);
    expect(verified).toHaveLength(4);
  });

  it('says nothing about another one, not even one that differs in its signature only', async () => {
    const { authenticate, verified, now } = verifier();
    const token = tokenEnding(now() + 3_600);
    await authenticate(token);
    await authenticate(`${token}x`);
    expect(verified).toHaveLength(2);
  });

  it('is forgotten first where it came first', async () => {
    const { authenticate, verified, now } = verifier(agent, 2);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => tokenEnding(now() + 3_600, name));
    for (const token of [a, b, c, b, c, a]) await authenticate(token ?? '');
    expect(verified).toEqual([a, b, c, a]);
  });
});

it('a token that was refused is verified each time', async () => {
  const { authenticate, verified, now } = verifier(refusal);
  const token = tokenEnding(now() + 3_600);
  expect(await authenticate(token)).toEqual(refusal);
  expect(await authenticate(token)).toEqual(refusal);
  expect(verified).toHaveLength(2);
});

it('what is no token of three parts is never remembered', async () => {
  const { authenticate, verified } = verifier();
  for (const token of ['agent', 'a.b.c', '', 'agent', 'a.b.c', '']) await authenticate(token);
  expect(verified).toHaveLength(6);
});
